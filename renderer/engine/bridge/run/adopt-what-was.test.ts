/** What a relay wrote before this computer carries: which services are asked for it, and which the mirror has asked since. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, me, sides } from '../../../../test/support/gathering.ts';
import { cursorOf } from '../../../../test/support/works.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import { type PersonId, type Service, succeeded } from '../../../model/index.ts';
import type { CursorRow, IsthmusDatabase, LinkRow } from '../../../store/index.ts';
import type { CarryContext } from '../context.ts';
import { AuthorClaims } from '../memory/author-claims.ts';
import { TakenAuthors } from '../memory/taken-authors.ts';
import { Carrier } from './carrier.ts';

const relay = { mattermost: `${me.mattermost}-relay` as PersonId, teams: `${me.teams}-relay` as PersonId };
const relayed: LinkRow = { ...both, relay: { kind: 'other', ...relay } };
/** Since then nobody else carries. */
const since = 100_000;

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

/** The services that are asked for their newest messages, where the mirror has this cursor of the chat in Teams. */
const askedWith = async (cursor: Partial<CursorRow>): Promise<readonly Service[]> => {
  const asked: Service[] = [];
  const side = (service: Service): CarryContext['sides'][Service] => ({
    accountId: sides.accounts[service],
    writing: sides.writing[service],
    connector: {
      ...({} as Connector),
      ...(service === 'mattermost' ? { live: {} as NonNullable<Connector['live']> } : {}),
      history: () => {
        asked.push(service);
        return Promise.resolve(succeeded({ changes: [], next: null, changesCursor: null, covers: null }));
      },
    },
  });
  await database.cursors.put(cursorOf({ conversationId: both.teams, walking: false, ...cursor }));
  const carrier = new Carrier({
    world: { ...({} as World), now: () => 1_000_000 },
    database,
    sides: { teams: side('teams'), mattermost: side('mattermost') },
    memory: { ...({} as SharedMemoryCapability), deletedSince: () => Promise.resolve(succeeded([])) },
    store: () => Promise.resolve(),
    storesInto: [],
    me,
    claims: new AuthorClaims({ now: () => 0 }),
    signal: new AbortController().signal,
    taken: new TakenAuthors(),
    mayGoOn: () => true,
  });
  expect(await carrier.adoptWhatWas(relayed, since, () => true)).toBe(true);
  return asked;
};

it('asks Teams unless all of a walk through its changes came later, and Mattermost, which pushes, always', async () => {
  const safe = since + 60_000;
  expect(await askedWith({ walkedFrom: safe, pulledAt: safe })).toEqual(['mattermost']);
  // A service may list changes a minute late.
  expect(await askedWith({ walkedFrom: safe - 1, pulledAt: safe })).toEqual(['teams', 'mattermost']);
  expect(await askedWith({ walkedFrom: safe, pulledAt: safe, walking: true })).toEqual([
    'teams',
    'mattermost',
  ]);
  // A walk of many pages began with the newest changes, before the relay had ended.
  expect(await askedWith({ walkedFrom: since - 1, pulledAt: safe + 60_000 })).toEqual([
    'teams',
    'mattermost',
  ]);
  expect(await askedWith({ pulledAt: safe + 60_000 })).toEqual(['teams', 'mattermost']);
});

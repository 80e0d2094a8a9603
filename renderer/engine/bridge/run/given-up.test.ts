/** A message that the user gives up during its sending is not sent, and is not opened again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, me, post, sides } from '../../../../test/support/gathering.ts';
import type { Connector, HistoryPage } from '../../../connectors/connector.ts';
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import { failed, type Result, type Service, type ServiceFailure, succeeded } from '../../../model/index.ts';
import {
  type IsthmusDatabase,
  type OutboxRow,
  type OutboxState,
  putOutbox,
  readOutboxRow,
} from '../../../store/index.ts';
import type { CarryContext } from '../context.ts';
import { AuthorClaims } from '../memory/author-claims.ts';
import { TakenAuthors } from '../memory/taken-authors.ts';
import { gather, type Gathered } from '../decide/gather.ts';
import { Carrier } from './carrier.ts';
import { failRow, planningOf } from './carry-work.ts';
import { discardCarrying } from './outbox.ts';
import { writeAhead } from './write-ahead.ts';

const message = post('p');
const lost: OutboxState = {
  kind: 'sending',
  act: { kind: 'send', text: 'digest', version: message.version, part: 0, parts: 1 },
  after: 500,
  retryAt: 0,
  tries: 1,
};
const offline: ServiceFailure = { kind: 'offline', reason: 'no-answer', status: null };

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.links.put(both);
  await database.messages.put(message);
});

/** `history`: Teams' answer when the chat is read; meanwhile the user gives the message up. */
const contextOf = (history: Result<HistoryPage> = failed(offline)): CarryContext => {
  const side = (service: Service): CarryContext['sides'][Service] => ({
    accountId: sides.accounts[service],
    writing: sides.writing[service],
    connector: {
      ...({} as Connector),
      history: async () => {
        await discardCarrying(database, message.id);
        return history;
      },
    },
  });
  return {
    world: { ...({} as World), now: () => 1_000, random: () => 0 },
    database,
    sides: { teams: side('teams'), mattermost: side('mattermost') },
    memory: {} as SharedMemoryCapability,
    store: () => Promise.resolve(),
    storesInto: [],
    me,
    claims: new AuthorClaims({ now: () => 0 }),
    signal: new AbortController().signal,
    taken: new TakenAuthors(),
    mayGoOn: () => true,
  };
};
const rowIn = async (state: OutboxState): Promise<OutboxRow> => {
  await putOutbox(database, [
    { messageId: message.id, linkId: both.id, service: 'mattermost', at: message.createdAt, state },
  ]);
  const row = await readOutboxRow(database, message.id);
  if (!row) throw new Error('the row is not there');
  return row;
};
const stateNow = async () => (await readOutboxRow(database, message.id))?.state;
const gathered = async (row: OutboxRow): Promise<Gathered> => {
  const found = await gather(database, sides, row, false);
  if (!found) throw new Error('there is nothing to carry');
  return found;
};

describe('a message that is given up', () => {
  it('is not sent if its files were still being uploaded', async () => {
    const row = await rowIn({ kind: 'uploading' });
    const planning = planningOf(contextOf());
    const part = { part: 0, files: [] };
    expect((await writeAhead(planning, row, await gathered(row), part)).kind).toBe('goes');
    await rowIn({ kind: 'uploading' });
    await discardCarrying(database, message.id);
    expect((await writeAhead(planning, row, await gathered(row), part)).kind).toBe('given-up');
    expect(await stateNow()).toEqual({ kind: 'discarded' });
  });

  it('stays given up if its request fails later', async () => {
    const beside = { isReadable: false };
    await rowIn({ kind: 'uploading' });
    await failRow(contextOf(), message.id, offline, beside);
    expect((await stateNow())?.kind).toBe('waiting');
    await discardCarrying(database, message.id);
    await failRow(contextOf(), message.id, offline, beside);
    expect(await stateNow()).toEqual({ kind: 'discarded' });
  });

  it('ends if the search does not find it, and else is searched again as given up', async () => {
    const page: HistoryPage = { changes: [], next: null, covers: null, changesCursor: null };
    expect(await new Carrier(contextOf(succeeded(page))).carry(await rowIn(lost))).toBe('waits');
    expect(await stateNow()).toEqual({ kind: 'discarded' });
    expect(await new Carrier(contextOf()).carry(await rowIn(lost))).toBe('waits');
    expect(await stateNow()).toMatchObject({ kind: 'sending', tries: 2, givenUp: true });
  });
});

// What a relay takes up of somebody who has disconnected: what their own Isthmus did not carry, and nothing twice.
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, both, inChat, me, post, sides } from '../../../../test/support/gathering.ts';
import { account, person } from '../../../../test/support/rows.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import {
  type Account,
  failed,
  type Message,
  type Person,
  sharedKeyOf,
  succeeded,
} from '../../../model/index.ts';
import { bridgeFollower } from '../follow/bridge-follower.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
import { LeftAuthors } from '../memory/left-authors.ts';
import { lookAtLeft } from './look-at-taken.ts';

const link = { ...both, relay: { kind: 'this' } as const };
const now = 10_000_000;

const ofBen = (key: string, text: string, createdAt = now - 60_000): Message =>
  post(key, { authorId: ben.mattermost, createdAt, body: { format: 'markdown', content: text } });
const ofBenThere = (key: string, text: string, over: Partial<Message> = {}): Message =>
  inChat(key, {
    ...{ authorId: ben.teams, createdAt: now - 50_000 },
    body: { format: 'html', content: `<p>${text}</p>` },
    ...over,
  });

const begun = async () => {
  const database = openDatabase();
  await database.links.put(link);
  let isTeamsAway = false;
  const side = (service: 'mattermost' | 'teams'): BridgeSide => ({
    accountId: sides.accounts[service],
    writing: sides.writing[service],
    connector: {
      ...({} as Connector),
      history: () =>
        Promise.resolve(
          isTeamsAway && service === 'teams'
            ? failed({ kind: 'offline', reason: 'no-answer', status: null })
            : succeeded({ changes: [], next: null, changesCursor: null, covers: null }),
        ),
    },
  });
  const context = {
    ...({} as CarryContext),
    ...{ database, me },
    world: { now: () => now } as CarryContext['world'],
    sides: { mattermost: side('mattermost'), teams: side('teams') },
    memory: { ...({} as SharedMemoryCapability), deletedSince: () => Promise.resolve(succeeded([])) },
    store: () => Promise.resolve(),
    signal: new AbortController().signal,
  } satisfies CarryContext;
  const left = new LeftAuthors();
  left.leaves(ben, now);
  return {
    ...{ database, left },
    look: (holds = true) => lookAtLeft(context, left, () => holds),
    setTeamsAway: (isAway: boolean) => {
      isTeamsAway = isAway;
    },
    rows: async () => (await database.outbox.toArray()).map(({ messageId }) => messageId).sort(),
  };
};

it('gives a row to what nobody carried, and to nothing that their own Isthmus carried', async () => {
  const { database, left, look, rows } = await begun();
  const [lost, lostThere] = [ofBen('lost', 'rain tomorrow'), ofBenThere('1', 'sun today')];
  const unmarked = ofBen('unmarked', 'the tide is low');
  const copy = ofBenThere('2', 'else', {
    note: { kind: 'copy', of: sharedKeyOf(unmarked.id), part: 0, parts: 1 },
  });
  const others = post('others', { createdAt: now });
  await database.messages.bulkPut([
    ...[lost, lostThere, unmarked, copy, others],
    ofBen('old', 'long ago', now - 3_600_001),
  ]);
  await look();
  expect(await rows()).toEqual([lost.id, lostThere.id].sort());
  expect((await database.counterparts.toArray()).map(({ id, copies }) => [id, copies])).toEqual([
    [unmarked.id, [copy.id]],
  ]);
  expect(left.hasAny()).toBe(false);
});

it('leaves and counts what may belong together', async () => {
  const { database, look, rows } = await begun();
  await database.messages.bulkPut([ofBen('a', 'tide is low'), ofBenThere('1', 'tide is high')]);
  await look();
  expect(await rows()).toEqual([]);
  expect(await database.notCarried.toArray()).toMatchObject([{ reason: 'perhaps-carried', count: 2 }]);
});

it('tries again where a service does not answer, and looks at no link over which another relay carries', async () => {
  const { database, left, look, rows, setTeamsAway } = await begun();
  const lost = ofBen('lost', 'rain tomorrow');
  await database.messages.put(lost);
  setTeamsAway(true);
  await look();
  expect([await rows(), left.hasAny()]).toEqual([[], true]);
  setTeamsAway(false);
  await look();
  expect([await rows(), left.hasAny()]).toEqual([[lost.id], false]);
  const other = await begun();
  await other.database.messages.put(lost);
  await other.look(false);
  expect(await other.rows()).toEqual([]);
});

it('the mirror tells whose claim has gone, and of nobody else', async () => {
  const database = openDatabase();
  const claims = 'user/ben' as Person['claims'];
  const news = async (before: Person | null, after: Person) => {
    const followed = await bridgeFollower.follow(
      database,
      {
        account: { ...({} as Account), id: account, service: 'mattermost', me: me.mattermost },
        source: 'changes',
        changes: [],
        heardAt: null,
      },
      {
        ...{
          messages: [],
          added: new Set(),
          replaced: 0,
          before: new Map(),
          reshaped: false,
          read: new Set(),
        },
        people: [{ before, now: after }],
      },
    );
    return followed.news.filter(({ kind }) => kind === 'claims-left');
  };
  const connected = person(ben.mattermost, { claims });
  expect(await news(null, connected)).toEqual([]);
  expect(await news(connected, connected)).toEqual([]);
  expect(await news(person(ben.mattermost), person(ben.mattermost))).toEqual([]);
  expect(await news(connected, person(ben.mattermost))).toMatchObject([
    { authors: [{ mattermost: ben.mattermost, claimed: claims }] },
  ]);
});

// What a relay takes up of somebody who has disconnected: what their own Isthmus did not carry, and nothing twice.
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, both, inChat, me, post, sides } from '../../../../test/support/gathering.ts';
import { account } from '../../../../test/support/rows.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import { failed, type Message, sharedKeyOf, succeeded } from '../../../model/index.ts';
import { type LeftAuthorRow, readLeftAuthors } from '../../../store/index.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
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
  const row: LeftAuthorRow = {
    ...{ id: ben.mattermost, accountId: account, claimed: sharedKeyOf(ben.teams) },
    ...{ from: now - 3_600_000, at: now, links: [link.id] },
  };
  await database.leftAuthors.put(row);
  return {
    ...{ database, row },
    left: () => readLeftAuthors(database),
    look: (holds: (linkId: string) => boolean = () => true) => lookAtLeft(context, holds),
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
  expect(await look()).toBe(true);
  expect(await rows()).toEqual([lost.id, lostThere.id].sort());
  expect((await database.counterparts.toArray()).map(({ id, copies }) => [id, copies])).toEqual([
    [unmarked.id, [copy.id]],
  ]);
  expect(await left()).toEqual([]);
});

it('leaves and counts what may belong together', async () => {
  const { database, look, rows } = await begun();
  await database.messages.bulkPut([ofBen('a', 'tide is low'), ofBenThere('1', 'tide is high')]);
  await look();
  expect(await rows()).toEqual([]);
  expect(await database.notCarried.toArray()).toMatchObject([{ reason: 'perhaps-carried', count: 2 }]);
});

it('keeps those about whom a service does not answer, and looks again', async () => {
  const { database, left, look, row, rows, setTeamsAway } = await begun();
  const lost = ofBen('lost', 'rain tomorrow');
  await database.messages.put(lost);
  setTeamsAway(true);
  expect([await look(), await rows(), await left()]).toEqual([false, [], [row]]);
  setTeamsAway(false);
  expect([await look(), await rows(), await left()]).toEqual([true, [lost.id], []]);
});

it('looks over a link when it carries there, and not before', async () => {
  const { database, left, look, row, rows } = await begun();
  const lost = ofBen('lost', 'rain tomorrow');
  await database.messages.put(lost);
  await database.leftAuthors.put({ ...row, links: ['another', link.id] });
  const isAnother = (id: string) => id === 'another';
  expect([await look(isAnother), await rows()]).toEqual([true, []]);
  expect(await look((id) => !isAnother(id))).toBe(true);
  expect([await rows(), await left()]).toEqual([[lost.id], [{ ...row, links: ['another'] }]]);
});

it('keeps somebody who disconnects once more while it looks', async () => {
  const { database, left, look, row } = await begun();
  await database.messages.put(ofBen('lost', 'rain tomorrow'));
  const again = { ...row, at: now + 5 };
  await look((linkId) => {
    void database.leftAuthors.put(again);
    return linkId === link.id;
  });
  expect(await left()).toEqual([again]);
});

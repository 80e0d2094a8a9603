/** Which of the stored messages come into the outbox. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, general, link as linkRow, me, message } from '../../../../test/support/rows.ts';
import {
  type Account,
  type AccountId,
  type Message,
  type MessageId,
  type Note,
  type PersonId,
  type SharedKey,
  sharedKeyOf,
} from '../../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase, LinkRow, OutboxState } from '../../../store/index.ts';
import { snapshotOf } from '../decide/compare.ts';
import { touchLink, touchOutbox } from './touch.ts';

const link = linkRow();
const chat = link.teams;
const tenant = 't-aaaaaaaaaaaa' as AccountId;
const meThere = `${tenant}/user/me` as PersonId;
const thumb = (personId: PersonId): Message['reactions'] => [
  { emoji: '👍', name: '+1', personIds: [personId] },
];

const post = (key: string, over: Partial<Message> = {}): Message => message(key, { authorId: me, ...over });
const inChat = (key: string, over: Partial<Message> = {}): Message =>
  message(key, {
    id: `${chat}/${key}` as MessageId,
    accountId: tenant,
    conversationId: chat,
    authorId: meThere,
    ...over,
  });
const pair = (over: Partial<CounterpartRow> = {}): CounterpartRow => ({
  id: inChat('1').id,
  linkId: link.id,
  origin: 'teams',
  copies: [post('a').id],
  parts: 1,
  carriedBy: 'me',
  originBase: null,
  copyBase: null,
  reactions: [],
  ...over,
});

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.links.put(link);
  await database.accounts.bulkPut([
    { ...({} as Account), id: account, me },
    { ...({} as Account), id: tenant, me: meThere },
  ]);
});
const touch = (...messages: readonly Message[]) => touchOutbox(database, 'mattermost', messages, me);
const touched = async (...messages: readonly Message[]): Promise<readonly MessageId[]> => {
  await database.outbox.clear();
  await touch(...messages);
  return (await database.outbox.toArray()).map(({ messageId }) => messageId);
};
const theirs = post('a', { authorId: ada });

describe('a message of the user', () => {
  it('waits under its own time and side, and its linked conversation is reported', async () => {
    expect(await touch(post('a', { createdAt: 3_000 }))).toEqual({
      ...{ rows: 1, linked: [general], paired: [], known: new Set() },
    });
    expect(await database.outbox.toArray()).toEqual([
      {
        messageId: post('a').id,
        linkId: link.id,
        service: 'mattermost',
        at: 3_000,
        state: { kind: 'queued' },
        lane: `${link.id} mattermost`,
      },
    ]);
  });

  it('waits on the side where it was first written when its copy changed', async () => {
    await database.counterparts.put(pair());
    expect(await touched(post('a'))).toEqual([post('a').id]);
    expect((await database.outbox.get(post('a').id))?.service).toBe('teams');
  });

  it('does not wait if its link is not carried, but its note of a counterpart is still stored', async () => {
    await database.links.put({ ...link, carried: false });
    const note: Note = {
      kind: 'mark',
      origin: 'teams',
      teams: ['chat/c/1' as SharedKey],
      part: 0,
      parts: 1,
    };
    const known = new Set([post('a').id, `${chat}/1`]);
    expect(await touch(post('a', { note }))).toEqual({ rows: 0, linked: [general], paired: [chat], known });
    expect(await database.counterparts.count()).toBe(1);
    expect(await database.outbox.count()).toBe(0);
  });

  it('uses the carried link if several contradict each other', async () => {
    for (const [first, last] of [
      ['a', 'z'],
      ['z', 'a'],
    ] as const) {
      await database.links.clear();
      const other = `${tenant}/chat/d` as LinkRow['teams'];
      await database.links.bulkPut([
        { ...link, id: first },
        { ...link, id: last, teams: other, carried: false },
      ]);
      await touched(post('a'));
      expect((await database.outbox.get(post('a').id))?.linkId).toBe(first);
    }
  });

  it('from before the link waits only if it was carried then, so that its edits follow', async () => {
    await database.links.put({ ...link, since: { mattermost: 5_000, teams: 5_000 } });
    const old = post('a', { createdAt: 4_999 });
    expect(await touched(old, post('b', { createdAt: 5_000 }))).toEqual([post('b').id]);
    await database.counterparts.put(pair());
    expect(await touched(old)).toEqual([old.id]);
  });

  it('does not wait if it is equal to the agreed state', async () => {
    const agreed = pair({ copyBase: snapshotOf(post('a')), originBase: snapshotOf(inChat('1')) });
    await database.counterparts.put(agreed);
    expect(await touched(post('a'))).toEqual([]);
    expect(await touched(post('a', { body: { format: 'markdown', content: 'edited' } }))).toEqual([
      post('a').id,
    ]);
  });
});

describe('a row in the outbox', () => {
  const failedState: OutboxState = { kind: 'failed', reason: { kind: 'archived' } };
  const discarded: OutboxState = { kind: 'discarded' };
  const throttled: OutboxState = { kind: 'waiting', why: 'throttled', until: 9_000, tries: 1 };
  const stateAfter = async (state: OutboxState) => {
    const row = { messageId: post('a').id, linkId: link.id, service: 'mattermost', at: 1_000 } as const;
    await database.outbox.put({ ...row, state });
    await touch(post('a'));
    return (await database.outbox.get(post('a').id))?.state;
  };

  it('is tried again if it failed, or if a change of a carried message had been given up', async () => {
    expect(await stateAfter(failedState)).toEqual({ kind: 'queued' });
    expect(await stateAfter(discarded)).toEqual(discarded);
    expect(await stateAfter(throttled)).toEqual(throttled);
    await database.counterparts.put(pair());
    expect(await stateAfter(discarded)).toEqual({ kind: 'queued' });
  });

  it('is tried again also if the message is equal to the agreed state, so that its reason is removed', async () => {
    const agreed = pair({ copyBase: snapshotOf(post('a')), originBase: snapshotOf(inChat('1')) });
    await database.counterparts.put(agreed);
    expect(await stateAfter(failedState)).toEqual({ kind: 'queued' });
  });
});

describe('a message of another person', () => {
  it('is not the user’s to carry, unless it is carried and has or had a reaction of the user', async () => {
    const known = pair({ carriedBy: 'other' });
    expect(await touched(theirs)).toEqual([]);
    await database.counterparts.put(known);
    expect(await touched(theirs)).toEqual([]);
    await database.counterparts.put({ ...known, reactions: ['👍'] });
    expect(await touched(theirs)).toEqual([theirs.id]);
    await database.counterparts.put(known);
    await database.messages.put({ ...theirs, reactions: thumb(ada) });
    expect(await touched(theirs)).toEqual([]);
    await database.messages.put({ ...theirs, reactions: thumb(me) });
    expect(await touched(theirs)).toEqual([theirs.id]);
  });

  it('counts as reacted to if the user’s reaction is on its counterpart', async () => {
    await database.counterparts.put(pair({ carriedBy: 'other' }));
    await database.messages.bulkPut([theirs, inChat('1', { reactions: thumb(meThere) })]);
    expect(await touched(theirs)).toEqual([theirs.id]);
  });

  it('does not replace the user’s message by claiming to be its copy', async () => {
    const forged = pair({ id: inChat('5').id, carriedBy: 'other' });
    for (const mine of [pair({ id: inChat('1').id }), pair({ id: inChat('9').id })]) {
      await database.counterparts.clear();
      await database.counterparts.bulkPut([forged, mine]);
      expect(await touched(theirs)).toEqual([theirs.id]);
    }
  });
});

describe('replies that wait for their root', () => {
  const reply = post('r', { threadId: theirs.id });
  const waiting = (why: 'root-not-carried' | 'throttled'): OutboxState => ({
    kind: 'waiting',
    why,
    until: 9_000,
    tries: 3,
  });
  const untilAfter = async (why: 'root-not-carried' | 'throttled', root: Message = theirs) => {
    const row = { messageId: reply.id, linkId: link.id, service: 'mattermost', at: 1_000 } as const;
    await database.messages.put(reply);
    await database.outbox.put({ ...row, state: waiting(why) });
    const { rows } = await touch(root);
    const state = (await database.outbox.get(reply.id))?.state;
    return [rows, state?.kind === 'waiting' ? state.until : null];
  };

  it('are tried at once when the counterpart of the root is known; others are not', async () => {
    expect(await untilAfter('root-not-carried')).toEqual([0, 9_000]);
    await database.counterparts.put(pair({ carriedBy: 'other' }));
    expect(await untilAfter('root-not-carried')).toEqual([1, 0]);
    expect(await untilAfter('throttled')).toEqual([0, 9_000]);
    const other = message('other');
    await database.counterparts.put(pair({ id: inChat('2').id, copies: [other.id], carriedBy: 'other' }));
    expect(await untilAfter('root-not-carried', other)).toEqual([0, 9_000]);
  });
});

describe('a link that is new, or carried again', () => {
  const day = 86_400_000;
  const since = { mattermost: 10 * day, teams: 10 * day };
  const everybody = { mattermost: me, teams: meThere };

  it('adds the messages of both sides since its beginning, or none if it is not carried', async () => {
    await database.messages.bulkPut([
      post('before', { createdAt: 10 * day - 1 }),
      post('since', { createdAt: 10 * day }),
      inChat('since', { createdAt: 11 * day }),
      inChat('before', { createdAt: 9 * day }),
    ]);
    expect(await touchLink(database, { ...link, since, carried: false }, everybody)).toBe(0);
    await database.links.put({ ...link, since });
    expect(await touchLink(database, { ...link, since }, everybody)).toBe(2);
    expect((await database.outbox.toArray()).map(({ messageId }) => messageId).sort()).toEqual([
      post('since').id,
      inChat('since').id,
    ]);
  });

  it('first reads the marks of posts, a day back, because their Teams messages were carried already', async () => {
    const told = inChat('1', { createdAt: 10 * day, authorId: `${tenant}/user/ben` as PersonId });
    const mark = (createdAt: number): Message =>
      post('a', {
        createdAt,
        note: { kind: 'mark', origin: 'teams', teams: ['chat/c/1' as SharedKey], part: 0, parts: 1 },
      });
    await database.links.put({ ...link, since });
    await database.messages.bulkPut([told, mark(9 * day - 1)]);
    expect(await touchLink(database, { ...link, since }, everybody)).toBe(0);
    expect(await database.counterparts.count()).toBe(0);
    await database.messages.put(mark(9 * day));
    expect(await touchLink(database, { ...link, since }, everybody)).toBe(1);
    expect((await database.counterparts.get(told.id))?.copies).toEqual([post('a').id]);
  });
});

describe('where this Isthmus is the relay', () => {
  beforeEach(() => database.links.put({ ...link, relay: { kind: 'this' } }));

  it('what others write waits, and what it wrote itself does not', async () => {
    expect(await touched(theirs, post('own'))).toEqual([theirs.id]);
  });
  it('a message that somebody’s mark names is looked at as well: anybody can forge one to hide a message', async () => {
    await database.counterparts.put(
      pair({ id: theirs.id, origin: 'mattermost', copies: [inChat('1').id], carriedBy: 'other' }),
    );
    expect(await touched(theirs)).toEqual([theirs.id]);
  });
  it('an edit of what it carried waits, and its own form does not', async () => {
    const copy = inChat('1');
    const agreed = { originBase: snapshotOf(theirs), copyBase: snapshotOf(copy) };
    await database.counterparts.put(
      pair({ id: theirs.id, origin: 'mattermost', copies: [copy.id], ...agreed }),
    );
    expect(await touched(theirs)).toEqual([]);
    const reacted = { ...theirs, reactions: thumb(ada) };
    expect(await touched(reacted)).toEqual([]);
    expect(await touched({ ...theirs, body: { format: 'markdown', content: 'new' } })).toEqual([theirs.id]);
  });
  it('knows from its copies in Teams, a day back, what it carried over an earlier link, so that deletions follow', async () => {
    const day = 86_400_000;
    const since = { mattermost: 10 * day, teams: 10 * day };
    const relayed: LinkRow = { ...link, relay: { kind: 'this' }, since };
    const origin = post('a', { createdAt: 9 * day, authorId: ada });
    const copy = inChat('1', {
      createdAt: 9 * day,
      note: { kind: 'copy', of: sharedKeyOf(origin.id), part: 0, parts: 1 },
    });
    await database.links.put(relayed);
    // What this relay knew was lost with its database, and the link was made anew before anything else changed.
    await database.messages.bulkPut([origin, copy]);
    expect(await touchLink(database, relayed, { mattermost: me, teams: meThere })).toBe(0);
    expect(await touched({ ...origin, deletedAt: 10 * day + 1 })).toEqual([origin.id]);
  });
});

/** The facts about messages in the mirror: their authors, and the messages that they answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import {
  both,
  carried,
  inChat,
  me,
  outboxRow,
  post,
  quote,
  sides,
  tenant,
} from '../../../../test/support/gathering.ts';
import { account, general, message } from '../../../../test/support/rows.ts';
import type { ConversationId, Message, MessageId, PersonId } from '../../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase } from '../../../store/index.ts';
import { gather, type Gathered } from './gather.ts';

const other = `${tenant}/chat/d` as ConversationId;

let database: IsthmusDatabase;
const stored = async (...all: readonly Message[]): Promise<void> => {
  await database.messages.bulkPut([...all]);
};
const decided = async (of: Message): Promise<Gathered> => {
  await stored(of);
  const found = await gather(database, sides, outboxRow(of), false);
  if (found === null) throw new Error('nothing was gathered');
  return found;
};

beforeEach(async () => {
  database = openDatabase();
  await database.links.put(both);
});

describe('the user’s own message', () => {
  it('is sent', async () => {
    expect((await decided(post('p'))).decision).toEqual({ kind: 'send', part: 0 });
    expect((await decided(inChat('p'))).decision).toEqual({ kind: 'send', part: 0 });
  });

  it('is not one that a webhook writes under the user’s id, or the user’s bot', async () => {
    const notMine = { kind: 'nothing', reason: 'not-a-person' };
    expect((await decided(post('w', { authorName: 'Alerts', writtenBy: 'webhook' }))).decision).toEqual(
      notMine,
    );
    expect((await decided(inChat('a', { authorId: null }))).decision).toEqual(notMine);
    expect((await decided(post('b', { writtenBy: 'bot' }))).decision).toEqual(notMine);
  });
});

describe('the message that a message answers', () => {
  const old = inChat('100');
  const oldPost = post('old', { authorId: me.mattermost });

  it('is carried as the quote’s counterpart', async () => {
    await stored(old, oldPost);
    await database.counterparts.put(carried(old, oldPost));
    const { root } = await decided(inChat('200', { attachments: [quote(old.id)] }));
    expect(root).toEqual({ kind: 'carried', id: oldPost.id });
  });

  it('is carried as the root of the thread that contains the counterpart', async () => {
    const root = post('root');
    const reply = post('reply', { threadId: root.id });
    await stored(old, root, reply);
    await database.counterparts.put(carried(old, reply));
    const answer = await decided(inChat('200', { attachments: [quote(old.id)] }));
    expect(answer.root).toEqual({ kind: 'carried', id: root.id });
  });

  it('is never carried if the mirror lacks it, if nobody may carry it, or if it is deleted', async () => {
    expect((await decided(inChat('200', { attachments: [quote(old.id)] }))).root).toEqual({ kind: 'never' });
    await stored(inChat('100', { authorId: `${tenant}/user/ben` as PersonId }));
    expect((await decided(inChat('200', { attachments: [quote(old.id)] }))).root).toEqual({ kind: 'never' });
    await stored({ ...old, deletedAt: 1 });
    expect((await decided(inChat('200', { attachments: [quote(old.id)] }))).root).toEqual({ kind: 'never' });
  });

  it('does not exist for a message forwarded from another chat, carried or not', async () => {
    const elsewhere = inChat('300', { conversationId: other });
    const elsewherePost = post('e', {
      id: `${account}/random/e` as MessageId,
      conversationId: `${account}/random` as ConversationId,
    });
    const forward = inChat('400', { attachments: [quote(elsewhere.id)] });
    expect((await decided(forward)).root).toEqual({ kind: 'none' });
    await stored(elsewhere, elsewherePost);
    await database.counterparts.put(carried(elsewhere, elsewherePost));
    expect((await decided(forward)).root).toEqual({ kind: 'none' });
    expect((await decided(forward)).decision).toEqual({ kind: 'send', part: 0 });
  });

  it('does not exist for a post with a link to another post, of its channel or elsewhere', async () => {
    await stored(old, oldPost);
    await database.counterparts.put(carried(old, oldPost));
    for (const id of [oldPost.id, `${account}/random/e` as MessageId])
      expect((await decided(post('p', { attachments: [quote(id)] }))).root).toEqual({ kind: 'none' });
    expect((await decided(post('r', { threadId: oldPost.id }))).root).toEqual({
      kind: 'carried',
      id: old.id,
    });
    expect(oldPost.conversationId).toBe(general);
  });
});

describe('the replies that a deletion would remove on Mattermost', () => {
  const origin = inChat('gone', { deletedAt: 9_000, version: 9_000 });
  const copy = post('copy');
  const reply = (key: string, over: Partial<Message> = {}): Message =>
    message(key, { threadId: copy.id, createdAt: 2_000, ...over });
  const removed = async (...replies: readonly Message[]) => {
    await stored(copy, ...replies);
    const base = { text: 'as it was', deleted: false } as unknown as CounterpartRow['originBase'];
    await database.counterparts.put({ ...carried(origin, copy), originBase: base, copyBase: base });
    const { decision, answered } = await decided(origin);
    return [decision.kind, [...answered]];
  };

  it('are replies of others; deleted replies and other threads do not count', async () => {
    expect(await removed()).toEqual(['remove', []]);
    expect(await removed(reply('r', { deletedAt: 5 }))).toEqual(['remove', []]);
    expect(await removed(message('x', { threadId: post('other').id }))).toEqual(['remove', []]);
    expect(await removed(reply('r2'))).toEqual(['remove', [copy.id]]);
  });

  it('do not exist if the copy is itself a reply', async () => {
    await stored({ ...copy, threadId: post('root').id }, reply('r'));
    await database.counterparts.put(carried(origin, copy));
    expect([...(await decided(origin)).answered]).toEqual([]);
  });
});

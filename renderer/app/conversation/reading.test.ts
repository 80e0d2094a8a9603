import { describe, expect, it } from 'vitest';
import type { Conversation, ConversationId, LastMessage, PersonId } from '../../model/index.ts';
import { message } from '../../../test/support/rows.ts';
import { sampleConversation, mattermost, teams } from '../links/testing/sample.ts';
import { dueReads, type ReadSide, unreadFrom } from './reading.ts';

const me = 'me' as PersonId;
const last = (createdAt: number, author: string): LastMessage =>
  ({ createdAt, authorId: author as PersonId }) as LastMessage;
const side = (over: Partial<Conversation>, newest = 0, account = mattermost): ReadSide => ({
  conversation: sampleConversation(account, 'c', over),
  me,
  newest,
});
const due = (sides: readonly ReadSide[], written = new Map()) =>
  dueReads(sides, written).map(({ conversation, readAt }) => [conversation.service, readAt]);

describe('marking as read', () => {
  it('marks one conversation up to its newest message or reply', () => {
    expect(due([side({ unread: 2, readAt: 5 }, 9)])).toEqual([['mattermost', 9]]);
    expect(due([side({ unread: 2, readAt: 5, lastMessage: last(12, 'ada') }, 9)])).toEqual([
      ['mattermost', 12],
    ]);
    expect(due([side({ unread: 0, readAt: 5, lastMessage: last(12, 'ada') }, 9)])).toEqual([]);
    expect(due([side({ unread: 2, readAt: 9 }, 9)])).toEqual([]);
  });
  it('marks both sides of a pair, each up to its own newest message, although copies are not counted as unread', () => {
    const here = side({ unread: 1, readAt: 5, lastMessage: last(9, 'ada') }, 9);
    const there = side({ unread: 0, readAt: 4, lastMessage: last(11, 'ada') }, 0, teams);
    expect(due([here, there])).toEqual([
      ['mattermost', 9],
      ['teams', 11],
    ]);
  });
  it('does not mark a pair because of the user’s own messages', () => {
    const mine = last(11, me);
    expect(
      due([side({ readAt: 9, lastMessage: mine }), side({ readAt: 9, lastMessage: mine }, 0, teams)]),
    ).toEqual([]);
  });
  it('once', () => {
    const one = side({ unread: 2, readAt: 5 }, 9);
    expect(due([one], new Map([[one.conversation.id, 9]]))).toEqual([]);
  });
});

describe('marking as unread', () => {
  const at = (id: string, conversationId: string) =>
    message(id, { conversationId: conversationId as ConversationId });
  const shown = [at('1', 'm'), at('2', 't'), at('3', 'm'), at('4', 't'), at('5', 't')];
  const from = (index: number): readonly string[] =>
    unreadFrom(shown, shown[index] ?? at('reply', 'm')).map(({ id }) => id.split('/').at(-1) ?? '');

  it('marks each side of a pair from its first message at or below the place', () => {
    expect(from(0)).toEqual(['1', '2']);
    expect(from(2)).toEqual(['3', '4']);
  });
  it('marks one side only if the other side has no message below the place', () =>
    expect(from(3)).toEqual(['4']));
});

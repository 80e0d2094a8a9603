import { describe, expect, it } from 'vitest';
import type { Conversation, LastMessage, PersonId } from '../../model/index.ts';
import { sampleConversation, mattermost, teams } from '../links/testing/sample.ts';
import { dueReads, type ReadSide } from './reading.ts';

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

describe('what is marked as read', () => {
  it('of one conversation: what is unread in it, up to its newest message or reply', () => {
    expect(due([side({ unread: 2, readAt: 5 }, 9)])).toEqual([['mattermost', 9]]);
    expect(due([side({ unread: 2, readAt: 5, lastMessage: last(12, 'ada') }, 9)])).toEqual([
      ['mattermost', 12],
    ]);
    expect(due([side({ unread: 0, readAt: 5, lastMessage: last(12, 'ada') }, 9)])).toEqual([]);
    expect(due([side({ unread: 2, readAt: 9 }, 9)])).toEqual([]);
  });
  it('of a pair: both sides, each up to its own newest, although copies are not counted as unread', () => {
    const here = side({ unread: 1, readAt: 5, lastMessage: last(9, 'ada') }, 9);
    const there = side({ unread: 0, readAt: 4, lastMessage: last(11, 'ada') }, 0, teams);
    expect(due([here, there])).toEqual([
      ['mattermost', 9],
      ['teams', 11],
    ]);
  });
  it('of a pair: not because of what the user wrote', () => {
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

import { describe, expect, it } from 'vitest';
import type { AccountId, ConversationId, MessageId } from '../../model/index.ts';
import { makeIds } from './ids.ts';

const ids = makeIds('mm1' as AccountId);
const post = 'p'.repeat(26);
const channel = 'c'.repeat(26);

describe('ids', () => {
  it('can be parsed by their own account only', () => {
    const other = makeIds('mm2' as AccountId);
    expect(ids.addressOf(ids.message(channel, post))).toEqual({ channelId: channel, postId: post });
    expect(ids.channelIdOf(ids.conversation(channel))).toBe(channel);
    expect(ids.userIdOf(ids.person(post))).toBe(post);
    expect(other.addressOf(ids.message(channel, post))).toBeNull();
    expect(other.channelIdOf(ids.conversation(channel))).toBeNull();
  });

  it('are all different for two accounts on one server', () => {
    expect(makeIds('mm2' as AccountId).message(channel, post)).not.toBe(ids.message(channel, post));
  });

  it.each(['mm1/', 'mm1/../users', 'mm1/a/b/c', 'mm1/a?b', 'mm11/abc', 'x'])('do not include %s', (id) => {
    expect(ids.channelIdOf(id as ConversationId)).toBeNull();
    expect(ids.addressOf(id as MessageId)).toBeNull();
  });
});

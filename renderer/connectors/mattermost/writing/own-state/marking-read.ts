/**
 * Marks a channel as read up to a moment, never backwards. `mark_read` marks it to its end. `view` does so too, but also says that the user
 * looks at the channel now, so it stops push notifications and shows the user online; it is used only for servers without `mark_read`. If
 * another person wrote after the moment, their first post is marked as unread instead, which moves the mark just before it.
 */
import { failed, succeeded, type Change, type ConversationId, type Result } from '../../../../model/index.ts';
import { offline } from '../../rest/failure.ts';
import { isServiceId } from '../../ids.ts';
import { listOf, payloadOf, stampOf, textOf, type Payload } from '../../rest/reading.ts';
import { isSystemType } from '../../message/system-events.ts';
import type { Surroundings } from '../surroundings.ts';

/** Usually enough for all posts after the moment. */
const pageSize = 60;

/** Marks a channel as read up to `readAt` (ms, the server's clock). */
export const markChannelRead = async (
  around: Surroundings,
  conversationId: ConversationId,
  readAt: number,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const { rest, context } = around;
  const channelId = context.ids.channelIdOf(conversationId);
  if (channelId === null) return failed({ kind: 'not-found' });
  const read = (at: number): Result<readonly Change[]> =>
    succeeded([{ kind: 'read', conversationId, readAt: at }]);
  const unseen = await firstUnseen(around, channelId, readAt, signal);
  if (!unseen.ok) return unseen;
  const viewedAt = await lastViewed(around, channelId, signal);
  if (!viewedAt.ok) return viewedAt;
  if (unseen.value === null) {
    if (viewedAt.value >= readAt) return read(viewedAt.value);
    const at = await readToEnd(around, channelId, signal);
    return at.ok ? read(at.value ?? readAt) : at;
  }
  const { postId, createdAt } = unseen.value;
  if (viewedAt.value >= createdAt - 1) return read(viewedAt.value);
  const answer = await rest.sendPath(signal, `/users/me/posts/${postId}/set_unread`, {
    kind: 'json',
    method: 'POST',
    value: { collapsed_threads_supported: false },
  });
  return answer.ok ? read(createdAt - 1) : answer;
};

const lastViewed = async (
  { rest }: Surroundings,
  channelId: string,
  signal: AbortSignal,
): Promise<Result<number>> => {
  const answer = await rest.ask(signal, (client) => client.getMyChannelMember(channelId));
  if (!answer.ok) return answer;
  const viewedAt = stampOf(payloadOf(answer.value).last_viewed_at);
  return viewedAt === null ? failed(offline('broken-answer')) : succeeded(viewedAt);
};

/** Marks the channel as read to its end. Returns the time of the new mark, null if the server did not tell it. */
const readToEnd = async (
  { rest }: Surroundings,
  channelId: string,
  signal: AbortSignal,
): Promise<Result<number | null>> => {
  let answer = await rest.ask(signal, (client) => client.readMultipleChannels([channelId]));
  if (!answer.ok && answer.failure.kind === 'not-found')
    answer = await rest.ask(signal, (client) => client.viewMyChannel(channelId));
  if (!answer.ok) return answer;
  return succeeded(stampOf(payloadOf(payloadOf(answer.value).last_viewed_at_times)[channelId]));
};

interface Unseen {
  readonly postId: string;
  readonly createdAt: number;
}

/** The first post by somebody else after `readAt`; null if there is none. System posts do not count. */
const firstUnseen = async (
  { rest, context }: Surroundings,
  channelId: string,
  readAt: number,
  signal: AbortSignal,
): Promise<Result<Unseen | null>> => {
  let first: Unseen | null = null;
  const seen = new Set<unknown>();
  for (let page = 0; ; page += 1) {
    const answer = await rest.ask(signal, (client) => client.getPosts(channelId, page, pageSize, false));
    if (!answer.ok) return answer;
    const { order, posts } = payloadOf(answer.value);
    const rows = listOf(order).map((id) => payloadOf(payloadOf(posts)[textOf(id)]));
    const known = seen.size;
    for (const post of rows) {
      seen.add(post.id);
      const createdAt = stampOf(post.create_at) ?? 0;
      if (createdAt <= readAt) return succeeded(first);
      if (isServiceId(post.id) && counts(post, context.userId)) first = { postId: post.id, createdAt };
    }
    if (rows.length < pageSize) return succeeded(first);
    // The page holds no new post: a proxy ignores page numbers, and the walk would never end.
    if (seen.size === known) return failed({ kind: 'stands-still' });
  }
};

const counts = (post: Payload, userId: string): boolean =>
  post.user_id !== userId && !isSystemType(textOf(post.type));

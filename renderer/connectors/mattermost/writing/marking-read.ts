/**
 * Marking a channel as read up to a moment, never backwards. `mark_read` sets it read to its end without making it the channel the
 * user looks at (`view` does, and so stops push notifications and shows the user online); servers that do not know it are told `view`.
 * Where somebody wrote after that moment, the channel is set to unread from there instead, which moves the mark just as far.
 */
import { failed, succeeded, type Change, type ConversationId, type Result } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { listOf, payloadOf, stampOf, textOf, type Payload } from '../rest/reading.ts';
import { isSystemType } from '../message/system-events.ts';
import type { Surroundings } from './surroundings.ts';

/** Enough to reach back over what came in since. */
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

/** Reads the channel to its end; says how far that was. */
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

/** The first post by somebody else after `readAt`; null when there is none. Joining and the like is nothing one reads. */
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
    // A page of nothing new: something on the way does not know pages, and the start is not to be found.
    if (seen.size === known) return failed({ kind: 'stands-still' });
  }
};

const counts = (post: Payload, userId: string): boolean =>
  post.user_id !== userId && !isSystemType(textOf(post.type));

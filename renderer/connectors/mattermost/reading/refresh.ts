/** The present form of some posts, by `POST /posts/ids`. */
import { failed, succeeded, type Change, type MessageId, type Result } from '../../../model/index.ts';
import { sinceLimit } from './changes.ts';
import type { MappingContext } from '../context.ts';
import { offline } from '../rest/failure.ts';
import { mapKnowing } from './knowing.ts';
import { isServiceId } from '../ids.ts';
import { changeOfPost } from '../message/posts.ts';
import { listOf, payloadOf } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';

/**
 * Reads posts again. By its version, the route serves deleted posts with delete_at set, or leaves them out. It also leaves out posts that
 * the user may not see or that do not exist, and answers 404 if no post is left (server: SqlPostStore.GetPostsByIds). All these posts
 * become `message-gone`.
 */
export const readPosts = async (
  rest: Rest,
  context: MappingContext,
  messageIds: readonly MessageId[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const addresses = new Map<string, MessageId>();
  for (const id of messageIds) {
    const address = context.ids.addressOf(id);
    if (address !== null) addresses.set(address.postId, id);
  }
  if (addresses.size === 0) return succeeded([]);
  const answer = await rest.ask(signal, (client) => client.getPostsByIds([...addresses.keys()]));
  if (!answer.ok) {
    if (answer.failure.kind !== 'not-found') return answer;
    // A proxy may answer 404 for everything. The 404 is believed only if the server answers another question.
    const alive = await rest.ask(signal, (client) => client.getMe());
    if (!alive.ok) return alive;
    // The route itself may be missing, which says nothing of the posts. So one post is asked for by another route.
    const [first = ''] = addresses.keys();
    const itself = await rest.ask(signal, (client) => client.getPost(first));
    if (itself.ok) return answer;
    if (itself.failure.kind !== 'not-found' && itself.failure.kind !== 'forbidden') return itself;
  }
  if (answer.ok && answer.value !== null && !Array.isArray(answer.value))
    return failed(offline('broken-answer'));
  const posts = answer.ok ? listOf(answer.value) : [];

  const { mapped, people } = await mapKnowing(rest, context, signal, () =>
    posts.map((raw) => changeOfPost(raw, context)),
  );
  const changes: Change[] = [...people, ...mapped];
  const deletedRoots = new Map<string, DeletedRoots>();
  for (const [at, raw] of posts.entries()) {
    const change = mapped[at];
    const post = payloadOf(raw);
    if (!isServiceId(post.id)) continue;
    // The server served this post in some form, so it is not gone.
    addresses.delete(post.id);
    if (change?.kind === 'message-gone' && post.root_id === '' && isServiceId(post.channel_id))
      noteDeletedRoot(deletedRoots, post.channel_id, post.id, change.at - 1);
  }
  for (const id of addresses.values()) {
    const address = context.ids.addressOf(id);
    if (address === null) continue;
    const conversationId = context.ids.conversation(address.channelId);
    // The server does not say when it was deleted. With 0 the mirror keeps its own stamp.
    changes.push({ kind: 'message-gone', id, conversationId, at: 0 });
    const goneAfter = context.directory.rootsGoneAfter.get(address.postId);
    if (goneAfter !== undefined) noteDeletedRoot(deletedRoots, address.channelId, address.postId, goneAfter);
  }
  for (const [channelId, roots] of deletedRoots) {
    const replies = await repliesGoneWith(rest, context, channelId, roots, signal);
    if (!replies.ok) return replies;
    changes.push(...replies.value);
    for (const id of roots.ids) context.directory.rootsGoneAfter.delete(id);
  }
  return succeeded(changes);
};

interface DeletedRoots {
  readonly ids: Set<string>;
  /** All these roots were deleted after this stamp. */
  goneAfter: number;
}

const noteDeletedRoot = (
  found: Map<string, DeletedRoots>,
  channelId: string,
  postId: string,
  goneAfter: number,
): void => {
  const roots = found.get(channelId) ?? { ids: new Set(), goneAfter };
  roots.ids.add(postId);
  roots.goneAfter = Math.min(roots.goneAfter, goneAfter);
  found.set(channelId, roots);
};

/**
 * When a root is deleted, the server deletes its replies with the same stamp. The event and `/posts/ids` only tell of the root, so the
 * replies are found by `since`. A full answer (for a root that was deleted long ago) may lack replies; then `changes` finds them.
 */
const repliesGoneWith = async (
  rest: Rest,
  context: MappingContext,
  channelId: string,
  roots: DeletedRoots,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const since = Math.max(1, roots.goneAfter);
  const answer = await rest.ask(signal, (client) => client.getPostsSince(channelId, since, false));
  if (!answer.ok) return answer;
  const { order, posts } = payloadOf(answer.value);
  if (listOf(order).length >= sinceLimit) return succeeded([]);
  const gone: Change[] = [];
  for (const raw of Object.values(payloadOf(posts))) {
    const { root_id } = payloadOf(raw);
    if (!isServiceId(root_id) || !roots.ids.has(root_id)) continue;
    const change = changeOfPost(raw, context);
    if (change.kind === 'message-gone') gone.push(change);
  }
  return succeeded(gone);
};

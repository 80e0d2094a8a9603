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
 * Reads posts again. Depending on its version the route serves deleted posts with delete_at set or leaves them out; it leaves out
 * what the user may not see or what is no more, and answers 404 when nothing is left (server: SqlPostStore.GetPostsByIds). Each of
 * these is `message-gone`.
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
    // Somebody on the way may answer 404 for everything; only a server that answers otherwise is believed.
    const alive = await rest.ask(signal, (client) => client.getMe());
    if (!alive.ok) return alive;
    // Nor does a route that is missing say that posts are: one of them is asked for by itself.
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
    // Served in whatever form: it is not gone.
    addresses.delete(post.id);
    if (change?.kind === 'message-gone' && post.root_id === '' && isServiceId(post.channel_id))
      noteDeletedRoot(deletedRoots, post.channel_id, post.id, change.at - 1);
  }
  for (const id of addresses.values()) {
    const address = context.ids.addressOf(id);
    if (address === null) continue;
    const conversationId = context.ids.conversation(address.channelId);
    // Nobody says since when; 0 lets the mirror keep its own stamp.
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
  /** All of them were deleted after this stamp. */
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
 * Deleting a root deletes its replies with the same stamp, but the event and `/posts/ids` only tell of the root: the replies are
 * found by `since`. An answer that is full (a root deleted long ago) proves nothing and is left to `changes`.
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

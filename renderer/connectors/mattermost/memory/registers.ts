/**
 * The registers of the author lease: a post's props say, under `isthmus.author` or `isthmus.relay`, what its writer last wrote. A patch of props
 * alone shows no "edited" (facts, "Posts").
 */
import {
  failed,
  type ConversationId,
  type MessageId,
  type PersonId,
  type Result,
  succeeded,
} from '../../../model/index.ts';
import type {
  AuthorRegistersCapability,
  FoundRegisters,
  Register,
  RegisterNote,
} from '../../author-registers.ts';
import { isServiceId } from '../ids.ts';
import { offline } from '../rest/failure.ts';
import { pageSize } from '../rest/paging.ts';
import { isPayload, listOf, payloadOf, stampOf, type Payload } from '../rest/reading.ts';
import { registerOf, withRegister } from '../writing/register-props.ts';
import type { Surroundings } from '../writing/surroundings.ts';
import { whyUnchanged } from '../writing/written.ts';

/** The direct channel with a bot is short. Who writes more there than this has no registers, and nothing is carried while they are away. */
const mostPages = 50;

export const makeRegisters = (around: Surroundings): AuthorRegistersCapability => {
  const { rest, context } = around;
  /** What else stands in the props of the own posts. A patch replaces props whole (the server writes `from_bot` there). */
  const otherProps = new Map<MessageId, Payload>();

  const registerIn = (post: Payload): Register<RegisterNote> | null => {
    const note = registerOf(post);
    const writtenAt = stampOf(post.update_at);
    if (note === null || writtenAt === null || (stampOf(post.delete_at ?? 0) ?? 1) !== 0) return null;
    if (!isServiceId(post.id) || !isServiceId(post.channel_id)) return null;
    const id = context.ids.message(post.channel_id, post.id);
    if (post.user_id === context.userId) otherProps.set(id, payloadOf(post.props));
    return { id, note, writtenAt };
  };

  const find = async (
    place: ConversationId,
    writers: { readonly author: PersonId; readonly relay: PersonId },
    signal: AbortSignal,
  ): Promise<Result<FoundRegisters>> => {
    const channelId = context.ids.channelIdOf(place);
    const [author, relay] = [context.ids.userIdOf(writers.author), context.ids.userIdOf(writers.relay)];
    if (channelId === null || author === null || relay === null) return failed({ kind: 'not-found' });
    let found: FoundRegisters = { author: null, relay: null };
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await rest.ask(signal, (client) => client.getPosts(channelId, page, pageSize, false));
      if (!answer.ok) return answer;
      if (!isPayload(answer.value) || !('order' in answer.value)) return failed(offline('broken-answer'));
      const order = listOf(answer.value.order);
      const posts = payloadOf(answer.value.posts);
      // From the newest to the oldest, so the oldest is what remains.
      for (const each of order) {
        const post = payloadOf(typeof each === 'string' ? posts[each] : undefined);
        if (post.channel_id !== channelId) continue;
        const register = registerIn(post);
        if (register === null) continue;
        const { id, note, writtenAt } = register;
        if (note.kind === 'author' && post.user_id === author)
          found = { ...found, author: { id, note, writtenAt } };
        if (note.kind === 'relay' && post.user_id === relay)
          found = { ...found, relay: { id, note, writtenAt } };
      }
      if (order.length < pageSize) return succeeded(found);
    }
    return failed({ kind: 'stands-still' });
  };

  const read = async (id: MessageId, signal: AbortSignal): Promise<Result<Register<RegisterNote> | null>> => {
    const address = context.ids.addressOf(id);
    if (address === null) return failed({ kind: 'not-found' });
    const answer = await rest.ask(signal, (client) => client.getPost(address.postId));
    if (!answer.ok) return answer.failure.kind === 'not-found' ? succeeded(null) : answer;
    if (!isPayload(answer.value) || answer.value.id !== address.postId)
      return failed(offline('broken-answer'));
    const register = registerIn(answer.value);
    return succeeded(register?.id === id ? register : null);
  };

  const readAll = async (
    ids: readonly MessageId[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<MessageId, Register<RegisterNote>>>> => {
    const wanted = new Set(ids);
    const postIds = ids.flatMap((id) => context.ids.addressOf(id)?.postId ?? []);
    if (postIds.length === 0) return succeeded(new Map());
    const answer = await rest.ask(signal, (client) => client.getPostsByIds(postIds));
    if (!answer.ok) return answer;
    if (!Array.isArray(answer.value)) return failed(offline('broken-answer'));
    const registers = answer.value.flatMap((post) => registerIn(payloadOf(post)) ?? []);
    return succeeded(new Map(registers.flatMap((one) => (wanted.has(one.id) ? [[one.id, one]] : []))));
  };

  const create = async (
    place: ConversationId,
    note: RegisterNote,
    sentence: string,
    signal: AbortSignal,
  ): Promise<Result<MessageId>> => {
    const channelId = context.ids.channelIdOf(place);
    if (channelId === null) return failed({ kind: 'not-found' });
    const answer = await rest.sendPath(signal, '/posts?set_online=false', {
      kind: 'json',
      method: 'POST',
      value: {
        channel_id: channelId,
        message: sentence,
        props: withRegister({}, note),
        // Within half a minute the server answers a repetition with the first post.
        pending_post_id: `${context.userId}:register-${channelId}`,
      },
    });
    if (!answer.ok) return answer;
    const post = payloadOf(answer.value);
    if (!isServiceId(post.id) || post.channel_id !== channelId) return failed(offline('broken-answer'));
    const id = context.ids.message(channelId, post.id);
    otherProps.set(id, payloadOf(post.props));
    return succeeded(id);
  };

  const write = async (id: MessageId, note: RegisterNote, signal: AbortSignal): Promise<Result<null>> => {
    const address = context.ids.addressOf(id);
    if (address === null) return failed({ kind: 'not-found' });
    const props = withRegister(otherProps.get(id) ?? {}, note);
    const answer = await rest.ask(signal, (client) => client.patchPost({ id: address.postId, props }));
    return answer.ok ? succeeded(null) : failed(await whyUnchanged(around, id, answer.failure, signal));
  };

  return { find, read, readAll, create, write };
};

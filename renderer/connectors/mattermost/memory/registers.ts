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

/** The direct channel with a bot is short. One that is longer than this is read in several turns. */
const mostPages = 50;

interface Page {
  /** From the newest to the oldest. */
  readonly ids: readonly string[];
  readonly found: FoundRegisters;
}

/** A search that is not at the channel's beginning yet. */
interface Walk {
  readonly writers: string;
  /** The newest post that it has seen, and the oldest: it goes on before that one. */
  readonly newest: string;
  readonly oldest: string;
  readonly found: FoundRegisters;
}

export const makeRegisters = (around: Surroundings): AuthorRegistersCapability => {
  const { rest, context } = around;
  /** What else stands in the props of the own posts. A patch replaces props whole (the server writes `from_bot` there). */
  const otherProps = new Map<MessageId, Payload>();
  /** By channel. */
  const walks = new Map<string, Walk>();

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
    const among = (posts: readonly Payload[]): FoundRegisters => {
      let found: FoundRegisters = { author: null, relay: null };
      // From the newest to the oldest, so the oldest is what remains.
      for (const post of posts) {
        const register = registerIn(post);
        if (register === null) continue;
        const { id, note, writtenAt } = register;
        if (note.kind === 'author' && post.user_id === author)
          found = { ...found, author: { id, note, writtenAt } };
        if (note.kind === 'relay' && post.user_id === relay)
          found = { ...found, relay: { id, note, writtenAt } };
      }
      return found;
    };
    const page = async (before: string | null): Promise<Result<Page>> => {
      const answer = await rest.ask(signal, (client) =>
        before === null
          ? client.getPosts(channelId, 0, pageSize, false)
          : client.getPostsBefore(channelId, before, 0, pageSize, false),
      );
      if (!answer.ok) return answer;
      if (!isPayload(answer.value) || !('order' in answer.value)) return failed(offline('broken-answer'));
      const ids = listOf(answer.value.order).filter(isServiceId);
      const posts = payloadOf(answer.value.posts);
      const ours = ids.map((id) => payloadOf(posts[id])).filter((post) => post.channel_id === channelId);
      return succeeded({ ids, found: among(ours) });
    };
    const head = await page(null);
    if (!head.ok) return head;
    if (head.value.ids.length < pageSize) {
      walks.delete(channelId);
      return succeeded(head.value.found);
    }
    const before = walks.get(channelId);
    const ids = new Set(head.value.ids);
    const [newest = ''] = ids;
    const isGoingOn = before?.writers === `${author} ${relay}` && ids.has(before.newest);
    // What was written since the last turn is newer than all that was found then.
    let found = isGoingOn ? olderOf(before.found, head.value.found) : head.value.found;
    let oldest = isGoingOn ? before.oldest : (head.value.ids.at(-1) ?? '');
    for (let pages = 1; pages < mostPages; pages += 1) {
      // Before each page, so that the next turn goes on here, however this one ends.
      walks.set(channelId, { writers: `${author} ${relay}`, newest, oldest, found });
      const next = await page(oldest);
      if (!next.ok) {
        // The post before which it goes on may have been deleted: the next turn begins anew.
        if (next.failure.kind === 'not-found' || next.failure.kind === 'refused') walks.delete(channelId);
        return next;
      }
      found = olderOf(next.value.found, found);
      if (next.value.ids.length < pageSize) {
        walks.delete(channelId);
        return succeeded(found);
      }
      oldest = next.value.ids.at(-1) ?? oldest;
    }
    walks.set(channelId, { writers: `${author} ${relay}`, newest, oldest, found });
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

  const remove = async (id: MessageId, signal: AbortSignal): Promise<Result<null>> => {
    const address = context.ids.addressOf(id);
    if (address === null) return failed({ kind: 'not-found' });
    const answer = await rest.ask(signal, (client) => client.deletePost(address.postId));
    return answer.ok ? succeeded(null) : failed(await whyUnchanged(around, id, answer.failure, signal));
  };

  return { find, read, readAll, create, write, remove };
};

/** Of each the one of the older messages, if there is one. */
const olderOf = (older: FoundRegisters, newer: FoundRegisters): FoundRegisters => ({
  author: older.author ?? newer.author,
  relay: older.relay ?? newer.relay,
});

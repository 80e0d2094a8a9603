/** What a server answers to writing a post, as the model's changes. */
import {
  failed,
  succeeded,
  type Change,
  type MessageId,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import type { Written } from '../../writing.ts';
import { offline } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { mapKnowing } from '../reading/knowing.ts';
import { changeOfPost } from '../message/posts.ts';
import { isPayload, payloadOf, type Payload } from '../rest/reading.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * The post that was written. The answer to a repeated `pending_post_id` has no metadata (facts, "Posts"), and so lacks the files: such
 * a post is read again, and where that fails nothing is told of it rather than half.
 */
export const writtenOf = async (
  around: Surroundings,
  raw: unknown,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  if (!isPayload(raw) || !isServiceId(raw.id) || !isServiceId(raw.channel_id))
    return failed(offline('broken-answer'));
  const id = around.context.ids.message(raw.channel_id, raw.id);
  if (isPayload(raw.metadata)) return succeeded({ id, changes: await changesOfPost(around, raw, signal) });
  return succeeded({ id, changes: await presentFormOfPost(around, id, signal) });
};

/** A post's present form, for acts whose answer does not tell it; nothing where it cannot be had, because the act is done. */
export const presentFormOfPost = async (
  around: Surroundings,
  id: MessageId,
  signal: AbortSignal,
): Promise<readonly Change[]> => {
  const read = await readPost(around, id, signal);
  return read.ok ? changesOfPost(around, read.value, signal) : [];
};

/** One post as the server serves it; `not-found` when it is gone. */
export const readPost = async (
  { rest, context }: Surroundings,
  id: MessageId,
  signal: AbortSignal,
): Promise<Result<Payload>> => {
  const address = context.ids.addressOf(id);
  if (address === null) return failed({ kind: 'not-found' });
  const answer = await rest.ask(signal, (client) => client.getPost(address.postId));
  if (!answer.ok) return answer;
  const post = payloadOf(answer.value);
  return post.id === address.postId ? succeeded(post) : failed(offline('broken-answer'));
};

/** A post as it was heard of last, where nothing was missed since; else as the server serves it now. */
export const presentPost = async (
  around: Surroundings,
  messageId: MessageId,
  signal: AbortSignal,
): Promise<Result<Payload>> => {
  const { heard, ids } = around.context;
  const post = heard.latest(ids.addressOf(messageId)?.postId ?? '');
  return post === null ? readPost(around, messageId, signal) : succeeded(post);
};

/**
 * What a refusal to change a post means: of one that is deleted or unknown the server says that the user may not change it (facts, "Seen on
 * a real server"), so it is looked whether it is there.
 */
export const whyUnchanged = async (
  around: Surroundings,
  id: MessageId,
  failure: ServiceFailure,
  signal: AbortSignal,
): Promise<ServiceFailure> => {
  if (failure.kind !== 'forbidden') return failure;
  const read = await readPost(around, id, signal);
  return !read.ok && read.failure.kind === 'not-found' ? read.failure : failure;
};

/** A post's changes, with the people whom only its mentions name. */
export const changesOfPost = async (
  { rest, context }: Surroundings,
  post: Payload,
  signal: AbortSignal,
): Promise<readonly Change[]> => {
  const { mapped, people } = await mapKnowing(rest, context, signal, () => changeOfPost(post, context));
  return [...people, mapped];
};

/** Maps the server's answer to a written post to the model's changes. */
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
 * The post that was written. The answer to a repeated `pending_post_id` has no metadata (facts, "Posts"), so it lacks the files. Such a
 * post is read again; if that fails, there is no change, because a post without its files would be wrong.
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

/** A post's present form, for acts whose answer does not hold it. An empty list if it cannot be read, because the act itself succeeded. */
export const presentFormOfPost = async (
  around: Surroundings,
  id: MessageId,
  signal: AbortSignal,
): Promise<readonly Change[]> => {
  const read = await readPost(around, id, signal);
  return read.ok ? changesOfPost(around, read.value, signal) : [];
};

/** Reads one post; `not-found` if it is gone. */
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

/** A post from its last event if no event was missed since; else read from the server. */
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
 * Finds out what a refusal to change a post means. For a deleted or unknown post the server says that the user may not change it (facts,
 * "Seen on a real server"), so the post is read to see whether it exists.
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

/** A post as changes, with people whom its mentions name and who were not known. */
export const changesOfPost = async (
  { rest, context }: Surroundings,
  post: Payload,
  signal: AbortSignal,
): Promise<readonly Change[]> => {
  const { mapped, people } = await mapKnowing(rest, context, signal, () => changeOfPost(post, context));
  return [...people, mapped];
};

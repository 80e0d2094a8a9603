/** Pinning a post to its channel, for everybody there, and taking the pin away. */
import { failed, succeeded, type Change, type MessageId, type Result } from '../../../model/index.ts';
import type { Surroundings } from './surroundings.ts';
import { presentFormOfPost, whyUnchanged } from './written.ts';

/** Pins a post, or unpins it. One that stands so already stays so. */
export const pinPost = async (
  around: Surroundings,
  messageId: MessageId,
  set: boolean,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const address = around.context.ids.addressOf(messageId);
  if (address === null) return failed({ kind: 'not-found' });
  const { postId } = address;
  const answer = await around.rest.ask(signal, (client) =>
    set ? client.pinPost(postId) : client.unpinPost(postId),
  );
  if (!answer.ok) return failed(await whyUnchanged(around, messageId, answer.failure, signal));
  return succeeded(await presentFormOfPost(around, messageId, signal));
};

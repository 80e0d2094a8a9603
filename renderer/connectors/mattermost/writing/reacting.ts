/** Setting and taking back the user's reactions. */
import {
  failed,
  succeeded,
  type Change,
  type MessageId,
  type Reaction,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import { isPayload, listOf, payloadOf, textOf, type Payload } from '../rest/reading.ts';
import { isSameReaction, nameOfReaction, type RefusedNames } from './reaction-name.ts';
import type { Surroundings } from './surroundings.ts';
import { changesOfPost, presentFormOfPost, readPost } from './written.ts';

/**
 * Sets or removes a reaction. The post is read first: the user may have set the same emoji under another name, and for the server `+1` and
 * `thumbsup` are two reactions. A name that the server does not have is remembered in `refused`.
 */
export const reactToPost = async (
  around: Surroundings,
  messageId: MessageId,
  reaction: Pick<Reaction, 'emoji' | 'name'>,
  set: boolean,
  refused: RefusedNames,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const { rest, context } = around;
  const name = nameOfReaction(reaction);
  if (name === null) return failed({ kind: 'refused', status: 0, code: 'isthmus.reaction-without-name' });
  const post = await readPost(around, messageId, signal);
  if (!post.ok) return post;
  const mine = namesOfMine(post.value, context.userId).filter((each) => isSameReaction(each, name));
  if (set === mine.length > 0) return succeeded(await changesOfPost(around, post.value, signal));
  const postId = textOf(post.value.id);
  for (const each of set ? [name] : mine) {
    const answer = await rest.ask(signal, (client) =>
      set ? client.addReaction(context.userId, postId, each) : client.removeReaction('me', postId, each),
    );
    if (!answer.ok && isUnknown(answer.failure)) refused.add(each);
    // A 404 at removing is no failure: the user has removed it in another client in the same moment.
    if (!answer.ok && (set || answer.failure.kind !== 'not-found')) return answer;
  }
  return succeeded(await presentFormOfPost(around, messageId, signal));
};

const isUnknown = (failure: ServiceFailure): boolean =>
  'because' in failure && failure.because === 'reaction-unknown';

const namesOfMine = (post: Payload, userId: string): readonly string[] =>
  listOf(payloadOf(post.metadata).reactions).flatMap((row) =>
    isPayload(row) && row.user_id === userId && (row.delete_at ?? 0) === 0 ? [textOf(row.emoji_name)] : [],
  );

/** Sets and removes reactions. */
import {
  failed,
  succeeded,
  type Change,
  type MessageId,
  type Reaction,
  type Result,
} from '../../../model/index.ts';
import { messagePathOf, messagePlaceOf } from '../ids.ts';
import { gone, presentFormOfMessage, type WritingDesk } from './desk.ts';

type Reacted = Pick<Reaction, 'emoji' | 'name'>;

/** Graph takes the emoji's characters; custom emoji of another service have none (facts, graph §2). */
export const canReact = ({ emoji }: Reacted): boolean => emoji !== null && emoji !== '';

/** Sets or removes the user's reaction. Graph also answers 204 if it is set or removed already. */
export const reactTo = async (
  desk: WritingDesk,
  messageId: MessageId,
  reaction: Reacted,
  set: boolean,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const at = messagePlaceOf(desk.connection.accountId, messageId);
  if (!at) return failed(gone);
  if (!canReact(reaction)) return failed({ kind: 'refused', status: 0, code: 'no-such-reaction' });
  const act = set ? 'setReaction' : 'unsetReaction';
  const answer = await desk.connection.client.post(
    `${messagePathOf(at)}/${act}`,
    { reactionType: reaction.emoji },
    signal,
  );
  return answer.ok ? succeeded(await presentFormOfMessage(desk, at, signal)) : answer;
};

/** Finds an invitation that the database does not know (any more), in the direct channel with the person. */
import type { Connector } from '../../connectors/connector.ts';
import {
  succeeded,
  type CarryKey,
  type ConversationId,
  type Message,
  type PersonId,
  type Result,
} from '../../model/index.ts';

/** How many pages are read at most; a direct channel with a relay's bot is short. */
const mostPages = 200;

/**
 * Reads a direct channel to its beginning, or to the message with this key that `me` wrote. Only own messages are believed, because everybody can
 * write a key on their posts. Null if there is none; fails with `stands-still` if the channel does not end.
 */
export const findInvitation = async (
  connector: Pick<Connector, 'history'>,
  channel: ConversationId,
  { key, me }: { readonly key: CarryKey; readonly me: PersonId },
  signal: AbortSignal,
): Promise<Result<Message | null>> => {
  let position: string | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const answer: Awaited<ReturnType<Connector['history']>> = await connector.history(
      channel,
      position,
      signal,
    );
    if (!answer.ok) return answer;
    for (const change of answer.value.changes)
      if (change.kind === 'message' && change.message.carryKey === key && change.message.authorId === me)
        return succeeded(change.message);
    position = answer.value.next;
    if (position === null) return succeeded(null);
  }
  return { ok: false, failure: { kind: 'stands-still' } };
};

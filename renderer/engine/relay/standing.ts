/** How an invitation stands, as its message tells. Pure. */
import type { Message, PersonId } from '../../model/index.ts';
import type { InvitationStanding } from '../../store/index.ts';

/** The crosses by which somebody says that they want to be left alone, without the selector of their picture form. */
const crosses = new Set(['✖', '❌', '❎', '✕']);

/** Whether this person has answered a message with a cross. */
export const isDeclined = ({ reactions }: Pick<Message, 'reactions'>, by: PersonId): boolean =>
  reactions.some(
    ({ emoji, personIds }) =>
      emoji !== null && crosses.has(emoji.replaceAll('\uFE0F', '')) && personIds.includes(by),
  );

/** How an open invitation stands now. `by`: the invited person. A cross counts before everything else. */
export const invitationStandingOf = (
  by: PersonId,
  seen: {
    /** The invitation; null while the mirror does not have it. */
    readonly message: Pick<Message, 'reactions'> | null;
    readonly isConnected: boolean;
    /** Whether the server has refused the message. */
    readonly isRefused: boolean;
    /** ms on this machine's clock. */
    readonly now: number;
  },
): InvitationStanding => {
  const { message, isConnected, isRefused, now } = seen;
  if (message !== null && isDeclined(message, by)) return { kind: 'declined' };
  if (isConnected) return { kind: 'connected', at: now };
  return isRefused ? { kind: 'not-delivered' } : { kind: 'open' };
};

import { isForbidden, writerOf, type AccountId, type Message, type PersonId } from '../../model/index.ts';
import { isTooLate } from '../acts/rights.ts';
import type { ActWishes } from '../acts/wishes.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { WriteSide } from './write-side.ts';

/** The shown messages of a conversation or thread. */
export interface OwnAmong {
  /** In their order on the screen. */
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
}

/** The user's newest message among those that are shown, first one that is not sent yet; null if there is none. */
export const lastOwnOf = (
  { messages, outgoing }: OwnAmong,
  me: ReadonlyMap<AccountId, PersonId>,
  wishes: ActWishes,
): Message | Outgoing | null =>
  outgoing.at(-1) ??
  messages.findLast(
    (message) =>
      message.kind === 'message' &&
      message.deletedAt === null &&
      wishes.get(message.id)?.isRemoved !== true &&
      message.blocked !== true &&
      message.writtenBy === undefined &&
      writerOf(message) !== null &&
      writerOf(message) === me.get(message.accountId),
  ) ??
  null;

/** Whether its service still lets its text be changed. An unsent message is never too old. `now`: this machine's clock, ms. */
export const isStillEditable = (
  last: Message | Outgoing,
  sides: readonly (WriteSide | undefined)[],
  now: number,
): boolean => {
  if (!('body' in last)) return true;
  const written = sides.find((side) => side?.account?.id === last.accountId);
  if (written !== undefined && isForbidden(written.conversation, 'edit')) return false;
  return !isTooLate(last.createdAt, written?.account?.editableFor ?? null, now);
};

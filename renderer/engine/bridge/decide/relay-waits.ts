/** What a relay does with a new message that the other side refused. Pure. */
import type { OutboxRow, OutboxState } from '../../../store/index.ts';

/** How old a message may become while the relay may not write there, ms. Its age is that on its own service. */
const refusedWithin = 86_400_000;
/** A refused message is tried again after half of its age, but not sooner and not later than this, ms. */
const [soonest, latest] = [60_000, 600_000];
/** How often in a row a message may be refused, `soonest` apart, where only its content or its thread may be what is forbidden. */
const mostRefusals = 10;
/** The same for a message older than `refusedWithin`: else what is written in a channel where only owners write would wait longer and longer. */
const mostOldRefusals = 2;

/** Around a refusal. */
export interface RefusalMoment {
  /** This machine's clock, ms. */
  readonly now: number;
  /** Whether the conversation there could be read right after. */
  readonly isReadable: boolean;
}

type Failed = Extract<OutboxState, { readonly kind: 'failed' }>;

/** Whether a refusal of a new message may be for want of a right, so that a relay waits. */
export const isBarred = ({ state }: Pick<OutboxRow, 'state'>, { reason }: Failed): boolean =>
  (state.kind === 'uploading' || (state.kind === 'sending' && state.act.kind === 'send')) &&
  (reason.kind === 'forbidden' || reason.kind === 'no-right');

/**
 * The next state of a relay's row. A user who was refused sends again; of a relay nobody does. So where the bot may not write for a while, its
 * new messages wait in their order. It may not write where Mattermost says that the right is missing, or where the conversation cannot be read
 * either: then they wait a day at most. Where it can be read, Microsoft's answer is the same for a channel in which only owners write, for a
 * thread without replies, and for forbidden content: such a message holds up the others for ten minutes only, or for one minute if it is older
 * than a day. Edits and deletions do not wait: somebody else may have forbidden just this one. `refusals` is absent where they are to be counted anew.
 */
export const afterRefusal = (
  row: Pick<OutboxRow, 'state' | 'at' | 'refusals'>,
  failed: Failed,
  { now, isReadable }: RefusalMoment,
): Pick<OutboxRow, 'state' | 'refusals'> => {
  if (!isBarred(row, failed)) return { state: failed };
  const wait = { kind: 'waiting', why: 'refused-there', tries: 0 } as const;
  const age = Math.max(0, now - row.at);
  if (failed.reason.kind === 'forbidden' && isReadable) {
    const refusals = (row.refusals ?? 0) + 1;
    return refusals >= (age > refusedWithin ? mostOldRefusals : mostRefusals)
      ? { state: failed }
      : { state: { ...wait, until: now + soonest }, refusals };
  }
  if (age > refusedWithin) return { state: failed };
  return { state: { ...wait, until: now + Math.min(latest, Math.max(soonest, age / 2)) } };
};

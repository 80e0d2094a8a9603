/** What a relay does with a new message that the other side refused. Pure. */
import type { OutboxRow, OutboxState } from '../../../store/index.ts';

/** How old a message may become while it is refused, ms. */
const refusedWithin = 86_400_000;
/** A refused message is tried again after half of its age, but not sooner and not later than this, ms. */
const [soonest, latest] = [60_000, 600_000];

/**
 * The next state of a relay's row. A user who was refused sends again; of a relay nobody does. So where the bot may not write for a while (it
 * was taken out of the channel, or the channel is moderated) its new messages wait a day at most, in their order. Edits and deletions do not:
 * somebody else may have forbidden just this one. `failed` comes back unchanged if it is to stay so. `now`: this machine's clock, ms.
 */
export const afterRefusal = (
  { state, at }: Pick<OutboxRow, 'state' | 'at'>,
  failed: Extract<OutboxState, { readonly kind: 'failed' }>,
  now: number,
): OutboxState => {
  const isNew = state.kind === 'uploading' || (state.kind === 'sending' && state.act.kind === 'send');
  const isBarred = failed.reason.kind === 'forbidden' || failed.reason.kind === 'no-right';
  const age = Math.max(0, now - at);
  if (!isNew || !isBarred || age > refusedWithin) return failed;
  const until = now + Math.min(latest, Math.max(soonest, age / 2));
  return { kind: 'waiting', why: 'refused-there', until, tries: 0 };
};

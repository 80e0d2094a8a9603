/** Decides what an empty list means. It does not count as empty before every account has answered once. */
import { isUpToDate, type Account } from '../../model/index.ts';

export type Arrival =
  /** There are conversations already. */
  | 'arrived'
  /** The conversations are being read. */
  | 'coming'
  /** An account cannot read at the moment. Its conversations come later. */
  | 'held'
  /** Every account has answered, and there is no conversation. */
  | 'none';

/** Whether an account without a conversation in the mirror really has none. If its service counts some, it has them. */
const arrivalOf = ({ state, progress }: Pick<Account, 'state' | 'progress'>): Exclude<Arrival, 'arrived'> => {
  if (isUpToDate(state)) return progress.conversations.total > 0 ? 'coming' : 'none';
  switch (state.kind) {
    case 'offline':
    case 'sign-in-needed':
    case 'paused':
    case 'failed':
      return 'held';
    default:
      return 'coming';
  }
};

/** What to say in place of conversations; `count` is the number of conversations in the mirror. */
export const conversationsArrival = (
  accounts: readonly Pick<Account, 'state' | 'progress'>[],
  count: number,
): Arrival => {
  if (count > 0) return 'arrived';
  const each = accounts.map(arrivalOf);
  return each.find((one) => one === 'coming') ?? each.find((one) => one === 'held') ?? 'none';
};

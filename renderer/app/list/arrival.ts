/** What an empty list means: nothing is called empty before every account has answered once. */
import { isUpToDate, type Account } from '../../model/index.ts';

export type Arrival =
  /** There are conversations. */
  | 'arrived'
  /** They are on their way. */
  | 'coming'
  /** An account stands still: what is missing comes when it goes on. */
  | 'held'
  /** Every account has answered: there is none. */
  | 'none';

/** Of an account that has no conversation here. A service that counts some has them, whatever the mirror holds so far. */
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

/** What to say in place of conversations; `count` of them are there. */
export const conversationsArrival = (
  accounts: readonly Pick<Account, 'state' | 'progress'>[],
  count: number,
): Arrival => {
  if (count > 0) return 'arrived';
  const each = accounts.map(arrivalOf);
  return each.find((one) => one === 'coming') ?? each.find((one) => one === 'held') ?? 'none';
};

/** Reads and writes the user's accounts. */
import type { Account, AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { getRows } from '../many-rows.ts';

/** All accounts, in the order they were connected. */
export const readAccounts = (database: Reads<'accounts'>): Promise<Account[]> => database.accounts.toArray();

export const readAccountRow = (
  { accounts }: Reads<'accounts'>,
  id: AccountId,
): Promise<Account | undefined> => accounts.get(id);

/** These accounts, in their order; undefined for those that are not there. */
export const readAccountRows = (
  { accounts }: Reads<'accounts'>,
  ids: readonly AccountId[],
): Promise<(Account | undefined)[]> => getRows(accounts, ids);

/** The ids of all accounts. */
export const readAccountIds = ({ accounts }: Reads<'accounts'>): Promise<AccountId[]> =>
  accounts.toCollection().primaryKeys();

export const writeAccountRow = async ({ accounts }: IsthmusDatabase, row: Account): Promise<void> => {
  await accounts.put(row);
};

/**
 * Changes an account's row in one transaction. `change` gets the present row, undefined if there is none, and returns the new row, or null to
 * change nothing. Resolves to the row that was written; null if none was.
 */
export const changeAccountRow = <Next extends Account | null>(
  database: IsthmusDatabase,
  id: AccountId,
  change: (stored: Account | undefined) => Next,
): Promise<Next> =>
  database.transaction('rw', database.accounts, async () => {
    const next = change(await database.accounts.get(id));
    if (next !== null) await database.accounts.put(next);
    return next;
  });

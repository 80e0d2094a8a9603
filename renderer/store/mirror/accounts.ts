/** The accounts of the user. */
import type { Account, AccountId } from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';

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
): Promise<(Account | undefined)[]> => accounts.bulkGet([...ids]);

/** The ids of all accounts. */
export const readAccountIds = ({ accounts }: Reads<'accounts'>): Promise<AccountId[]> =>
  accounts.toCollection().primaryKeys();

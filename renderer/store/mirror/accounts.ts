/** The accounts of the user. */
import type { Account } from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';

/** All accounts, in the order they were connected. */
export const readAccounts = (database: Reads<'accounts'>): Promise<Account[]> => database.accounts.toArray();

import type { Account, AccountId } from '../../model/index.ts';

/**
 * The accounts whose servers are asked for the name that is typed: those of Mattermost, and once somebody is chosen only theirs, because the
 * others of the conversation are there too. No other server needs to know the name. `chosen`: the account of those who are chosen.
 */
export const searchedAccounts = (
  accounts: readonly Pick<Account, 'id' | 'service'>[],
  chosen: AccountId | undefined,
): readonly AccountId[] =>
  accounts
    .filter(({ id, service }) => service === 'mattermost' && (chosen === undefined || id === chosen))
    .map(({ id }) => id);

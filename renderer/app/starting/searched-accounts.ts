import type { Account, AccountId } from '../../model/index.ts';

/**
 * The accounts whose servers are asked for the typed name: those of Mattermost. After a choice only the chosen people's account is asked,
 * because the others must be there too, and no other server needs to know the name. `chosen`: the account of the chosen people.
 */
export const searchedAccounts = (
  accounts: readonly Pick<Account, 'id' | 'service'>[],
  chosen: AccountId | undefined,
): readonly AccountId[] =>
  accounts
    .filter(({ id, service }) => service === 'mattermost' && (chosen === undefined || id === chosen))
    .map(({ id }) => id);

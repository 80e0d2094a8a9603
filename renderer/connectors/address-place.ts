/** What an address in a message leads to within Isthmus: each connector takes its own service's addresses apart. Pure. */
import { postPlaceAt } from './mattermost/addresses.ts';
import { teamsPlaceAt } from './teams/addresses.ts';
import type { Account, AddressedPlace, Conversation } from '../model/index.ts';

/** For each account, where the address leads there; none for an address of something else. */
export const placesAt = (
  address: string,
  accounts: readonly Account[],
  conversations: readonly Conversation[],
): readonly AddressedPlace[] =>
  accounts.flatMap((account) => {
    const own = conversations.filter(({ accountId }) => accountId === account.id);
    switch (account.service) {
      case 'mattermost':
        return postPlaceAt(account, own, address) ?? [];
      case 'teams':
        return teamsPlaceAt(account, own, address) ?? [];
    }
  });

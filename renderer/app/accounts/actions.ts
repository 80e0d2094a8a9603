import { createContext, useContext } from 'react';
import type { Account } from '../../model/index.ts';

export interface AccountActions {
  readonly add: () => void;
  readonly signOut: (account: Account) => void;
}

export const AccountActionsContext = createContext<AccountActions>({
  add: () => undefined,
  signOut: () => undefined,
});

/** What can be done with accounts besides reconnecting. */
export const useAccountActions = (): AccountActions => useContext(AccountActionsContext);

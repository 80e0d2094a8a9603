import { createContext, useContext } from 'react';
import type { Account, Service, TeamsFeature } from '../../model/index.ts';

export interface AccountActions {
  readonly add: () => void;
  /** Connects these services, which the organisation asks for. */
  readonly connect: (services: readonly Service[]) => void;
  /** Asks for the permissions of Teams that nobody has granted this account yet. */
  readonly ask: (account: Account, feature: TeamsFeature) => void;
  /** Signs in to another organisation of Teams. */
  readonly addOrganisation: () => void;
  /** `name`: the name that distinguishes the account from the others. */
  readonly signOut: (account: Account, name: string) => void;
}

export const AccountActionsContext = createContext<AccountActions>({
  add: () => undefined,
  connect: () => undefined,
  ask: () => undefined,
  addOrganisation: () => undefined,
  signOut: () => undefined,
});

/** What can be done with accounts besides reconnecting. */
export const useAccountActions = (): AccountActions => useContext(AccountActionsContext);

/** Holds the dialogs that change accounts, over whatever screen is shown. */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { Account, TeamsFeature } from '../../model/index.ts';
import { ConnectDialog, type ConnectPurpose } from './connect-dialog.tsx';
import { ReconnectContext } from './reconnect.ts';
import { AccountActionsContext } from './actions.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

type Open =
  | { readonly kind: 'none' }
  | ConnectPurpose
  | { readonly kind: 'sign-out'; readonly account: Account; readonly name: string };

export const AccountsProvider = ({ children }: { children: ReactNode }) => {
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = useCallback(() => setOpen({ kind: 'none' }), []);
  const reconnect = useCallback((account: Account) => setOpen({ kind: 'again', account }), []);
  const actions = useMemo(
    () => ({
      add: () => setOpen({ kind: 'add' }),
      ask: (account: Account, feature: TeamsFeature) => setOpen({ kind: 'ask', account, feature }),
      addOrganisation: () => setOpen({ kind: 'organisation' }),
      signOut: (account: Account, name: string) => setOpen({ kind: 'sign-out', account, name }),
    }),
    [],
  );
  return (
    <ReconnectContext value={reconnect}>
      <AccountActionsContext value={actions}>
        {children}
        {open.kind === 'sign-out' ? (
          <SignOutDialog account={open.account} name={open.name} close={close} />
        ) : open.kind === 'none' ? null : (
          <ConnectDialog purpose={open} close={close} />
        )}
      </AccountActionsContext>
    </ReconnectContext>
  );
};

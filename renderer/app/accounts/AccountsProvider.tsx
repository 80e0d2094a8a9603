/** Holds the dialogs that change accounts, over whatever screen is shown. */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { Account } from '../../model/index.ts';
import { ConnectDialog } from './ConnectDialog.tsx';
import { ReconnectContext } from './reconnect.ts';
import { AccountActionsContext } from './actions.ts';
import { SignOutDialog } from './SignOutDialog.tsx';

type Open =
  | { readonly kind: 'none' }
  | { readonly kind: 'add' }
  | { readonly kind: 'reconnect'; readonly account: Account }
  | { readonly kind: 'sign-out'; readonly account: Account };

export const AccountsProvider = ({ children }: { children: ReactNode }) => {
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = useCallback(() => setOpen({ kind: 'none' }), []);
  const reconnect = useCallback((account: Account) => setOpen({ kind: 'reconnect', account }), []);
  const actions = useMemo(
    () => ({
      add: () => setOpen({ kind: 'add' }),
      signOut: (account: Account) => setOpen({ kind: 'sign-out', account }),
    }),
    [],
  );
  return (
    <ReconnectContext value={reconnect}>
      <AccountActionsContext value={actions}>
        {children}
        {(open.kind === 'add' || open.kind === 'reconnect') && (
          <ConnectDialog account={open.kind === 'reconnect' ? open.account : null} close={close} />
        )}
        {open.kind === 'sign-out' && <SignOutDialog account={open.account} close={close} />}
      </AccountActionsContext>
    </ReconnectContext>
  );
};

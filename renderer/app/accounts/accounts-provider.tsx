/** Holds the dialogs that change accounts, over whatever screen is shown. */
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { Preset } from '../../../preload/contract/preset.ts';
import type { Account, Service, TeamsFeature } from '../../model/index.ts';
import { isRequiredAccount } from '../onboarding/asked-now.ts';
import { ConnectDialog, type ConnectPurpose } from './connect-dialog.tsx';
import { ReconnectContext } from './reconnect.ts';
import { AccountActionsContext } from './actions.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

type Open =
  | { readonly kind: 'none' }
  | ConnectPurpose
  | { readonly kind: 'sign-out'; readonly account: Account; readonly name: string };

interface Properties {
  readonly accounts: readonly Account[];
  readonly preset: Preset;
  readonly children: ReactNode;
}

export const AccountsProvider = ({ accounts, preset, children }: Properties) => {
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = useCallback(() => setOpen({ kind: 'none' }), []);
  const reconnect = useCallback((account: Account) => setOpen({ kind: 'again', account }), []);
  const actions = useMemo(
    () => ({
      add: () => setOpen({ kind: 'add' }),
      connect: (services: readonly Service[]) => setOpen({ kind: 'missing', services }),
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
          <SignOutDialog
            account={open.account}
            name={open.name}
            isRequired={isRequiredAccount(preset, accounts, open.account.id)}
            close={close}
          />
        ) : open.kind === 'none' ? null : (
          <ConnectDialog preset={preset} purpose={open} close={close} />
        )}
      </AccountActionsContext>
    </ReconnectContext>
  );
};

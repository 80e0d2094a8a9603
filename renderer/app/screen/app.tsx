/**
 * Decides which screen is shown. Where this desktop is the relay: how it stands. Where the relay's accounts are signed in and it is not the
 * relay: that, and nothing else. Else onboarding until there is an account and what the preset requires is connected, then the main screen.
 */
import type { Preset } from '../../../preload/contract/preset.ts';
import { AccountLines } from '../accounts/account-lines.tsx';
import { AccountsProvider } from '../accounts/accounts-provider.tsx';
import { AskToConnect } from '../accounts/ask-to-connect.tsx';
import { SitesContext, useSites } from '../directory/sites.ts';
import { useAccounts, useDirectory } from '../directory/use-directory.ts';
import { KeepingPlace } from '../keeping/keeping-place.tsx';
import { Onboarding } from '../onboarding/onboarding.tsx';
import { usePreset } from '../onboarding/use-preset.ts';
import { NotTheRelay } from '../relay/not-the-relay.tsx';
import { RelayScreen } from '../relay/relay-screen.tsx';
import { useHasWrongAccount } from '../relay/use-relay.ts';
import { MainScreen } from './main-screen.tsx';
import { useAsked } from './use-asked.ts';

export const App = () => {
  const preset = usePreset();
  if (preset === undefined) return null;
  return preset.relay?.here === true ? <RelayApp preset={preset} /> : <UserApp preset={preset} />;
};

/** A relay shows nobody's conversations, and reads none. */
const RelayApp = ({ preset }: { readonly preset: Preset }) => {
  const accounts = useAccounts();
  if (accounts === undefined) return null;
  return (
    <AccountsProvider accounts={accounts} preset={preset}>
      <KeepingPlace>
        <RelayScreen accounts={accounts} />
      </KeepingPlace>
    </AccountsProvider>
  );
};

/** A user with an account (or after onboarding) sees the main screen, unless the preset requires one that is missing. */
const UserApp = ({ preset }: { readonly preset: Preset }) => {
  const directory = useDirectory();
  const sites = useSites(directory?.accounts);
  const asking = useAsked(directory?.accounts, preset);
  const hasWrongAccount = useHasWrongAccount();
  if (directory === undefined || asking === null || hasWrongAccount === undefined) return null;
  const { accounts } = directory;
  if (hasWrongAccount)
    return (
      <AccountsProvider accounts={accounts} preset={preset}>
        <NotTheRelay accounts={accounts} />
      </AccountsProvider>
    );
  const { asked, finish, answer } = asking;
  const isFirst = asked.kind === 'welcome' || asked.kind === 'required';
  return (
    <AccountsProvider accounts={accounts} preset={preset}>
      {isFirst ? (
        <Onboarding
          accounts={accounts}
          preset={preset}
          required={asked.kind === 'required' ? asked.services : []}
          finish={finish}
        >
          {asked.kind === 'required' && <AccountLines accounts={accounts} />}
        </Onboarding>
      ) : (
        <SitesContext value={sites}>
          <KeepingPlace>
            <MainScreen directory={directory} />
          </KeepingPlace>
        </SitesContext>
      )}
      {asked.kind === 'skippable' && <AskToConnect services={asked.services} answer={answer} />}
    </AccountsProvider>
  );
};

/** Decides which screen is shown: onboarding until there is an account, then the main screen. */
import { useCallback, useState } from 'react';
import { AccountsProvider } from '../accounts/accounts-provider.tsx';
import { SitesContext, useSites } from '../directory/sites.ts';
import { useDirectory } from '../directory/use-directory.ts';
import { KeepingPlace } from '../keeping/keeping-place.tsx';
import { Onboarding } from '../onboarding/onboarding.tsx';
import { MainScreen } from './main-screen.tsx';

/** The first read decides. A user with an account (or after onboarding) sees the main screen until the last account is gone. */
export const App = () => {
  const directory = useDirectory();
  const sites = useSites(directory?.accounts);
  const [begun, setBegun] = useState<boolean | null>(null);
  const finish = useCallback(() => setBegun(true), []);
  if (directory === undefined) return null;
  const count = directory.accounts.length;
  if (begun === null) {
    setBegun(count > 0);
    return null;
  }
  return (
    <AccountsProvider>
      {begun ? (
        <SitesContext value={sites}>
          <KeepingPlace>
            <MainScreen directory={directory} />
          </KeepingPlace>
        </SitesContext>
      ) : (
        <Onboarding accounts={directory.accounts} finish={finish} />
      )}
    </AccountsProvider>
  );
};

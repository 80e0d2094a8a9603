/** The addresses of the servers of accounts, where links without a host lead. */
import { createContext, useContext, useMemo } from 'react';
import type { Account, AccountId } from '../../model/index.ts';

export type Sites = Readonly<Record<AccountId, string>>;

export const SitesContext = createContext<Sites>({});

/** The sites of accounts, those of Teams have none; the same object as long as they stay the same, since every message asks for it. */
export const useSites = (accounts: readonly Account[] | undefined): Sites => {
  const known = JSON.stringify(
    Object.fromEntries(
      accounts?.flatMap(({ id, siteUrl }) => (siteUrl === undefined ? [] : [[id, siteUrl]])) ?? [],
    ),
  );
  return useMemo(() => JSON.parse(known) as Sites, [known]);
};

/** The address of an account's server; null where it is not known. */
export const useSite = (id: AccountId): string | null => {
  const sites: Partial<Sites> = useContext(SitesContext);
  return sites[id] ?? null;
};

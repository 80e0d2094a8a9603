/** The addresses of the accounts' servers, to which links without a host lead. */
import { createContext, useContext, useMemo } from 'react';
import type { Account, AccountId } from '../../model/index.ts';

export type Sites = Readonly<Record<AccountId, string>>;

export const SitesContext = createContext<Sites>({});

/** The sites of accounts; accounts of Teams have none. It is the same object until a site changes, because every message reads it. */
export const useSites = (accounts: readonly Account[] | undefined): Sites => {
  const known = JSON.stringify(
    Object.fromEntries(
      accounts?.flatMap(({ id, siteUrl }) => (siteUrl === undefined ? [] : [[id, siteUrl]])) ?? [],
    ),
  );
  return useMemo(() => JSON.parse(known) as Sites, [known]);
};

/** The address of an account's server; null if it is not known. */
export const useSite = (id: AccountId): string | null => {
  const sites: Partial<Sites> = useContext(SitesContext);
  return sites[id] ?? null;
};

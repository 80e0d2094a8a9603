import { useMemo } from 'react';
import type { Account, AccountId, PersonId } from '../../model/index.ts';

/** Who the user is, by account. */
export type Me = ReadonlyMap<AccountId, PersonId>;

/** The same map while the accounts' people are the same. */
export const useMe = (accounts: readonly Account[]): Me => {
  const key = JSON.stringify(accounts.flatMap(({ id, me }) => (me === null ? [] : [[id, me]])));
  return useMemo(() => new Map(JSON.parse(key) as [AccountId, PersonId][]), [key]);
};

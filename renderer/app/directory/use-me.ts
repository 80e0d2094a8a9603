import { useMemo } from 'react';
import type { Account, AccountId, PersonId } from '../../model/index.ts';

/** The user's person, by account. */
export type Me = ReadonlyMap<AccountId, PersonId>;

/** It is the same map until one of them changes. */
export const useMe = (accounts: readonly Account[]): Me => {
  const key = JSON.stringify(accounts.flatMap(({ id, me }) => (me === null ? [] : [[id, me]])));
  return useMemo(() => new Map(JSON.parse(key) as [AccountId, PersonId][]), [key]);
};

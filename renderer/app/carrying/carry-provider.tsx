import { useMemo, type ReactNode } from 'react';
import type { Account, AccountId } from '../../model/index.ts';
import { useCarryPause, useEngine } from '../directory/use-directory.ts';
import { CarryHaltsContext, carryHaltsOf, HaltsContext, haltsOf } from './halts.ts';

/** Gives all messages below it the accounts to which nothing is written, or carried, now. */
export const CarryProvider = ({
  accounts,
  children,
}: {
  accounts: readonly Account[];
  children: ReactNode;
}) => {
  const engine = useEngine();
  const pause = useCarryPause();
  const halts = useSame(haltsOf(accounts, engine));
  const carryHalts = useSame(carryHaltsOf(accounts, engine, pause));
  return (
    <HaltsContext value={halts}>
      <CarryHaltsContext value={carryHalts}>{children}</CarryHaltsContext>
    </HaltsContext>
  );
};

/** The same map as long as it says the same: accounts change often, and everything below would be drawn anew. */
const useSame = <Reason extends string>(
  reasons: ReadonlyMap<AccountId, Reason>,
): ReadonlyMap<AccountId, Reason> => {
  const key = JSON.stringify([...reasons]);
  return useMemo(() => new Map(JSON.parse(key) as [AccountId, Reason][]), [key]);
};

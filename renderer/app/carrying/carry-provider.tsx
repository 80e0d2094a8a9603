import { useMemo, type ReactNode } from 'react';
import type { Account, AccountId } from '../../model/index.ts';
import { useEngine } from '../directory/use-directory.ts';
import type { Halt } from '../words/carry-sentences.ts';
import { HaltsContext, haltsOf, type Halts } from './halts.ts';

/** Gives all messages below it the accounts to which nothing is carried now. */
export const CarryProvider = ({
  accounts,
  children,
}: {
  accounts: readonly Account[];
  children: ReactNode;
}) => {
  const engine = useEngine();
  const key = JSON.stringify([...haltsOf(accounts, engine)]);
  const halts = useMemo((): Halts => new Map(JSON.parse(key) as [AccountId, Halt][]), [key]);
  return <HaltsContext value={halts}>{children}</HaltsContext>;
};

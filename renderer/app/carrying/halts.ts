import { createContext, useContext } from 'react';
import type { Account, AccountId } from '../../model/index.ts';
import type { EngineRow } from '../../store/index.ts';
import { haltOf, type Halt } from '../words/carry-sentences.ts';

/** Accounts to which nothing is carried now, and why. */
export type Halts = ReadonlyMap<AccountId, Halt>;

/** The reasons, by account. */
export const haltsOf = (accounts: readonly Account[], engine: EngineRow['state'] | null): Halts =>
  new Map(
    accounts.flatMap((account) => {
      const halt = haltOf(engine, account);
      return halt === null ? [] : [[account.id, halt] as const];
    }),
  );

export const HaltsContext = createContext<Halts>(new Map());

/** The reasons, for every message that waits. */
export const useHalts = (): Halts => useContext(HaltsContext);

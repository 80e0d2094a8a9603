import { createContext, useContext } from 'react';
import type { Account, AccountId, CarryPause } from '../../model/index.ts';
import type { EngineRow } from '../../store/index.ts';
import { carryHaltOf, haltOf, type CarryHalt, type Halt } from '../words/carry-sentences.ts';

/** Accounts to which nothing is written now, and why. */
export type Halts = ReadonlyMap<AccountId, Halt>;
/** Accounts to which nothing is carried now, and why. */
export type CarryHalts = ReadonlyMap<AccountId, CarryHalt>;

const reasons = <Reason extends CarryHalt>(
  accounts: readonly Account[],
  reasonOf: (account: Account) => Reason | null,
): ReadonlyMap<AccountId, Reason> =>
  new Map(
    accounts.flatMap((account) => {
      const reason = reasonOf(account);
      return reason === null ? [] : [[account.id, reason] as const];
    }),
  );

/** Why nothing is written, by account. */
export const haltsOf = (accounts: readonly Account[], engine: EngineRow['state'] | null): Halts =>
  reasons(accounts, (account) => haltOf(engine, account));

/** Why nothing is carried, by account. */
export const carryHaltsOf = (
  accounts: readonly Account[],
  engine: EngineRow['state'] | null,
  pause: CarryPause,
): CarryHalts => reasons(accounts, (account) => carryHaltOf(engine, pause, account));

export const HaltsContext = createContext<Halts>(new Map());
export const CarryHaltsContext = createContext<CarryHalts>(new Map());

/** The reasons, for every message that waits to be sent. */
export const useHalts = (): Halts => useContext(HaltsContext);

/** The reasons, for every message that waits to be carried. */
export const useCarryHalts = (): CarryHalts => useContext(CarryHaltsContext);

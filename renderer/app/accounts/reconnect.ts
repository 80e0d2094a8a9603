/** "Sign in again" can be pressed in several places and always opens the one dialog that the accounts menu holds. */
import { createContext, useContext } from 'react';
import type { Account } from '../../model/index.ts';

export type Reconnect = (account: Account) => void;

export const ReconnectContext = createContext<Reconnect>(() => undefined);

export const useReconnect = (): Reconnect => useContext(ReconnectContext);

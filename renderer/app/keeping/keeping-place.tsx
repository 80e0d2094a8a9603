/** A part of the page that says which writes of the user's wishes were refused in it. */
import { createContext, useState, type ReactNode } from 'react';
import { refusalsShownBy, type NotKeptReason, type TellOutcome } from './last-refusal.ts';

/** Is called when a write begins, and gives what tells the nearest place what became of it. */
export const BeginKeepingContext = createContext<() => TellOutcome>(() => () => undefined);

/** Why the last write was refused in the nearest place; null where it was taken. */
export const NotKeptContext = createContext<NotKeptReason | null>(null);

export const KeepingPlace = ({ children }: { children: ReactNode }) => {
  const [refused, setRefused] = useState<NotKeptReason | null>(null);
  const [begin] = useState(() => refusalsShownBy(setRefused));
  return (
    <BeginKeepingContext value={begin}>
      <NotKeptContext value={refused}>{children}</NotKeptContext>
    </BeginKeepingContext>
  );
};

/** A part of the page that says which writes of the user's wishes were refused in it. */
import { createContext, useState, type ReactNode } from 'react';

export type NotKeptReason = 'disk-full' | 'not-kept';

/** Tells the nearest place what became of the last write; null: it was taken. */
export const TellKeepingContext = createContext<(refused: NotKeptReason | null) => void>(() => undefined);

/** Why the last write was refused in the nearest place; null where it was taken. */
export const NotKeptContext = createContext<NotKeptReason | null>(null);

export const KeepingPlace = ({ children }: { children: ReactNode }) => {
  const [refused, setRefused] = useState<NotKeptReason | null>(null);
  return (
    <TellKeepingContext value={setRefused}>
      <NotKeptContext value={refused}>{children}</NotKeptContext>
    </TellKeepingContext>
  );
};

/** What the user types between the wish for a conversation and the dialog that waits for it. */
import { useMemo, useRef } from 'react';
import { holdKeys, type HeldKeys } from '../navigation/typed-ahead.ts';

/** Text on its way from a wish to its dialog. */
export interface TypedAhead {
  /** Holds the keys, after `typed`, until the dialog takes the text, or the wish is not kept: else the box of the open conversation gets them. */
  readonly hold: (typed: string, isKept: Promise<boolean>) => void;
  /** Ends that, and returns the text; '' for none. */
  readonly take: () => string;
}

/** The same object as long as the caller is drawn. */
export const useTypedAhead = (): TypedAhead => {
  const held = useRef<HeldKeys | null>(null);
  return useMemo(() => {
    const take = (): string => {
      const text = held.current?.end() ?? '';
      held.current = null;
      return text;
    };
    return {
      hold: (typed, isKept) => {
        take();
        held.current = holdKeys(typed);
        void isKept.then((kept) => {
          if (!kept) take();
        });
      },
      take,
    };
  }, []);
};

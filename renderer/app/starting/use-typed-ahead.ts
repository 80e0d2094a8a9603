/** What the user types between the wish for a conversation and the dialog that waits for it. */
import { useState } from 'react';
import { holdKeys } from '../navigation/typed-ahead.ts';

/** Text on its way from a wish to its dialog. */
export interface TypedAhead {
  /** Holds the keys, after `typed`, until the dialog takes the text, or the wish is not kept: else the box of the open conversation gets them. */
  readonly hold: (typed: string, isKept: Promise<boolean>) => void;
  /** Ends that, and returns the text; '' for none. */
  readonly take: () => string;
}

/** The longest time that keys are held, ms. A dialog that is not there then may never come; if it does, it still gets the text. */
export const mostHeld = 10_000;

/** Keys are given back to the page after `mostHeld`, and as soon as the user presses Esc or a button of the mouse. */
export const typedAhead = (): TypedAhead => {
  let turn = 0;
  let text = '';
  let giveBack: (() => void) | null = null;
  const take = (): string => {
    giveBack?.();
    const taken = text;
    text = '';
    return taken;
  };
  const hold = (typed: string): void => {
    const held = holdKeys(typed);
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') giveBack?.();
    };
    const onPointer = (): void => giveBack?.();
    const timer = setTimeout(onPointer, mostHeld);
    addEventListener('keydown', onKey, true);
    addEventListener('pointerdown', onPointer, true);
    giveBack = () => {
      giveBack = null;
      text = held.end();
      clearTimeout(timer);
      removeEventListener('keydown', onKey, true);
      removeEventListener('pointerdown', onPointer, true);
    };
  };
  return {
    hold: (typed, isKept) => {
      take();
      hold(typed);
      turn += 1;
      const own = turn;
      void isKept.then((kept) => {
        if (!kept && turn === own) take();
      });
    },
    take,
  };
};

/** The same object as long as the caller is drawn. */
export const useTypedAhead = (): TypedAhead => useState(typedAhead)[0];

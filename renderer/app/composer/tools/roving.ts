/** Makes a row of buttons one tab stop: arrows, Home and End move between them (WAI-ARIA, toolbar). */
import { useState, type FocusEvent, type KeyboardEvent } from 'react';

/** To which of `count` buttons a key moves from the button at `at`; null if it does not move. Arrows go around at the ends. */
export const rovingTo = (key: string, at: number, count: number, isRightToLeft: boolean): number | null => {
  if (count === 0) return null;
  const forth = isRightToLeft ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return (at + forth + count) % count;
    case 'ArrowLeft':
      return (at - forth + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
};

const buttonsOf = (bar: Element): readonly HTMLElement[] => [...bar.querySelectorAll<HTMLElement>('button')];

/** The properties of the row and of its buttons. `count`: how many buttons there are now. */
export const useRoving = (count: number) => {
  const [at, setAt] = useState(0);
  const stop = Math.min(at, Math.max(0, count - 1));
  return {
    tabIndexOf: (index: number): 0 | -1 => (index === stop ? 0 : -1),
    bar: {
      onFocus: ({ currentTarget, target }: FocusEvent<HTMLElement>): void => {
        const index = buttonsOf(currentTarget).findIndex((button) => button.contains(target));
        if (index !== -1) setAt(index);
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const buttons = buttonsOf(event.currentTarget);
        const here = buttons.findIndex((button) => button === document.activeElement);
        const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
        const to = here === -1 ? null : rovingTo(event.key, here, buttons.length, isRightToLeft);
        if (to === null) return;
        event.preventDefault();
        buttons[to]?.focus();
      },
    },
  };
};

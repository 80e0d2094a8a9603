import { useEffect, useState } from 'react';

/** What has the focus; for a line of a menu, which goes with it, the button that opened the menu. */
const opener = (): Element | null =>
  document.activeElement?.closest('[role=menu]')
    ? document.querySelector('[aria-haspopup=menu][aria-expanded=true]')
    : document.activeElement;

/** In a dialog that opens without a button of its own: when it has gone, the focus is again where it was before. */
export const useFocusBack = (): void => {
  const [before] = useState(opener);
  useEffect(
    () => () => {
      // What is below a dialog takes no focus until it is gone from the page.
      requestAnimationFrame(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
};

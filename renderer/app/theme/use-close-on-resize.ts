/** Closes a menu or popover that was opened at a place of the screen, as menus of the system do. */
import { useEffect } from 'react';

/** Calls `close` when the window changes its size: what it was opened at may be elsewhere now, and it may be partly out of the window. */
export const useCloseOnResize = (close: () => void): void => {
  useEffect(() => {
    const onResize = (): void => close();
    addEventListener('resize', onResize);
    return () => removeEventListener('resize', onResize);
  }, [close]);
};

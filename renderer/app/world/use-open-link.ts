import { useCallback } from 'react';
import { useWorld } from './world.ts';

/** Opens an address outside of the app: main decides whether and how. */
export const useOpenLink = (): ((url: string) => void) => {
  const { door } = useWorld();
  return useCallback(
    (url: string) => {
      // Harmless: a refused address leaves everything as it is; main counts it.
      door.call('link:open', { url }).catch(() => undefined);
    },
    [door],
  );
};

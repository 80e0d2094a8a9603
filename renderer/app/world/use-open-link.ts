import { useCallback } from 'react';
import { useWorld } from './world.ts';

/** Opens an address outside of the app. Main decides whether and how. */
export const useOpenLink = (): ((url: string) => void) => {
  const { door } = useWorld();
  return useCallback(
    (url: string) => {
      // Harmless: main counts a refused address, and nothing else changes.
      door.call('link:open', { url }).catch(() => undefined);
    },
    [door],
  );
};

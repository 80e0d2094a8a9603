/** Makes the first editor before a box needs it: without this, the first conversation that is opened waits for the editor's code. */
import { useEffect } from 'react';
import { logCaught } from '../../world/log-caught.ts';
import { useWorld } from '../../world/world.ts';
import type { EditorShelf } from './editor-shelf.ts';

/** When the page has nothing else to do, or after this, ms. */
const latest = 5_000;

/** Prepares `editors` once the page is idle. If that fails, the first box loads the code again and reports the failure. */
export const usePreparedEditor = (editors: EditorShelf): void => {
  const { door } = useWorld();
  useEffect(() => {
    const prepare = (): void => {
      editors
        .prepare(() => document.createElement('div'))
        .catch((error: unknown) => logCaught(door, 'editor-ahead', error));
    };
    const asked = requestIdleCallback(prepare, { timeout: latest });
    return () => cancelIdleCallback(asked);
  }, [door, editors]);
};

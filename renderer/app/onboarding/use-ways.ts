import { useEffect, useState } from 'react';
import type { MattermostMethod } from '../../../preload/contract/shapes.ts';
import { useWorld } from '../world/world.ts';

type Way = MattermostMethod['kind'];

/** All ways there are, in the order they are shown. */
export const allWays: readonly Way[] = ['password', 'token', 'browser'];

/** Typing an address takes a moment; asking for each letter would ask strangers. */
const settledAfter = 600;

/** The ways that the server at `url` offers; all of them before it has answered, and where it does not tell. */
export const useWays = (url: string | null): readonly Way[] => {
  const { door } = useWorld();
  const [told, setTold] = useState<{ readonly url: string; readonly ways: readonly Way[] } | null>(null);
  useEffect(() => {
    if (url === null) return;
    let current = true;
    const timer = setTimeout(() => {
      door.call('account:mattermost-ways', { url }).then(
        (answer) => {
          if (current && answer.kind === 'known') setTold({ url, ways: answer.ways });
        },
        () => undefined,
      );
    }, settledAfter);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [door, url]);
  return told !== null && told.url === url && told.ways.length > 0 ? told.ways : allWays;
};

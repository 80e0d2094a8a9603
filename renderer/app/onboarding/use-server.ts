import { useEffect, useState } from 'react';
import type { MattermostAnswer } from '../../../preload/contract/mattermost-sign-in.ts';
import { useWorld } from '../world/world.ts';
import type { ServerState } from './server-ways.ts';

/** How long typing must pause before the server is asked, ms. Asking for each letter would ask servers of strangers. */
const settledAfter = 600;

/** The answer of the server at `url`. It is asked when typing pauses, and an answer for an earlier address is ignored. */
export const useServer = (url: string | null): ServerState => {
  const { door } = useWorld();
  const [told, setTold] = useState<{ readonly url: string; readonly answer: MattermostAnswer } | null>(null);
  useEffect(() => {
    if (url === null) return;
    let current = true;
    const timer = setTimeout(() => {
      door.call('account:ask-mattermost', { url }).then(
        (answer) => current && setTold({ url, answer }),
        // Harmless: refused only when main is going down.
        () => undefined,
      );
    }, settledAfter);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [door, url]);
  if (url === null) return { kind: 'no-address' };
  return told?.url === url ? told.answer : { kind: 'asking' };
};

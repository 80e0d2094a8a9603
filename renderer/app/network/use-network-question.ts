/** What main asks about the network at this moment. */
import { useEffect, useState } from 'react';
import type { NetworkQuestion } from '../../../preload/contract/network.ts';
import { useWorld } from '../world/world.ts';

/** The question that stands; null for none. Main tells each change, and a page that has just begun asks. */
export const useNetworkQuestion = (): NetworkQuestion | null => {
  const { door } = useWorld();
  const [question, setQuestion] = useState<NetworkQuestion | null>(null);
  useEffect(() => {
    let told = false;
    let current = true;
    const stop = door.hear('network:asks', (message) => {
      told = true;
      setQuestion(message.question);
    });
    door.call('network:question', {}).then(
      (answer) => {
        // What was told meanwhile is newer.
        if (current && !told) setQuestion(answer.question);
      },
      // Harmless: refused only when main is going down.
      () => undefined,
    );
    return () => {
      current = false;
      stop();
    };
  }, [door]);
  return question;
};

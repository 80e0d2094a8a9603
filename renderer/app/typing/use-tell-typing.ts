import { useCallback, useRef } from 'react';
import type { TypingPlace } from '../../store/index.ts';
import { useWorld } from '../world/world.ts';
import { tellsTyping } from './tells-typing.ts';

/** The shortest time between two reports, in ms. Letters come faster. The engine sends even fewer, as the service demands. */
const atMostEvery = 1_000;

/** Tells the engine that the user types, if the user allows it. */
export const useTellTyping = (): ((place: TypingPlace) => void) => {
  const { typing, now } = useWorld();
  const last = useRef(-Infinity);
  return useCallback(
    ({ accountId, conversationId, threadId }: TypingPlace) => {
      if (Math.abs(now() - last.current) < atMostEvery) return;
      last.current = now();
      if (tellsTyping(localStorage)) typing.tell({ kind: 'own', accountId, conversationId, threadId });
    },
    [typing, now],
  );
};

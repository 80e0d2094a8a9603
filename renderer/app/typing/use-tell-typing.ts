import { useCallback, useRef } from 'react';
import type { TypingPlace } from '../../store/index.ts';
import { useWorld } from '../world/world.ts';
import { tellsTyping } from './tells-typing.ts';

/** Letters come faster than anybody wants to hear of; the engine asks less often still, as the service says. In ms. */
const atMostEvery = 1_000;

/** Tells the engine that the user types somewhere, where they want that told. */
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

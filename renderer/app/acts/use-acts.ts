import { useMemo } from 'react';
import type { Message } from '../../model/index.ts';
import {
  wantLetGo,
  wantMessageRemoved,
  wantReaction,
  wantUnsentTriedAgain,
  type WrittenReaction,
} from '../../store/index.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import type { RefusedAct } from './wishes.ts';

/** Writes what the user wants of messages that are there. Each answers whether the disk took it. */
export interface Acts {
  readonly react: (message: Message, reaction: WrittenReaction, set: boolean) => Promise<boolean>;
  readonly remove: (message: Message) => Promise<boolean>;
  readonly tryAgain: (act: RefusedAct) => Promise<boolean>;
  readonly letGo: (act: RefusedAct) => Promise<boolean>;
}

export const useActs = (): Acts => {
  const { database, door, now } = useWorld();
  return useMemo(() => {
    const stored = (write: Promise<void>): Promise<boolean> =>
      write.then(
        () => true,
        (error: unknown) => {
          logCaught(door, 'act-wish', error);
          return false;
        },
      );
    return {
      react: (message, reaction, set) => stored(wantReaction(database, message, reaction, set, now())),
      remove: (message) => stored(wantMessageRemoved(database, message, now())),
      tryAgain: (act) => stored(wantUnsentTriedAgain(database, act, now())),
      letGo: (act) => stored(wantLetGo(database, act, now())),
    };
  }, [database, door, now]);
};

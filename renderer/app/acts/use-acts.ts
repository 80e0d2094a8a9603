import { useMemo } from 'react';
import type { Message } from '../../model/index.ts';
import {
  wantLetGo,
  wantMessageRemoved,
  wantPinned,
  wantReaction,
  wantUnsentTriedAgain,
  type WrittenReaction,
} from '../../store/index.ts';
import { markUnread } from '../attention/mark-unread.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import type { RefusedAct } from './wishes.ts';

/** Writes the user's wishes about existing messages. Each function returns whether the wish was stored. */
export interface Acts {
  readonly react: (message: Message, reaction: WrittenReaction, set: boolean) => Promise<boolean>;
  readonly pin: (message: Message, set: boolean) => Promise<boolean>;
  /** The conversation is unread from each of these on, until the user comes back to it. */
  readonly markUnread: (from: readonly Message[]) => Promise<boolean>;
  readonly remove: (message: Message) => Promise<boolean>;
  readonly tryAgain: (act: RefusedAct) => Promise<boolean>;
  readonly letGo: (act: RefusedAct) => Promise<boolean>;
}

/** The acts on messages for this page. The same object until the page's world changes. A refusal of the disk is logged. */
export const useActs = (): Acts => {
  const { database, door, now, leftUnread } = useWorld();
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
      pin: (message, set) => stored(wantPinned(database, message, set, now())),
      markUnread: (from) => stored(markUnread({ database, leftUnread, now }, from)),
      remove: (message) => stored(wantMessageRemoved(database, message, now())),
      tryAgain: (act) => stored(wantUnsentTriedAgain(database, act, now())),
      letGo: (act) => stored(wantLetGo(database, act, now())),
    };
  }, [database, door, now, leftUnread]);
};

import { useCallback, useEffect, useRef } from 'react';
import type { AccountId, Message, PersonId } from '../../model/index.ts';
import type { ActWishes } from '../acts/wishes.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { lastOwnOf, type OwnAmong } from './last-own.ts';

/** Returns the user's newest message on each call; the function stays the same, so that a new message does not draw the box again. */
export const useLastOwn = (
  shown: OwnAmong,
  me: ReadonlyMap<AccountId, PersonId>,
  wishes: ActWishes,
): (() => Message | Outgoing | null) => {
  const latest = useRef({ shown, me, wishes });
  useEffect(() => {
    latest.current = { shown, me, wishes };
  });
  return useCallback(() => lastOwnOf(latest.current.shown, latest.current.me, latest.current.wishes), []);
};

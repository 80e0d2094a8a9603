/** Conversations that are wanted: those that are here are found, others are asked for as intents. */
import { useCallback } from 'react';
import {
  conversationWith,
  keyOfWritten,
  type Account,
  type Conversation,
  type ConversationId,
  type PersonId,
} from '../../model/index.ts';
import { wantStarted } from '../../store/index.ts';
import { linkedBlocksOfText } from '../../text/linked-text.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { useWorld } from '../world/world.ts';

/** The people of a wanted conversation. */
export interface WantedPeople {
  readonly account: Account;
  readonly others: readonly PersonId[];
}

/** The existing conversation with exactly these people; null for none. */
export const conversationHere = (
  all: readonly Conversation[],
  { account, others }: WantedPeople,
): ConversationId | null =>
  account.me === null || others.length === 0
    ? null
    : conversationWith(
        all.filter(({ accountId }) => accountId === account.id),
        account.me,
        others,
      );

/**
 * Asks for the conversation with people, where it is not here. `first` is its first message; '' for none. Resolves to whether the disk took it;
 * where it did not, that is said.
 */
export const useStarting = (): ((people: WantedPeople, first: string) => Promise<boolean>) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  return useCallback(
    ({ account, others }, first) => {
      const text = {
        document: { blocks: linkedBlocksOfText(first) },
        ...({ subject: null, importance: 'normal', threadId: '', quotes: null } as const),
      };
      const wanted = {
        ...{ accountId: account.id, others },
        first: first.trim() === '' ? null : { key: keyOfWritten(crypto.randomUUID()), text },
      };
      return keep('start-wish', wantStarted(database, wanted, now()));
    },
    [database, keep, now],
  );
};

/** Starts conversations: opens one that exists, else writes an intent. */
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
import { caughtBy } from '../world/log-caught.ts';
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

/** Opens the conversation with these people, and starts it if there is none. `first` is its first message; '' for none. */
export const useStarting = (
  all: readonly Conversation[],
  open: (id: ConversationId) => void,
): ((people: WantedPeople, first: string) => void) => {
  const { database, door, now } = useWorld();
  return useCallback(
    (people, first) => {
      const here = conversationHere(all, people);
      if (here !== null && first.trim() === '') {
        open(here);
        return;
      }
      const text = {
        document: { blocks: linkedBlocksOfText(first) },
        ...({ subject: null, importance: 'normal', threadId: '', quotes: null } as const),
      };
      wantStarted(
        database,
        {
          accountId: people.account.id,
          others: people.others,
          first: first.trim() === '' ? null : { key: keyOfWritten(crypto.randomUUID()), text },
        },
        now(),
      ).catch(caughtBy(door, 'start-wish'));
    },
    [database, door, now, all, open],
  );
};

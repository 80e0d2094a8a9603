/** Writes what the user wants of conversations; of a linked pair always of both sides. */
import { useMemo } from 'react';
import type { Conversation, ConversationId, Message } from '../../model/index.ts';
import {
  readAccountRow,
  readNewestMessagesAfter,
  wantFavourite,
  wantHidden,
  wantMuted,
  wantRead,
  wantUnread,
} from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

type Sides = readonly Conversation[];

export interface Choices {
  readonly favour: (sides: Sides, favourite: boolean) => void;
  /** Until then, ms, or `forEver`; null: no longer. */
  readonly mute: (sides: Sides, until: number | null) => void;
  readonly hide: (sides: Sides, hidden: boolean) => void;
  readonly markRead: (sides: Sides) => void;
  /** From the newest message that somebody else wrote, on each side; nothing where there is none. */
  readonly markUnread: (sides: Sides) => void;
}

/** Own messages, and those that nobody wrote, are never unread. */
const newestOfOthers = (conversation: Conversation) =>
  query('newest-of-others', ['messages', 'accounts'], async (tables): Promise<Message | undefined> => {
    const me = (await readAccountRow(tables, conversation.accountId))?.me ?? null;
    const accepts = ({ kind, authorId, deletedAt }: Message): boolean =>
      kind !== 'system' && authorId !== me && deletedAt === null;
    return (await readNewestMessagesAfter(tables, conversation.id, -Infinity, 1, accepts))[0];
  });

export const useChoices = (): Choices => {
  const { database, door, queries, now, leftUnread } = useWorld();
  return useMemo(() => {
    const forget = (id: ConversationId): void => void leftUnread.delete(id);
    const markUnread = async (sides: Sides): Promise<void> => {
      const newest = await Promise.all(sides.map((side) => queries.once(newestOfOthers(side))));
      const from = newest.flatMap((message) => message ?? []);
      for (const { conversationId } of from) leftUnread.add(conversationId);
      await wantUnread(database, from, now());
    };
    return {
      favour: (sides, favourite) =>
        void wantFavourite(database, sides, favourite, now()).catch(caughtBy(door, 'favourite-wish')),
      mute: (sides, until) =>
        void wantMuted(database, sides, until, now()).catch(caughtBy(door, 'mute-wish')),
      hide: (sides, hidden) =>
        void wantHidden(database, sides, hidden, now()).catch(caughtBy(door, 'hide-wish')),
      markRead: (sides) => {
        for (const side of sides) {
          forget(side.id);
          const seen = Math.max(side.sortAt, side.lastMessage?.createdAt ?? 0);
          if (seen > side.readAt)
            wantRead(database, side, seen, now()).catch(caughtBy(door, 'mark-read-wish'));
        }
      },
      markUnread: (sides) => void markUnread(sides).catch(caughtBy(door, 'mark-unread-wish')),
    };
  }, [database, door, queries, now, leftUnread]);
};

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
} from '../../store/index.ts';
import { markUnread } from '../attention/mark-unread.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { query } from '../queries/query.ts';
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
  const { database, queries, now, leftUnread } = useWorld();
  const keep = useKeep();
  return useMemo(() => {
    const forget = (id: ConversationId): void => void leftUnread.delete(id);
    const markSidesUnread = async (sides: Sides): Promise<void> => {
      const newest = await Promise.all(sides.map((side) => queries.once(newestOfOthers(side))));
      const from = newest.flatMap((message) => message ?? []);
      await markUnread({ database, leftUnread, now }, from);
    };
    return {
      favour: (sides, favourite) =>
        void keep('favourite-wish', wantFavourite(database, sides, favourite, now())),
      mute: (sides, until) => void keep('mute-wish', wantMuted(database, sides, until, now())),
      hide: (sides, hidden) => void keep('hide-wish', wantHidden(database, sides, hidden, now())),
      markRead: (sides) => {
        const reads = sides.map(async (side) => {
          forget(side.id);
          const seen = Math.max(side.sortAt, side.lastMessage?.createdAt ?? 0);
          if (seen > side.readAt) await wantRead(database, side, seen, now());
        });
        void keep('mark-read-wish', Promise.all(reads));
      },
      markUnread: (sides) => void keep('mark-unread-wish', markSidesUnread(sides)),
    };
  }, [database, keep, queries, now, leftUnread]);
};

/** Writes what the user wants of conversations; of a linked pair always of both sides. */
import { useMemo } from 'react';
import {
  forEver,
  standingOf,
  standingOfPair,
  type Conversation,
  type ConversationId,
  type ConversationStanding,
  type Message,
} from '../../model/index.ts';
import {
  readAccountRow,
  readNewestMessagesAfter,
  readOwnChoicesOf,
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
  /** The opposite of what holds: a favourite is none any more, and a conversation is muted until the user ends it. */
  readonly switchChoice: (sides: Sides, what: keyof ConversationStanding) => void;
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

const ownChoicesOf = (sides: Sides) =>
  query('own-choices-to-switch', ['ownChoices'], (tables) =>
    readOwnChoicesOf(
      tables,
      sides.map(({ id }) => id),
    ),
  );

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
    const switched = async (sides: Sides, what: keyof ConversationStanding): Promise<void> => {
      const own = await queries.once(ownChoicesOf(sides));
      const holds = standingOfPair(sides.map((side) => standingOf(side, own.get(side.id), now())))[what];
      switch (what) {
        case 'favourite':
          return wantFavourite(database, sides, !holds, now());
        case 'muted':
          return wantMuted(database, sides, holds ? null : forEver, now());
        case 'hidden':
          return wantHidden(database, sides, !holds, now());
      }
    };
    return {
      switchChoice: (sides, what) => void keep('switch-wish', switched(sides, what)),
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

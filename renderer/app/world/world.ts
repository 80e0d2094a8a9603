/** The surroundings of the app page: the database, the door to main and the clock. They are passed in, so that tests use their own. */
import { createContext, useContext } from 'react';
import type { Door } from '../../../preload/contract/door.ts';
import type { ConversationId } from '../../model/index.ts';
import type { PageWrites, TypingChannel } from '../../store/index.ts';
import type { Queries } from '../queries/queries.ts';
import type { EmojiBook } from './emoji-book.ts';
import type { PhotoBook } from './photo-book.ts';
import type { Platform } from './platform.ts';
import type { ShownBodies } from './shown-body.ts';

export type AppDoor = Pick<Door<'app'>, 'call' | 'hear'>;

export interface AppWorld {
  /** For writing intents and attention. All reads go through `queries`. */
  readonly database: PageWrites;
  readonly queries: Queries;
  /** The bodies that the page has read. */
  readonly bodies: ShownBodies;
  /** The photos of the people on the screen. */
  readonly photos: PhotoBook;
  /** The custom emoji on the screen. */
  readonly emoji: EmojiBook;
  /** Whether this system draws emoji; if not, their names are shown. */
  readonly drawsEmoji: boolean;
  readonly door: AppDoor;
  /** The kind of this machine's keyboard. */
  readonly platform: Platform;
  /** Conversations that the user has marked as unread and not opened again. Such a conversation is not marked as read although it is open. */
  readonly leftUnread: Set<ConversationId>;
  /** The channel by which the engine tells who types, and the page tells that the user does. */
  readonly typing: Pick<TypingChannel, 'tell' | 'hear'>;
  /** This machine's clock, ms since the epoch. */
  readonly now: () => number;
}

export const WorldContext = createContext<AppWorld | null>(null);

/** The world of the screen this is called in. */
export const useWorld = (): AppWorld => {
  const world = useContext(WorldContext);
  if (world === null) throw new Error('useWorld outside of a WorldContext');
  return world;
};

/** What the app page works with: the database, the door to main and the clock; passed in, so that tests bring their own. */
import { createContext, useContext } from 'react';
import type { Door } from '../../../preload/contract/door.ts';
import type { ConversationId } from '../../model/index.ts';
import type { PageWrites, TypingChannel } from '../../store/index.ts';
import type { Queries } from '../queries/queries.ts';
import type { PhotoBook } from './photo-book.ts';
import type { Platform } from './platform.ts';
import type { ShownBodies } from './shown-body.ts';

export type AppDoor = Pick<Door<'app'>, 'call' | 'hear'>;

export interface AppWorld {
  /** For writing intents and attention; all reads go through `queries`. */
  readonly database: PageWrites;
  readonly queries: Queries;
  /** The bodies that the page has read. */
  readonly bodies: ShownBodies;
  /** The photos of the people on the screen. */
  readonly photos: PhotoBook;
  readonly door: AppDoor;
  /** Whose keys this machine has. */
  readonly platform: Platform;
  /**
   * Conversations that the user has marked as unread, and not come back to since: one that is open meanwhile is not marked as read because of
   * that.
   */
  readonly leftUnread: Set<ConversationId>;
  /** By which the engine says who types, and hears that the user does. */
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

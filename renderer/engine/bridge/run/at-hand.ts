/** What the bridge may have to do. One transaction reads it all, because the bridge asks after everything that happens. */
import type { Conversation, ConversationId, Service } from '../../../model/index.ts';
import {
  readConversationRows,
  readCursorRow,
  readCursorRows,
  readKnownLinks,
  readLinkReadRows,
  readLinkRows,
  type CursorRow,
  type IsthmusDatabase,
  type LinkReadRow,
  type LinkRow,
  type OutboxRow,
} from '../../../store/index.ts';
import { directionsOf, nextRows } from './outbox.ts';

/** A link over which messages are carried, and its present state. */
export interface LinkAtHand {
  readonly link: LinkRow;
  /**
   * Whether both histories are in the mirror back to where the link begins. Before that, it is not known of each message whether it was
   * carried already.
   */
  readonly walked: boolean;
  /** When the later one of the last walks through the changes of both sides began, ms; 0: it is not known. */
  readonly walkedFrom: number;
  /** The services on which messages were written that wait in the outbox: the directions with something to do. */
  readonly due: readonly Service[];
  /** Whether this computer knows what was carried over the link before it took over. */
  readonly known: boolean;
  /** Whether the user read one side, or a message came, since the read marks of both sides were last compared. */
  readonly readMoved: boolean;
}

/** The conversations in which read marks are to be compared, or everywhere. */
export type HeldConversations = ReadonlySet<ConversationId> | 'everywhere';

/** The links that have something to do: rows in the outbox, earlier carrying to find out about, or read marks to compare. */
export const linksAtHand = (
  database: IsthmusDatabase,
  reads: HeldConversations,
): Promise<readonly LinkAtHand[]> => {
  const { links, outbox, computer, cursors, conversations, linkReads } = database;
  const tables = [links, outbox, computer, cursors, conversations, linkReads];
  return database.transaction('r', tables, async () => {
    const carried = (await readLinkRows(database)).filter((link) => link.carried);
    if (carried.length === 0) return [];
    const [directions, known] = await Promise.all([
      directionsOf(
        database,
        carried.map(({ id }) => id),
      ),
      readKnownLinks(database),
    ]);
    const moved = await readsMoved(
      database,
      carried.filter((link) => reads === 'everywhere' || reads.has(link.mattermost) || reads.has(link.teams)),
    );
    const wanting = carried.filter(({ id }) => directions.has(id) || !known.has(id) || moved.has(id));
    const walks = await readCursorRows(
      database,
      wanting.flatMap((link) => [link.mattermost, link.teams]),
    );
    return wanting.map((link, at) => ({
      link,
      walked: reaches(walks[2 * at], link.since.mattermost) && reaches(walks[2 * at + 1], link.since.teams),
      walkedFrom: Math.max(walks[2 * at]?.walkedFrom ?? 0, walks[2 * at + 1]?.walkedFrom ?? 0),
      due: directions.get(link.id) ?? [],
      known: known.has(link.id),
      readMoved: moved.has(link.id),
    }));
  });
};

const readsMoved = async (
  database: IsthmusDatabase,
  links: readonly LinkRow[],
): Promise<ReadonlySet<string>> => {
  if (links.length === 0) return new Set();
  const [read, before] = await Promise.all([
    readConversationRows(
      database,
      links.flatMap((link) => [link.mattermost, link.teams]),
    ),
    readLinkReadRows(
      database,
      links.map(({ id }) => id),
    ),
  ]);
  const moved = links.filter(
    (_link, at) =>
      isReadOn(read[2 * at], before[at], 'mattermost') || isReadOn(read[2 * at + 1], before[at], 'teams'),
  );
  return new Set(moved.map(({ id }) => id));
};

const isReadOn = (
  conversation: Conversation | undefined,
  before: LinkReadRow | undefined,
  service: Service,
): boolean =>
  conversation?.readAt !== before?.[service] ||
  (conversation?.lastMessage?.createdAt ?? 0) > (before?.looked?.[service] ?? -Infinity);

/** Whether a history is in the mirror back to `since` (ms). */
const reaches = (cursor: CursorRow | undefined, since: number): boolean => {
  switch (cursor?.history.kind) {
    case 'complete':
    case 'limited':
      return true;
    case 'partial':
      return cursor.history.oldest <= since;
    case 'unstarted':
    case undefined:
      return false;
  }
};

/**
 * The next rows of one direction of a link. Null while older messages may still come, because a walk through changes begins with the
 * newest.
 */
export const rowsAtHand = (
  database: IsthmusDatabase,
  link: LinkRow,
  service: Service,
): Promise<readonly OutboxRow[] | null> =>
  database.transaction('r', database.outbox, database.cursors, async () =>
    (await readCursorRow(database, link[service]))?.walking === true
      ? null
      : nextRows(database, link.id, service),
  );

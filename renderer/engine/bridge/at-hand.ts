/** What the bridge may have to do: read in one transaction, since it is asked after everything that happens. */
import type { Conversation, Service } from '../../model/index.ts';
import type { CursorRow, IsthmusDatabase, LinkReadRow, LinkRow, OutboxRow } from '../../store/index.ts';
import { directionsOf } from './outbox.ts';

/** A link that is carried, as it stands. */
export interface LinkAtHand {
  readonly link: LinkRow;
  /** Both histories are in the mirror, back to where the link begins: before that, what was carried already is not all known. */
  readonly walked: boolean;
  /** In which directions something waits in the outbox, by where it was written. */
  readonly due: readonly Service[];
  /** Whether it is known what was carried over it before this computer took over. */
  readonly known: boolean;
  /** Whether one side was read, or something came, since both sides' read marks were last brought together. */
  readonly readMoved: boolean;
}

/** All links that are carried. */
export const linksAtHand = (database: IsthmusDatabase): Promise<readonly LinkAtHand[]> => {
  const { links, outbox, computer, cursors, conversations, linkReads } = database;
  const tables = [links, outbox, computer, cursors, conversations, linkReads];
  return database.transaction('r', tables, async () => {
    const carried = await links.filter((link) => link.carried).toArray();
    if (carried.length === 0) return [];
    const ids = carried.flatMap((link) => [link.mattermost, link.teams]);
    const [directions, row, walks, read, before] = await Promise.all([
      directionsOf(database),
      computer.get('computer'),
      cursors.bulkGet(ids),
      conversations.bulkGet(ids),
      linkReads.bulkGet(carried.map(({ id }) => id)),
    ]);
    const known = new Set(row?.knownLinks ?? []);
    return carried.map((link, at) => {
      const [mattermost, teams] = [2 * at, 2 * at + 1];
      return {
        link,
        walked: reaches(walks[mattermost], link.since.mattermost) && reaches(walks[teams], link.since.teams),
        due: directions.get(link.id) ?? [],
        known: known.has(link.id),
        readMoved:
          isReadOn(read[mattermost], before[at], 'mattermost') || isReadOn(read[teams], before[at], 'teams'),
      };
    });
  });
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
    case 'refused':
    case undefined:
      return false;
  }
};

/** The next rows of one direction of a link; none while older messages may be still to come: a walk through changes begins with the newest. */
export const rowsAtHand = (
  database: IsthmusDatabase,
  link: LinkRow,
  service: Service,
  next: () => Promise<OutboxRow[]>,
): Promise<OutboxRow[] | 'behind'> =>
  database.transaction('r', database.outbox, database.cursors, async () =>
    (await database.cursors.get(link[service]))?.walking === true ? 'behind' : next(),
  );

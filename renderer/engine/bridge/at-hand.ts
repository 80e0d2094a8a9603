/** What the bridge may have to do: read in one transaction, since it is asked after everything that happens. */
import type { Service } from '../../model/index.ts';
import type { CursorRow, IsthmusDatabase, LinkRow, OutboxRow } from '../../store/index.ts';
import { directionsOf } from './outbox.ts';

/** A link that is carried, as it stands. */
export interface LinkAtHand {
  readonly link: LinkRow;
  /** In which directions something waits in the outbox, by where it was written. */
  readonly due: readonly Service[];
  /** Whether it is known what was carried over it before this computer took over. */
  readonly known: boolean;
  /** Whether one side's read mark moved since both were last brought together. */
  readonly readMoved: boolean;
}

/** The links over which something may be done now: both histories are in the mirror, back to where the link begins. */
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
    return carried.flatMap((link, at) => {
      const [mattermost, teams] = [walks[2 * at], walks[2 * at + 1]];
      if (!reaches(mattermost, link.since.mattermost) || !reaches(teams, link.since.teams)) return [];
      const readMoved =
        read[2 * at]?.readAt !== before[at]?.mattermost || read[2 * at + 1]?.readAt !== before[at]?.teams;
      return [{ link, due: directions.get(link.id) ?? [], known: known.has(link.id), readMoved }];
    });
  });
};

/** Whether a history is in the mirror back to `since` (ms): before that, what was carried already is not all known. */
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

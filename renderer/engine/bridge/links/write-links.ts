/** Writes the links as they now stand, in one transaction with what follows for the outbox. */
import type { IsthmusDatabase, LinkRow, OutboxRow } from '../../../store/index.ts';

/**
 * Brings the table to `links`. What was to be carried over a link that is carried no more, or is gone, leaves the outbox; counterparts
 * stay, so that linking again doubles nothing. Whether anything changed.
 */
export const writeLinks = (database: IsthmusDatabase, links: readonly LinkRow[]): Promise<boolean> =>
  database.transaction(
    'rw',
    [database.links, database.outbox, database.linkReads, database.notCarried],
    async () => {
      const held = new Map((await database.links.toArray()).map((link) => [link.id, link]));
      const wanted = new Map(links.map((link) => [link.id, link]));
      const changed = links.filter((link) => JSON.stringify(held.get(link.id)) !== JSON.stringify(link));
      const gone = [...held.keys()].filter((id) => !wanted.has(id));
      const ended = [...held.values()].filter(({ id, carried }) => carried && !wanted.get(id)?.carried);
      await database.links.bulkPut(changed);
      await database.links.bulkDelete(gone);
      for (const { id } of ended) await endCarrying(database, id);
      await database.linkReads.bulkDelete(gone);
      await database.notCarried.where('linkId').anyOf(gone).delete();
      return changed.length > 0 || gone.length > 0;
    },
  );

const endCarrying = (database: IsthmusDatabase, linkId: string): Promise<number> =>
  database.outbox
    .where('[linkId+at]')
    .between([linkId, -Infinity], [linkId, Infinity])
    .filter((row) => !mustStay(row))
    .delete();

/** What was asked for and not answered has to be found out; what the user gave up is not to come back with the link. */
const mustStay = ({ state }: OutboxRow): boolean => {
  switch (state.kind) {
    case 'sending':
    case 'discarded':
      return true;
    case 'queued':
    case 'uploading':
    case 'waiting':
    case 'failed':
      return false;
  }
};

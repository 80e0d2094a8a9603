/** Writes the links in one transaction with what follows for the outbox. */
import type { PersonId, Service } from '../../../model/index.ts';
import {
  keepJoined,
  readLinkRows,
  removeLinkReadRows,
  removeLinkRows,
  removeNotCarriedOf,
  removeOutboxRowsIn,
  writeLinkRows,
  type IsthmusDatabase,
  type LinkRow,
  type OutboxState,
} from '../../../store/index.ts';
import { touchLink } from '../follow/touch.ts';

/**
 * Makes the table hold `links`. Rows of a link that is no longer carried, or is gone, leave the outbox. Counterparts stay, so that linking
 * again does not carry anything twice. Messages of a link that is now carried get rows in the outbox. `me`: the user on both sides. Returns
 * whether anything changed.
 */
export const writeLinks = (
  database: IsthmusDatabase,
  links: readonly LinkRow[],
  me: Readonly<Record<Service, PersonId>>,
): Promise<boolean> =>
  database.transaction(
    'rw',
    [
      database.accounts,
      database.messages,
      database.counterparts,
      database.links,
      database.outbox,
      database.linkReads,
      database.notCarried,
      database.computer,
    ],
    async () => {
      const held = new Map((await readLinkRows(database)).map((link) => [link.id, link]));
      const wanted = new Map(links.map((link) => [link.id, link]));
      const changed = links.filter((link) => JSON.stringify(held.get(link.id)) !== JSON.stringify(link));
      const gone = [...held.keys()].filter((id) => !wanted.has(id));
      const ended = [...held.values()].filter(({ id, carried }) => carried && !wanted.get(id)?.carried);
      await writeLinkRows(database, changed);
      await removeLinkRows(database, gone);
      for (const { id } of ended) await removeOutboxRowsIn(database, id, ending);
      for (const link of changed) if (begins(held.get(link.id), link)) await touchLink(database, link, me);
      await keepJoined(database, new Set(links.filter(isReadBesideRelay).map(({ id }) => id)));
      await removeLinkReadRows(database, gone);
      await removeNotCarriedOf(database, gone);
      return changed.length > 0 || gone.length > 0;
    },
  );

/** Whether the user reads both sides of a link over which a relay carries, too. While they do not, the relay carries for them. */
const isReadBesideRelay = ({ standing, relay }: LinkRow): boolean =>
  standing.kind === 'good' && relay?.kind === 'other';

/**
 * Whether a link is carried now that was not before, or has another relay: copies that are in the mirror already were taken for other
 * people's.
 */
const begins = (before: LinkRow | undefined, now: LinkRow): boolean =>
  now.carried &&
  (before?.carried !== true ||
    (now.relay?.kind === 'other' && !isSameRelay(before.relay, now.relay)) ||
    now.since.mattermost < before.since.mattermost ||
    now.since.teams < before.since.teams);

const isSameRelay = (one: LinkRow['relay'], other: LinkRow['relay']): boolean =>
  one?.kind === 'other' &&
  other?.kind === 'other' &&
  one.mattermost === other.mattermost &&
  one.teams === other.teams;

/** A request that was sent and not answered has to be found out about. A message that the user gave up must not come back with the link. */
const ends: Readonly<Record<OutboxState['kind'], boolean>> = {
  sending: false,
  discarded: false,
  queued: true,
  uploading: true,
  waiting: true,
  failed: true,
};
const ending = (Object.keys(ends) as OutboxState['kind'][]).filter((kind) => ends[kind]);

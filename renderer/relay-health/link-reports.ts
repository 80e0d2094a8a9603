/** What a relay knows of each of its links. */
import {
  type CarryFailure,
  countCounterparts,
  countOutboxOfLinks,
  type LinkRow,
  type NotCarried,
  type OutboxRow,
  readAllNotCarried,
  readConversationRows,
  readLane,
  readLinkRows,
  readOutboxRowsIn,
  readPersonRows,
  type Reads,
  type WaitReason,
} from '../store/index.ts';
import { type LinkHealth, linkHealthOf } from './health.ts';

export interface LinkReport {
  readonly id: string;
  /** The names of both conversations; null for one that the relay does not see. */
  readonly mattermost: string | null;
  readonly teams: string | null;
  /** Who made the link; null if their name is not known. */
  readonly madeBy: string | null;
  /** Whether the link counts, and if not, why; with a missing side, which. */
  readonly health: LinkHealth;
  readonly carried: boolean;
  /** How many messages were carried by this relay, and by their authors' own Isthmuses. */
  readonly byRelay: number;
  readonly byAuthors: number;
  /** How many wait, and for what the first of each direction waits. */
  readonly waiting: number;
  readonly waits: readonly WaitReason[];
  /** How many were refused, and how many were left, by reason. */
  readonly failed: Readonly<Partial<Record<CarryFailure['kind'], number>>>;
  readonly left: Readonly<Partial<Record<NotCarried, number>>>;
}

/** The tables from which they are read. */
export const linkReportTables = [
  'links',
  'conversations',
  'people',
  'counterparts',
  'outbox',
  'notCarried',
] as const;

type Tables = Reads<(typeof linkReportTables)[number]>;

/** Everything that a relay knows of its links, those that do not count first. Of carried and waiting messages only keys are counted. */
export const readLinkReports = async (database: Tables): Promise<readonly LinkReport[]> => {
  const links = await readLinkRows(database);
  const authorOf = ({ source }: LinkRow) => (source.kind === 'post' ? source.authorId : null);
  const authors = [...new Set(links.flatMap((link) => authorOf(link) ?? []))];
  const [here, there, people, carried, open, failed, left, first] = await Promise.all([
    readConversationRows(
      database,
      links.map(({ mattermost }) => mattermost),
    ),
    readConversationRows(
      database,
      links.map(({ teams }) => teams),
    ),
    readPersonRows(database, authors),
    countCounterparts(database),
    countOutboxOfLinks(database),
    readOutboxRowsIn(
      database,
      links.map(({ id }) => id),
      'failed',
    ),
    readAllNotCarried(database),
    Promise.all(links.map(({ id }) => firstOf(database, id))),
  ]);
  const refused = new Map<string, Partial<Record<CarryFailure['kind'], number>>>();
  for (const { linkId, state } of failed)
    if (state.kind === 'failed') {
      const counts = refused.get(linkId) ?? {};
      counts[state.reason.kind] = (counts[state.reason.kind] ?? 0) + 1;
      refused.set(linkId, counts);
    }
  const names = new Map(authors.map((id, at) => [id, people[at]?.displayName ?? null]));
  const reports = links.map((link, at): LinkReport => {
    const { id, standing, name } = link;
    const author = authorOf(link);
    const pairs = carried.get(id);
    const rows = open.get(id);
    return {
      id,
      mattermost: here[at]?.name ?? null,
      // A Teams conversation that the relay does not see still has the name that its link was made with.
      teams: there[at]?.name ?? (name === '' ? null : name),
      madeBy: author === null ? null : (names.get(author) ?? null),
      health: linkHealthOf(standing),
      carried: link.carried,
      byRelay: pairs?.get('me') ?? 0,
      byAuthors: (pairs?.get('other') ?? 0) + (pairs?.get('relay') ?? 0),
      waiting: sum(openKinds.map((kind) => rows?.get(kind) ?? 0)),
      waits: [...new Set(first[at])],
      failed: refused.get(id) ?? {},
      left: Object.fromEntries(
        left.flatMap(({ linkId, reason, count }) => (linkId === id ? [[reason, count]] : [])),
      ),
    };
  });
  return reports.sort(
    (one, other) =>
      Number(one.health === 'good') - Number(other.health === 'good') ||
      (one.mattermost ?? '').localeCompare(other.mattermost ?? '', 'en'),
  );
};

const openKinds = ['queued', 'uploading', 'sending', 'waiting'] as const;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const services = ['mattermost', 'teams'] as const;

/** For what the first message of each direction of a link waits. */
const firstOf = async (database: Reads<'outbox'>, linkId: string): Promise<readonly WaitReason[]> => {
  const lanes = await Promise.all(services.map((service) => readLane(database, { linkId, service }, 1)));
  return lanes.flat().flatMap(({ state }: OutboxRow) => (state.kind === 'waiting' ? [state.why] : []));
};

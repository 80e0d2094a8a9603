import {
  type IsthmusDatabase,
  isSettled,
  type LinkRow,
  readConversationRows,
  readCounterpartRowsOf,
  readLinkRows,
  readNotCarried,
  readOutboxRowsIn,
  readPersonRow,
} from '../../renderer/store/index.ts';
import type { LinkReport } from './link-report.ts';

/** Everything that a relay knows of its links, those that do not count first. It reads each link's rows whole: only a command asks for it. */
export const readLinkReports = async (database: IsthmusDatabase): Promise<readonly LinkReport[]> => {
  const links = await readLinkRows(database);
  const reports: LinkReport[] = [];
  for (const link of links) reports.push(await reportOf(database, link));
  return reports.sort(
    (one, other) =>
      Number(one.health === 'good') - Number(other.health === 'good') ||
      (one.mattermost ?? '').localeCompare(other.mattermost ?? '', 'en'),
  );
};

const openStates = ['queued', 'uploading', 'sending', 'waiting', 'failed'] as const;

const reportOf = async (database: IsthmusDatabase, link: LinkRow): Promise<LinkReport> => {
  const { id, source, standing } = link;
  const [places, author, pairs, left, open] = await Promise.all([
    readConversationRows(database, [link.mattermost, link.teams]),
    source.kind === 'post' && source.authorId ? readPersonRow(database, source.authorId) : undefined,
    readCounterpartRowsOf(database, id),
    readNotCarried(database, id),
    Promise.all(openStates.map((state) => readOutboxRowsIn(database, [id], state))).then((all) => all.flat()),
  ]);
  const [here, there] = places;
  const byRelay = pairs.filter(({ carriedBy }) => carriedBy === 'me').length;
  const failed = new Map<string, number>();
  for (const { state } of open)
    if (state.kind === 'failed') failed.set(state.reason.kind, (failed.get(state.reason.kind) ?? 0) + 1);
  return {
    mattermost: here?.name ?? null,
    // A Teams conversation that the relay does not see still has the name that its link was made with.
    teams: there?.name ?? (link.name === '' ? null : link.name),
    madeBy: author?.displayName ?? null,
    health: standing.kind === 'side-missing' ? `${standing.service}-side-missing` : standing.kind,
    carried: link.carried,
    byRelay,
    byAuthors: pairs.length - byRelay,
    waiting: open.filter(({ state }) => !isSettled(state)).length,
    failed: Object.fromEntries(failed),
    left: Object.fromEntries(left.map(({ reason, count }) => [reason, count])),
  };
};

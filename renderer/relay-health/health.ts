/** How a relay stands at one moment, as its database tells. It holds no id, name, address or text. */
import {
  type AccountState,
  type DiscardReason,
  type FillProgress,
  isUpToDate,
  type Service,
} from '../model/index.ts';
import {
  countClaimants,
  countOutbox,
  type LinkRow,
  type LinkStanding,
  type OutboxState,
  readAccounts,
  readDiscardRows,
  readLinkRows,
  readOldestSeen,
  type Reads,
} from '../store/index.ts';

export interface AccountHealth {
  readonly service: Service;
  readonly state: AccountState;
  /** Since when the mirror is not up to date, seconds; 0 while it is; null if it never was. */
  readonly lagSeconds: number | null;
  readonly progress: FillProgress;
}

/** A good link, one that nobody has checked yet, or why it does not count; with a missing side, which. */
export type LinkHealth = Exclude<LinkStanding['kind'], 'side-missing'> | `${Service}-side-missing`;

export interface RelayHealth {
  readonly accounts: readonly AccountHealth[];
  readonly links: ReadonlyMap<LinkHealth, number>;
  /** How many of the good links are carried. */
  readonly carriedLinks: number;
  readonly outbox: OutboxHealth;
  readonly discarded: readonly DiscardedHealth[];
  /** People on Mattermost who have connected. */
  readonly connectedPeople: number;
}

export interface OutboxHealth {
  readonly rows: ReadonlyMap<OutboxState['kind'], number>;
  /** For how long the oldest open row has been known, seconds; 0 if there is none. */
  readonly oldestSeconds: number;
}

export interface DiscardedHealth {
  readonly service: Service;
  readonly reason: DiscardReason;
  readonly count: number;
}

export const linkHealths: readonly LinkHealth[] = [
  'good',
  'unchecked',
  'teams-side-missing',
  'mattermost-side-missing',
  'right-lost',
  'contradicts',
];

export const outboxStates: readonly OutboxState['kind'][] = [
  'queued',
  'uploading',
  'sending',
  'waiting',
  'failed',
  'discarded',
];

/** The tables from which it is read. */
export const healthTables = ['accounts', 'links', 'outbox', 'discards', 'people'] as const;

/**
 * Reads it, by indexes and from tables of a few rows. The table of links is read whole: it has a row for each linked channel.
 * @param now ms on this machine's clock
 */
export const readRelayHealth = async (
  database: Reads<(typeof healthTables)[number]>,
  now: number,
): Promise<RelayHealth> => {
  const [accounts, links, rows, oldest, discards] = await Promise.all([
    readAccounts(database),
    readLinkRows(database),
    countOutbox(database),
    readOldestSeen(database),
    readDiscardRows(database),
  ]);
  const mattermost = accounts.find(({ service }) => service === 'mattermost');
  const services = new Map(accounts.map(({ id, service }) => [id, service]));
  return {
    accounts: accounts.map(({ service, state, progress, currentAt }) => ({
      service,
      state,
      progress,
      lagSeconds: isUpToDate(state) ? 0 : currentAt === null ? null : since(currentAt, now),
    })),
    links: counted(links.map(({ standing }) => linkHealthOf(standing))),
    carriedLinks: links.filter(({ carried }: LinkRow) => carried).length,
    outbox: { rows, oldestSeconds: oldest === null ? 0 : since(oldest, now) },
    discarded: discards.flatMap(({ accountId, reason, count }) => {
      const service = services.get(accountId);
      return service === undefined ? [] : [{ service, reason, count }];
    }),
    connectedPeople: mattermost ? await countClaimants(database, mattermost.id) : 0,
  };
};

/** Seconds; none where the clock was put back. */
const since = (then: number, now: number): number => Math.max(0, now - then) / 1_000;

export const linkHealthOf = (standing: LinkStanding): LinkHealth =>
  standing.kind === 'side-missing' ? `${standing.service}-side-missing` : standing.kind;

const counted = <Key>(keys: readonly Key[]): ReadonlyMap<Key, number> => {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

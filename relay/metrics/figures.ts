/** What metrics and status show of the relay at one moment. It holds no id, name, address or text. */
import {
  type AccountState,
  type DiscardReason,
  type FillProgress,
  isUpToDate,
  type Service,
} from '../../renderer/model/index.ts';
import {
  countClaimants,
  countOutbox,
  type IsthmusDatabase,
  type LinkRow,
  type LinkStanding,
  type OutboxState,
  readAccounts,
  readDiscardRows,
  readLinkRows,
  readOldestSeen,
} from '../../renderer/store/index.ts';
import type { InviteState } from '../../renderer/engine/relay/invite-state.ts';
import type { LimitUsed } from '../../renderer/engine/mirrors.ts';

export interface AccountFigures {
  readonly service: Service;
  readonly state: AccountState;
  /** Since when the mirror is not up to date, seconds; 0 while it is; null if it never was. */
  readonly lagSeconds: number | null;
  readonly progress: FillProgress;
}

/** A good link, one that nobody has checked yet, or why it does not count; with a missing side, which. */
export type LinkHealth = Exclude<LinkStanding['kind'], 'side-missing'> | `${Service}-side-missing`;

export interface Figures {
  readonly accounts: readonly AccountFigures[];
  readonly links: ReadonlyMap<LinkHealth, number>;
  /** How many of the good links are carried. */
  readonly carriedLinks: number;
  readonly outbox: {
    readonly rows: ReadonlyMap<OutboxState['kind'], number>;
    /** For how long the oldest open row has been known, seconds; 0 if there is none. */
    readonly oldestSeconds: number;
  };
  readonly discarded: readonly {
    readonly service: Service;
    readonly reason: DiscardReason;
    readonly count: number;
  }[];
  /** People on Mattermost who have connected. */
  readonly connectedPeople: number;
  /** How inviting stands; null where nobody is invited. */
  readonly invitations: InviteState | null;
  readonly engine: EngineFigures;
}

/** What the engine says of itself. */
export interface EngineFigures {
  /** Whether this relay is the one that carries; null while there is nothing between which to carry. */
  readonly holdsLease: boolean | null;
  readonly limitsUsed: readonly LimitUsed[];
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

/**
 * Reads them, by indexes and from tables of a few rows. The table of links is read whole: it has a row for each linked channel.
 * @param now ms on this machine's clock
 */
export const readFigures = async (
  database: IsthmusDatabase,
  engine: EngineFigures & { readonly invitations: () => Promise<InviteState | null> },
  now: number,
): Promise<Figures> => {
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
    links: counted(links.map(({ standing }) => healthOf(standing))),
    carriedLinks: links.filter(({ carried }: LinkRow) => carried).length,
    outbox: { rows, oldestSeconds: oldest === null ? 0 : since(oldest, now) },
    discarded: discards.flatMap(({ accountId, reason, count }) => {
      const service = services.get(accountId);
      return service === undefined ? [] : [{ service, reason, count }];
    }),
    connectedPeople: mattermost ? await countClaimants(database, mattermost.id) : 0,
    invitations: await engine.invitations(),
    engine,
  };
};

/** Seconds; none where the clock was put back. */
const since = (then: number, now: number): number => Math.max(0, now - then) / 1_000;

const healthOf = (standing: LinkStanding): LinkHealth =>
  standing.kind === 'side-missing' ? `${standing.service}-side-missing` : standing.kind;

const counted = <Key>(keys: readonly Key[]): ReadonlyMap<Key, number> => {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** The relay's state as JSON, for people and their scripts. */
import type { SharesHeld } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import type { HubFigures } from './hub-gauges.ts';
import { linkHealths, outboxStates } from '../../renderer/relay-health/health.ts';
import type { Figures } from './figures.ts';

export interface Version {
  readonly version: string;
  /** ms. */
  readonly startedAt: number;
}

/** What is there only where the relay has it; undefined where it does not. */
interface MoreStatus {
  readonly hub: HubFigures | null | undefined;
  /** When the refresh token of the Teams user was last renewed, ms; null if that is not known. */
  readonly refreshedAt: number | null | undefined;
}

/** What `/status` answers. Times are seconds; states and reasons are codes. */
export const statusOf = (
  { version, startedAt }: Version,
  figures: Figures,
  { hub, refreshedAt }: MoreStatus,
) => ({
  version,
  startedAt: new Date(startedAt).toISOString(),
  accounts: figures.accounts.map(({ service, state, lagSeconds, progress }) => ({
    service,
    state: state.kind,
    ...('reason' in state ? { reason: state.reason } : {}),
    lagSeconds,
    ...progress,
  })),
  ...(refreshedAt === undefined
    ? {}
    : { signIn: { refreshedAt: refreshedAt === null ? null : new Date(refreshedAt).toISOString() } }),
  lease: leaseOf(figures.engine.shares),
  shares: figures.engine.shares,
  links: { carried: figures.carriedLinks, ...complete(linkHealths, figures.links) },
  connectedPeople: figures.connectedPeople,
  invitations: figures.invitations,
  authors: figures.engine.authors,
  outbox: { oldestSeconds: figures.outbox.oldestSeconds, ...complete(outboxStates, figures.outbox.rows) },
  ...(hub === undefined ? {} : { hub }),
  limitsUsed: figures.engine.limitsUsed,
  discarded: figures.discarded,
});

/** `divided-otherwise`: another relay divides the links into another number of shares, so this one carries nothing. */
const leaseOf = (shares: SharesHeld | null): 'none' | 'held' | 'not-held' | 'divided-otherwise' => {
  if (shares === null) return 'none';
  if (shares.otherDivision !== null) return 'divided-otherwise';
  return shares.held.length > 0 ? 'held' : 'not-held';
};

/** The counts of all keys; 0 for those that were not counted. */
const complete = <Key extends string>(
  keys: readonly Key[],
  counts: ReadonlyMap<Key, number>,
): Readonly<Record<string, number>> => Object.fromEntries(keys.map((key) => [key, counts.get(key) ?? 0]));

/** The figures of `npm run bench -- tenant` as lines for a terminal. */
import type { TenantFigures, TenantHour } from './tenant.ts';

/** The most that a figure with a relay and change notifications may be. */
export const tenantBounds = {
  refused429: 0,
  afterWaitsP95Ms: 5_000,
  membersAfterWaitsP95Ms: 5_000,
  busiestLimitPercent: 50,
} as const satisfies Partial<Record<keyof TenantHour, number>>;

const names: Readonly<Record<Exclude<keyof TenantHour, 'details' | 'busiestLimit'>, string>> = {
  refused429: 'refused (429)',
  requestsPerSecond: 'requests a second',
  freshP50Ms: 'looked at: age, p50 ms',
  freshP95Ms: 'looked at: age, p95 ms',
  afterRelayP95Ms: 'the same, after the relay, p95 ms',
  membersP95Ms: 'all members: age, p95 ms',
  membersAfterRelayP95Ms: 'the same, after the relay, p95 ms',
  connectedAfterRelayP95Ms: 'of connected authors, p95 ms',
  afterWaitsP95Ms: 'looked at: after relay and claim',
  membersAfterWaitsP95Ms: 'all members: after relay and claim',
  busiestLimitPercent: 'most used limit, busiest minute, %',
};

type Bounded = keyof typeof tenantBounds;

export const overTenantBound = (figures: TenantHour): readonly Bounded[] =>
  (Object.keys(tenantBounds) as Bounded[]).filter((name) => (figures[name] ?? 0) > tenantBounds[name]);

/** One line for each figure: with the relay, without change notifications if that was measured, without a relay, the most that the first may be, and whether it is more. */
export const tenantTable = (figures: TenantFigures): string => {
  const over = new Set<string>(overTenantBound(figures));
  const { withoutHub, withoutRelay } = figures;
  const bounds: Readonly<Partial<Record<string, number>>> = tenantBounds;
  const line = (name: string, columns: readonly (number | string | null)[]): string =>
    name.padEnd(36) +
    columns.map((column) => (column === null ? 'no samples' : String(column)).padStart(12)).join('');
  return [
    `${figures.desktops} desktops, ${figures.channels} linked channels, ${figures.minutes} minutes`,
    line('', [
      'relay',
      ...(withoutHub ? ['without hub'] : []),
      ...(withoutRelay ? ['no relay'] : []),
      'at most',
    ]),
    ...(Object.keys(names) as (keyof typeof names)[]).map(
      (name) =>
        line(names[name], [
          figures[name],
          ...(withoutHub ? [withoutHub[name]] : []),
          ...(withoutRelay ? [withoutRelay[name]] : []),
          bounds[name] ?? '',
        ]) + (over.has(name) ? '  over' : ''),
    ),
    'The bound of freshness is about the last two lines (p95, ms). They leave out the latency of change notifications, and the ten seconds in which the relay',
    'waits for a claim of an author who has not connected. The lines above have both.',
    `most used: ${[figures, ...(withoutHub ? [withoutHub] : []), ...(withoutRelay ? [withoutRelay] : [])].map(({ busiestLimit }) => busiestLimit).join(', ')}`,
  ].join('\n');
};

/**
 * `npm run bench -- tenant`: an hour of one tenant with a thousand desktops, with a relay and without one. Desktops and relay
 * are the product's own mirrors, connectors, budgets and hints over a model of Graph with the sandbox's limits; what is modelled is in `assumptions.ts`.
 */
import { parseArgs } from 'node:util';
import type { MinuteCount } from './request-count.ts';
import { type HourFigures, type RelayKind, runTenantHour } from './tenant-hour.ts';

/** Figures of an hour, the main ones first. */
export interface TenantHour {
  readonly refused429: number;
  readonly requestsPerSecond: number;
  /** From writing: how old messages of linked channels are when those who look at the channel have them; null if nobody looked at any. */
  readonly freshP50Ms: number | null;
  readonly freshP95Ms: number | null;
  /** The same from the time at which the relay had pulled the message: without the latency of change notifications. */
  readonly afterRelayP95Ms: number | null;
  /** From writing, for all members whose Isthmus runs. */
  readonly membersP95Ms: number | null;
  /** The same from when the relay had the message. */
  readonly membersAfterRelayP95Ms: number | null;
  /** The same where the author has connected: of others the relay waits ten seconds for a claim. */
  readonly connectedAfterRelayP95Ms: number | null;
  /**
   * What the bound is about: from when the relay had the message, and where the author has not connected from the end of the ten seconds in which
   * it waits for their claim; for those who look, and for all members.
   */
  readonly afterWaitsP95Ms: number | null;
  readonly membersAfterWaitsP95Ms: number | null;
  /** The limit per app and tenant that is used most in its busiest minute, and how much of it. */
  readonly busiestLimit: string;
  readonly busiestLimitPercent: number;
  readonly details: HourFigures;
}

export interface TenantFigures extends TenantHour {
  readonly desktops: number;
  readonly channels: number;
  readonly minutes: number;
  /** Absent unless it was asked for. */
  readonly withoutHub?: TenantHour;
  /** Absent where only the relay was asked for. */
  readonly withoutRelay?: TenantHour;
}

export const tenantHourOf = (details: HourFigures): TenantHour => {
  const [busiestLimit = '', share] =
    Object.entries(details.limits).sort(
      ([, one], [, other]) => other.busiestMinutePercent - one.busiestMinutePercent,
    )[0] ?? [];
  return {
    refused429: details.refused429,
    requestsPerSecond: details.requestsPerSecond,
    freshP50Ms: details.watched.p50Ms,
    freshP95Ms: details.watched.p95Ms,
    afterRelayP95Ms: details.watchedAfterRelay.p95Ms,
    membersP95Ms: details.members.p95Ms,
    membersAfterRelayP95Ms: details.membersAfterRelay.p95Ms,
    connectedAfterRelayP95Ms: details.membersAfterRelayInTeams.p95Ms,
    afterWaitsP95Ms: details.watchedAfterWaits.p95Ms,
    membersAfterWaitsP95Ms: details.membersAfterWaits.p95Ms,
    busiestLimit,
    busiestLimitPercent: share?.busiestMinutePercent ?? 0,
    details,
  };
};

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} takes a whole number from 1, not “${text}”.`);
  return value;
};

/** How many requests of each kind there were in a minute, and how many of them were refused. */
const minuteLine = (counted: MinuteCount): string =>
  [...counted]
    .map(([name, { asked, refused }]) => `${name} ${asked}${refused > 0 ? ` (${refused} refused)` : ''}`)
    .join(', ');

/** Runs the benchmark. `args`: `--desktops N`, `--minutes N` of the hour, `--without-hub` for a third run, with a relay that gets no change notifications, `--relay-only` to leave out the run without one, `--json`. A tenth as many channels as desktops are linked. */
export const benchTenant = async (args: readonly string[]): Promise<TenantFigures> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      desktops: { type: 'string', default: '1000' },
      minutes: { type: 'string', default: '60' },
      'without-hub': { type: 'boolean', default: false },
      'relay-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const desktops = wholeNumber('--desktops', values.desktops);
  const minutes = wholeNumber('--minutes', values.minutes);
  const channels = Math.ceil(desktops / 10);
  const hour = async (relay: RelayKind): Promise<TenantHour> =>
    tenantHourOf(
      await runTenantHour({
        ...{ desktops, channels, minutes, relay, seed: 1 },
        onMinute: (minute, counted) =>
          void process.stderr.write(`${relay}: minute ${minute} of ${minutes}: ${minuteLine(counted)}\n`),
      }),
    );
  const withHub = await hour('with-hub');
  const withoutHub = values['without-hub'] ? { withoutHub: await hour('without-hub') } : {};
  const withoutRelay = values['relay-only'] ? {} : { withoutRelay: await hour('none') };
  return { desktops, channels, minutes, ...withHub, ...withoutHub, ...withoutRelay };
};

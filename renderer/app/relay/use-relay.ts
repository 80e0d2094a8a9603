/** The live queries of the status screen. */
import { useMemo } from 'react';
import {
  readCarriedSince,
  readEngineRow,
  readOutbox,
  type EngineRow,
  type OutboxRow,
} from '../../store/index.ts';
import type { Service } from '../../model/index.ts';
import { healthTables, readRelayHealth, type RelayHealth } from '../../relay-health/health.ts';
import { linkReportTables, readLinkReports, type LinkReport } from '../../relay-health/link-reports.ts';
import { query } from '../queries/query.ts';
import { useNow } from '../world/use-now.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';

const linkReportsQuery = query('relay-links', linkReportTables, readLinkReports);

/** Every link, those that do not count first; undefined until read. */
export const useLinkReports = (): readonly LinkReport[] | undefined => useQuery(linkReportsQuery);

/** How the relay stood at a time, ms on this machine's clock. */
export interface HealthThen {
  readonly at: number;
  readonly health: RelayHealth;
}

export const useRelayHealth = (): HealthThen | undefined => {
  const { now } = useWorld();
  const asked = useMemo(
    () =>
      query('relay-health', healthTables, async (tables): Promise<HealthThen> => {
        const at = now();
        return { at, health: await readRelayHealth(tables, at) };
      }),
    [now],
  );
  return useQuery(asked);
};

const minute = 60_000;

/** How many messages of each side were carried since midnight here. */
export const useCarriedToday = (): Readonly<Record<Service, number>> | undefined => {
  const midnight = new Date(useNow(minute)).setHours(0, 0, 0, 0);
  const asked = useMemo(
    () => query('relay-today', ['carriedCounts'], (tables) => readCarriedSince(tables, midnight)),
    [midnight],
  );
  return useQuery(asked);
};

/** So many refused messages are looked at: their reasons repeat. */
const mostRefused = 500;

const refusedQuery = query(
  'relay-refused',
  ['outbox'],
  async (tables): Promise<readonly OutboxRow[]> => (await readOutbox(tables, mostRefused)).failed,
);

/** What a service refused, the oldest first. */
export const useRefused = (): readonly OutboxRow[] | undefined => useQuery(refusedQuery);

const engineQuery = query('relay-engine', ['engine'], readEngineRow);

const wrongAccountQuery = query(
  'relay-wrong-account',
  ['engine'],
  async (tables): Promise<boolean> => (await readEngineRow(tables))?.state.kind === 'wrong-account',
);

/** Whether the engine has stopped because of an account that does not belong on this computer; undefined until read. */
export const useHasWrongAccount = (): boolean | undefined => useQuery(wrongAccountQuery);

/** What the engine says of itself; undefined before it has run. */
export const useRelayEngine = (): EngineRow | undefined => useQuery(engineQuery);

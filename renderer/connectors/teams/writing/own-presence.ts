/** Sets the user's own presence: the one that they prefer to what Teams finds out by itself. */
import { succeeded, type Change, type Result, type SettablePresence } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import type { JsonRecord } from '../graph/json.ts';
import { readPresences } from '../reading/presence.ts';

/**
 * The pairs of availability and activity that setUserPreferredPresence takes
 * (https://learn.microsoft.com/graph/api/presence-setuserpreferredpresence). It also takes BeRightBack.
 */
const pairs: Readonly<Record<Exclude<SettablePresence, 'automatic'>, JsonRecord>> = {
  online: { availability: 'Available', activity: 'Available' },
  busy: { availability: 'Busy', activity: 'Busy' },
  'do-not-disturb': { availability: 'DoNotDisturb', activity: 'DoNotDisturb' },
  away: { availability: 'Away', activity: 'Away' },
  offline: { availability: 'Offline', activity: 'OffWork' },
};

/**
 * Sets the presence until then (ms on this machine's clock). With null Graph ends it by itself: "busy" and "do not disturb" after a day, the
 * others after seven. The changes hold what Graph shows afterwards: it shows "offline" as long as the user has no running Teams. They are empty
 * if that could not be read.
 */
export const setOwnPresence = async (
  connection: Connection,
  presence: SettablePresence,
  until: number | null,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const { client, me, world } = connection;
  const set =
    presence === 'automatic'
      ? await client.post('/me/presence/clearUserPreferredPresence', {}, signal)
      : await client.post(
          '/me/presence/setUserPreferredPresence',
          {
            ...pairs[presence],
            ...(until === null ? {} : { expirationDuration: lasting(until - world.now()) }),
          },
          signal,
        );
  if (!set.ok) return set;
  const shown = await readPresences(connection, [me], signal);
  return shown.ok ? shown : succeeded([]);
};

/** A duration in ISO 8601, in whole minutes, at least one. */
const lasting = (ms: number): string => `PT${Math.max(1, Math.ceil(ms / 60_000))}M`;

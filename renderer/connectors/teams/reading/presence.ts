/** Reads people's presence. */
import { succeeded, type Change, type PersonId, type Presence, type Result } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { personId, userOf, isUsableId } from '../ids.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import { itemsOf } from '../graph/pages.ts';

const byAvailability: ReadonlyMap<string, Presence> = new Map<string, Presence>([
  ['Available', 'online'],
  ['AvailableIdle', 'online'],
  ['Away', 'away'],
  ['BeRightBack', 'away'],
  ['Busy', 'busy'],
  ['BusyIdle', 'busy'],
  ['DoNotDisturb', 'do-not-disturb'],
  ['Offline', 'offline'],
  ['PresenceUnknown', 'unknown'],
]);

/**
 * Maps Graph's presence to the model's. `OutOfOffice` is an activity: it counts only if the person is away or off-line. A person who is at
 * work is shown so.
 */
export const readTeamsPresence = (presence: JsonRecord): Presence => {
  const known = byAvailability.get(asText(presence.availability) ?? '') ?? 'unknown';
  const isAbsent = known === 'offline' || known === 'away' || known === 'unknown';
  return isAbsent && presence.activity === 'OutOfOffice' ? 'out-of-office' : known;
};

/** Presence of these people in one request (at most 650 ids, facts, graph §1); applications have no presence and are left out. */
export const readPresences = async (
  connection: Connection,
  personIds: readonly PersonId[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const ids = [...new Set(personIds.flatMap((id) => userOf(connection.accountId, id) ?? []))];
  if (ids.length === 0) return succeeded([]);
  const answer = await connection.client.post('/communications/getPresencesByUserId', { ids }, signal);
  if (!answer.ok) return answer;
  return succeeded(
    itemsOf(answer.value).map((item): Change => {
      if (!isUsableId(item.id)) return { kind: 'discarded', reason: 'malformed-person' };
      return {
        kind: 'presence',
        personId: personId(connection.accountId, 'user', item.id),
        presence: readTeamsPresence(item),
      };
    }),
  );
};

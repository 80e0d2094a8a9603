/** Presence of people. */
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

/** Availability as Isthmus has it. Out of office is an activity of somebody who is away or off-line; whoever is at work is shown at work. */
export const readTeamsPresence = (presence: JsonRecord): Presence => {
  const known = byAvailability.get(asText(presence.availability) ?? '') ?? 'unknown';
  const isAbsent = known === 'offline' || known === 'away' || known === 'unknown';
  return isAbsent && presence.activity === 'OutOfOffice' ? 'out-of-office' : known;
};

/** Presence of these people in one request (at most 650 ids, facts, graph §1); applications have none and are left out. */
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

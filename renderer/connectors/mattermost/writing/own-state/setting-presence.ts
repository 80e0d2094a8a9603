/** Sets the user's own status. Their custom status, which lives in their profile, stays as it is. */
import {
  failed,
  succeeded,
  type Change,
  type Result,
  type SettablePresence,
} from '../../../../model/index.ts';
import { changeOfStatus } from '../../reading/people.ts';
import { offline } from '../../rest/failure.ts';
import { isPayload } from '../../rest/reading.ts';
import type { Surroundings } from '../surroundings.ts';

const statusOf: Readonly<Record<SettablePresence, string | null>> = {
  online: 'online',
  away: 'away',
  'do-not-disturb': 'dnd',
  offline: 'offline',
  // Mattermost has neither.
  busy: null,
  automatic: null,
};

/** A status that the user sets holds until they set another, or until `until` (ms) where that is given for "do not disturb". */
export const setOwnStatus = async (
  { rest, context }: Surroundings,
  presence: SettablePresence,
  until: number | null,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const { userId } = context;
  const status = statusOf[presence];
  if (status === null) return failed({ kind: 'refused', status: 0, code: 'no-such-presence' });
  const isLimited = presence === 'do-not-disturb' && until !== null;
  const answer = await rest.sendPath(signal, `/users/${userId}/status`, {
    kind: 'json',
    method: 'PUT',
    value: {
      user_id: userId,
      status,
      // In seconds.
      ...(isLimited ? { dnd_end_time: Math.ceil(until / 1_000) } : {}),
    },
  });
  if (!answer.ok) return answer;
  return isPayload(answer.value)
    ? succeeded([changeOfStatus(answer.value, context)])
    : failed(offline('broken-answer'));
};

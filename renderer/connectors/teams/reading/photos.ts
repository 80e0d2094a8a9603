/** Photos of people, from their profile. */
import { failed, type PersonId, type Result } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { userOf } from '../ids.ts';

/**
 * The profile's photo at 96 pixels, as sharp screens need them for one of 36; one that lives in Entra ID comes as it is (contract, `GET /users/{id}/photos/{size}/$value`; delegated
 * User.ReadBasic.All is enough). Who has none is answered by 404 ImageNotFound. Applications and people of other places have no profile.
 */
export const readTeamsPhoto = async (
  { accountId, client }: Pick<Connection, 'accountId' | 'client'>,
  personId: PersonId,
  signal: AbortSignal,
): Promise<Result<Blob>> => {
  const user = userOf(accountId, personId);
  if (user === null) return failed({ kind: 'not-found' });
  const answer = await client.bytes(`/users/${encodeURIComponent(user)}/photos/96x96/$value`, signal);
  if (answer.ok && !answer.value.type.startsWith('image/'))
    return failed({ kind: 'offline', reason: 'broken-answer', status: null });
  return answer;
};

/** The directory: the user's profile says which Teams user they are. */
import { failed, succeeded, type Change, type Result, type SharedKey } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { changeOfUser } from '../reading/people.ts';
import { isPayload, payloadOf, type Payload } from '../rest/reading.ts';
import { claimOf, withClaim } from '../writing/profile-props.ts';
import type { Surroundings } from '../writing/surroundings.ts';

/**
 * Writes the claim. A patch replaces all props, the custom status too. So all props are read just before, written together, and read back,
 * because another computer or the user's own client may have written in the same moment.
 */
export const writeClaim = async (
  around: Surroundings,
  teams: SharedKey | null,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const before = await readMe(around, signal);
  if (!before.ok) return before;
  const props = payloadOf(before.value.props);
  if (claimOf(props) === teams) return succeeded([changeOfUser(before.value, around.context)]);
  const answer = await around.rest.sendPath(signal, '/users/me/patch', {
    kind: 'json',
    method: 'PUT',
    value: { props: withClaim(props, teams) },
  });
  if (!answer.ok) return answer;
  const after = await readMe(around, signal);
  if (!after.ok) return after;
  // Another client has overwritten the claim already. A later attempt reads the present props and adds the claim to them.
  if (claimOf(payloadOf(after.value.props)) !== teams) return failed(offline('broken-answer'));
  return succeeded([changeOfUser(after.value, around.context)]);
};

const readMe = async ({ rest, context }: Surroundings, signal: AbortSignal): Promise<Result<Payload>> => {
  const answer = await rest.ask(signal, (client) => client.getMe());
  if (!answer.ok) return answer;
  return isPayload(answer.value) && answer.value.id === context.userId
    ? succeeded(answer.value)
    : failed(offline('broken-answer'));
};

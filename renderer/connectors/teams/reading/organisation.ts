/** Reads the organisation's name, or its domain if it has no name. */
import { succeeded, type Result } from '../../../model/index.ts';
import type { Connection } from '../connection.ts';
import { asRecords, asText } from '../graph/json.ts';

/** The properties that `User.Read` shows to members and guests (Graph reference, organization-list). All others are null. */
export const organisationPath = '/organization?$select=id,displayName,verifiedDomains';

/** Null if Graph gives neither. */
export const readOrganisationName = async (
  { client, tenantId }: Connection,
  signal: AbortSignal,
): Promise<Result<string | null>> => {
  const answer = await client.get(organisationPath, signal);
  if (!answer.ok) return answer;
  const own = asRecords(answer.value.value).find(
    ({ id }) => asText(id)?.toLowerCase() === tenantId.toLowerCase(),
  );
  const domains = asRecords(own?.verifiedDomains);
  const domain = domains.find(({ isDefault }) => isDefault === true) ?? domains[0];
  const named = [own?.displayName, domain?.name].map((one) => asText(one)?.trim() ?? '');
  return succeeded(named.find((one) => one !== '') ?? null);
};

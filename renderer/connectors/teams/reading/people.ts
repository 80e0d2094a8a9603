/** Reads people, from lists of members and from the directory by id. */
import { succeeded, type Change, type Person, type PersonId, type Result } from '../../../model/index.ts';
import { getMany } from '../graph/batch.ts';
import type { Connection } from '../connection.ts';
import { isUsableId, personId, userOf } from '../ids.ts';
import { asText, type JsonRecord } from '../graph/json.ts';

/**
 * Members that hold a member's id, also of people who are no Entra users: anonymous guests, phones, Skype and Communication Services users
 * (contract, conversationMember).
 */
const memberIdKeys = [
  'userId',
  'anonymousGuestId',
  'azureCommunicationServicesId',
  'skypeId',
  'phoneNumber',
] as const;

const lowered = (value: unknown): string | null => asText(value)?.toLowerCase() ?? null;

/** A member of a team, channel or chat as a person; null if there is no id. Member lists hold neither principal name nor job title. */
export const readMember = ({ accountId, tenantId }: Connection, member: JsonRecord): Person | null => {
  const id = memberIdKeys.map((key) => member[key]).find(isUsableId);
  if (id === undefined) return null;
  return {
    id: personId(accountId, 'user', id),
    accountId,
    kind: isGuest(tenantId, member) ? 'guest' : 'person',
    displayName: asText(member.displayName) ?? asText(member.email) ?? '',
    handle: '',
    email: lowered(member.email),
    jobTitle: '',
    active: true,
    claims: null,
  };
};

/**
 * Whether a member is a guest. Guests of this tenant have the role `guest` or `Guest` (a member's roles are empty or null). People of other
 * organisations have the id of their own tenant (facts, graph §1).
 */
const isGuest = (tenantId: string, member: JsonRecord): boolean => {
  const roles: readonly unknown[] = Array.isArray(member.roles) ? member.roles : [];
  if (roles.some((role) => lowered(role) === 'guest')) return true;
  const tenant = lowered(member.tenantId);
  if (tenant !== null) return tenant !== tenantId.toLowerCase();
  return asText(member.userId) === null;
};

/** A user of the directory (`/me`, `/users/{id}`) as a person; null if there is no id. */
export const readTeamsUser = ({ accountId }: Connection, user: JsonRecord): Person | null => {
  if (!isUsableId(user.id)) return null;
  const handle = asText(user.userPrincipalName) ?? '';
  return {
    id: personId(accountId, 'user', user.id),
    accountId,
    kind: user.userType === 'Guest' || handle.includes('#EXT#') ? 'guest' : 'person',
    displayName: asText(user.displayName) ?? handle,
    handle,
    email: lowered(user.mail) ?? (handle.includes('#EXT#') ? null : lowered(handle)),
    jobTitle: asText(user.jobTitle) ?? '',
    active: user.accountEnabled !== false,
    claims: null,
  };
};

/** The properties that are asked for. The basic directory permission allows all of them (it would refuse accountEnabled). */
export const userProperties = 'id,displayName,userPrincipalName,mail,jobTitle,userType';

/**
 * People by id, from the directory. Applications, anonymous guests and people of other tenants are not in it and are left out, as are
 * people whom Graph no longer knows. Only a missing permission (all are forbidden) is a failure.
 */
export const readTeamsPeople = async (
  connection: Connection,
  personIds: readonly PersonId[],
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const users = personIds.flatMap((id) => userOf(connection.accountId, id) ?? []);
  const paths = users.map((id) => `/users/${encodeURIComponent(id)}?$select=${userProperties}`);
  const done = new Map<string, Result<JsonRecord>>();
  const asked = await getMany(connection.client, connection.world, paths, done, signal);
  if (!asked.ok) return asked;
  const people = [...done.values()].flatMap((result) =>
    result.ok ? (readTeamsUser(connection, result.value) ?? []) : [],
  );
  const failures = [...done.values()].flatMap((result) => (result.ok ? [] : [result]));
  const [forbidden] = failures.filter(({ failure }) => failure.kind === 'forbidden');
  if (people.length === 0 && forbidden && failures.length === done.size) return forbidden;
  return succeeded(people.map((person): Change => ({ kind: 'person', person })));
};

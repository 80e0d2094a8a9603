/** Which conversations the user wants carried. Their own preferences keep it, one row per Mattermost conversation. */
import { failed, succeeded, type CarryChoice, type Result, type SharedKey } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { isServiceId } from '../ids.ts';
import { isPayload, listOf, nestedOf, payloadOf, stampOf, textOf } from '../rest/reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

/**
 * Preferences are read by category. The server's route takes only letters, digits and underscores in a category; for any other it answers
 * 404, as for an empty category. Category and name hold at most 32 characters; a channel's id has 26.
 */
export const choiceCategory = 'isthmus_carry';
const version = 1;
const longestSharedKey = 512;

/** Reads all choices. Rows that do not have exactly this form are left out. */
export const readChoices = async (
  { rest }: Surroundings,
  signal: AbortSignal,
): Promise<Result<readonly CarryChoice[]>> => {
  const answer = await rest.askPath(signal, `/users/me/preferences/${choiceCategory}`);
  // 404 means that the category is empty.
  if (!answer.ok) return answer.failure.kind === 'not-found' ? succeeded([]) : answer;
  if (!Array.isArray(answer.value)) return failed(offline('broken-answer'));
  return succeeded(listOf(answer.value).flatMap((row) => choiceOf(row) ?? []));
};

const choiceOf = (row: unknown): CarryChoice | null => {
  const { name, category, value } = payloadOf(row);
  if (category !== choiceCategory || !isServiceId(name)) return null;
  const said = payloadOf(nestedOf(textOf(value)));
  const { teams, carried, since } = said;
  if (said.version !== version || !isSharedKey(teams) || typeof carried !== 'boolean') return null;
  const shared = { mattermost: name as SharedKey, teams, carried };
  if (since === undefined) return { ...shared, since: null };
  if (!isPayload(since)) return null;
  const [onMattermost, inTeams] = [stampOf(since.mattermost), stampOf(since.teams)];
  return onMattermost === null || inTeams === null
    ? null
    : { ...shared, since: { mattermost: onMattermost, teams: inTeams } };
};

const isSharedKey = (value: unknown): value is SharedKey =>
  typeof value === 'string' && value !== '' && value.length <= longestSharedKey;

/** Writes one choice. It replaces the earlier choice for that conversation. */
export const writeChoice = async (
  { rest, context }: Surroundings,
  { mattermost, teams, carried, since }: CarryChoice,
  signal: AbortSignal,
): Promise<Result<null>> => {
  if (!isServiceId(mattermost)) return failed({ kind: 'not-found' });
  const value = JSON.stringify({ version, teams, carried, ...(since === null ? {} : { since }) });
  const rows = [{ user_id: context.userId, category: choiceCategory, name: mattermost, value }];
  const answer = await rest.ask(signal, (client) => client.savePreferences('me', rows));
  return answer.ok ? succeeded(null) : answer;
};

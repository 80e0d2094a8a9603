/**
 * What the user chose in Isthmus, in their own preferences: one row per conversation and kind of choice, and one per setting for all
 * conversations.
 */
import {
  digest,
  failed,
  isSharedSetting,
  longestKeyword,
  mostKeywords,
  succeeded,
  type NoticeLevel,
  type OwnChoice,
  type OwnSetting,
  type QuietHours,
  type Result,
  type Service,
  type SharedChoice,
  type SharedKey,
  type Weekday,
} from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { isPayload, listOf, nestedOf, payloadOf, textOf } from '../rest/reading.ts';
import type { Surroundings } from '../writing/surroundings.ts';

/** Read as a whole, as `isthmus_carry` is (`choices.ts`), and beside that: older versions know nothing of it. */
export const ownChoiceCategory = 'isthmus_choice';
const version = 1;
const longestSharedKey = 512;
/** The server takes no more in one request. */
const rowsAtOnce = 100;

/** Every choice; what is not exactly of the form is none. */
export const readOwnChoices = async (
  { rest }: Surroundings,
  signal: AbortSignal,
): Promise<Result<readonly SharedChoice[]>> => {
  const answer = await rest.askPath(signal, `/users/me/preferences/${ownChoiceCategory}`);
  // 404: nothing in that category.
  if (!answer.ok) return answer.failure.kind === 'not-found' ? succeeded([]) : answer;
  if (!Array.isArray(answer.value)) return failed(offline('broken-answer'));
  return succeeded(listOf(answer.value).flatMap((row) => sharedChoiceOf(row) ?? []));
};

const sharedChoiceOf = (row: unknown): SharedChoice | null => {
  const { category, value } = payloadOf(row);
  const said = nestedOf(textOf(value));
  if (category !== ownChoiceCategory || !isPayload(said) || said.version !== version) return null;
  const { service, conversation, at } = said;
  if (conversation === undefined) {
    const setting = settingOf(said.kind, said.value);
    return setting !== null && isTimeOfChoice(at) ? { ...setting, at } : null;
  }
  const choice = choiceOf(said.kind, said.value);
  if (choice === null || !isService(service) || !isSharedKey(conversation) || !isTimeOfChoice(at))
    return null;
  return { ...choice, at, service, conversation };
};

/** A choice from its two parts; null for a kind that this version does not know, or a value that it cannot have. */
const choiceOf = (kind: unknown, value: unknown): OwnChoice | null => {
  switch (kind) {
    case 'favourite':
      return typeof value === 'boolean' ? { kind, value } : null;
    case 'muted-until':
    case 'hidden-up-to':
      return value === null || isTime(value) ? { kind, value } : null;
    case 'notice-level':
      return value === null || isNoticeLevel(value) ? { kind, value } : null;
    default:
      return null;
  }
};

/** A setting from its two parts; null for a kind that this version does not know, or a value that it cannot have. */
const settingOf = (kind: unknown, value: unknown): OwnSetting | null => {
  switch (kind) {
    case 'keywords':
      return isKeywords(value) ? { kind, value } : null;
    case 'quiet': {
      const quiet = value === null ? null : quietOf(value);
      return quiet === undefined ? null : { kind, value: quiet };
    }
    case 'follows-threads':
    case 'do-not-disturb-teams':
    case 'do-not-disturb-mattermost':
      return typeof value === 'boolean' ? { kind, value } : null;
    default:
      return null;
  }
};

const isKeywords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= mostKeywords &&
  value.every((word) => typeof word === 'string' && word !== '' && word.length <= longestKeyword);

/** Undefined: these are no quiet hours. */
const quietOf = (value: unknown): QuietHours | undefined => {
  if (!isPayload(value)) return undefined;
  const { days, from, to } = value;
  return Array.isArray(days) && days.length <= 7 && days.every(isWeekday) && isMinute(from) && isMinute(to)
    ? { days, from, to }
    : undefined;
};

const isWeekday = (value: unknown): value is Weekday =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 6;
const isMinute = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 1_440;

/** `forEver` is later than any date. */
const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The end of the year 9999, ms. A later choice gets the time of the one before and 1 ms, which must stay a time. */
const latestChoice = 253_402_300_799_999;
const isTimeOfChoice = (value: unknown): value is number => isTime(value) && value <= latestChoice;
const isNoticeLevel = (value: unknown): value is NoticeLevel =>
  value === 'all' || value === 'mentions' || value === 'nothing';
const isService = (value: unknown): value is Service => value === 'teams' || value === 'mattermost';
const isSharedKey = (value: unknown): value is SharedKey =>
  typeof value === 'string' && value !== '' && value.length <= longestSharedKey;

const preferenceOf = (choice: SharedChoice): { readonly name: string; readonly value: string } => {
  const { kind, value, at } = choice;
  if (isSharedSetting(choice)) return { name: kind, value: JSON.stringify({ version, kind, value, at }) };
  const { service, conversation } = choice;
  return {
    // A name holds 32 characters, and an id of Teams is longer: the row itself says for which conversation it is.
    name: `${kind}_${digest(`${service} ${conversation}`)}`,
    value: JSON.stringify({ version, service, conversation, kind, value, at }),
  };
};

/** Writes these, each over what was kept for its conversation and kind. */
export const writeOwnChoices = async (
  { rest, context }: Surroundings,
  choices: readonly SharedChoice[],
  signal: AbortSignal,
): Promise<Result<null>> => {
  for (let from = 0; from < choices.length; from += rowsAtOnce) {
    const rows = choices.slice(from, from + rowsAtOnce).map((choice) => ({
      user_id: context.userId,
      category: ownChoiceCategory,
      ...preferenceOf(choice),
    }));
    const answer = await rest.ask(signal, (client) => client.savePreferences('me', rows));
    if (!answer.ok) return answer;
  }
  return succeeded(null);
};

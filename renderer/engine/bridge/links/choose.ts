/** Switches carrying of a link on or off, for this user, on all their computers. */
import { type CarryChoice, type Result, sharedKeyOf, succeeded } from '../../../model/index.ts';
import { readConversationRows, readLinkRow, type LinkRow } from '../../../store/index.ts';
import { choiceFor } from './choices.ts';
import type { LinkDesk } from './desk.ts';
import { areChannels } from './kinds.ts';
import { newestIn, newestNow } from './newest.ts';
import { failedWith, type IntentOutcome, type LinkIntentOf, outcomeOf } from './outcome.ts';

/** Writes the choice, unless the user's preferences say so already. */
export const chooseCarrying = async (
  desk: LinkDesk,
  { linkId, carried }: LinkIntentOf<'carry'>,
  signal: AbortSignal,
): Promise<IntentOutcome> => {
  const link = await readLinkRow(desk.database, linkId);
  if (!link) return failedWith({ kind: 'gone' });
  const before = await desk.memory.readChoices(signal);
  if (!before.ok) return outcomeOf(before.failure);
  const said = choiceFor(before.value, link);
  if (said?.carried === carried && !isWithoutBeginning(said, link))
    return { kind: 'done', choices: before.value };
  const asked = await choiceOf(desk, link, said, carried, signal);
  if (!asked.ok) return outcomeOf(asked.failure);
  const choice = asked.value;
  if (choice === null) return failedWith({ kind: 'gone' });
  const written = await desk.memory.writeChoice(choice, signal);
  if (!written.ok) return outcomeOf(written.failure);
  const others = before.value.filter(({ mattermost }) => mattermost !== choice.mattermost);
  return { kind: 'done', choices: [...others, choice] };
};

/** A link of people has no post that says when it begins. Only a choice that says it counts. */
const isWithoutBeginning = ({ carried, since }: CarryChoice, { source }: LinkRow): boolean =>
  carried && since === null && source.kind === 'people';

/** A link that is switched on begins now: earlier messages of both sides are not carried. Null if one side is not there. */
const choiceOf = async (
  { database, teams: connector }: LinkDesk,
  link: LinkRow,
  said: CarryChoice | null,
  carried: boolean,
  signal: AbortSignal,
): Promise<Result<CarryChoice | null>> => {
  const [mattermost, teams] = await readConversationRows(database, [link.mattermost, link.teams]);
  if (!mattermost || !teams) return succeeded(null);
  // A channel's link was carried all the time, unless the user had switched it off.
  const goesOn = said === null && areChannels(mattermost.kind, teams.kind);
  const choice = { mattermost: sharedKeyOf(link.mattermost), teams: sharedKeyOf(link.teams), carried };
  if (!carried || goesOn) return succeeded({ ...choice, since: null });
  const newest = await newestNow(connector, database, teams, signal);
  if (!newest.ok) return newest;
  const since = { mattermost: (await newestIn(database, mattermost)) + 1, teams: newest.value + 1 };
  return succeeded({ ...choice, since });
};

/** Links two conversations by a post in the Mattermost one, which everybody there can read. */
import {
  type CarryKey,
  type Conversation,
  type ConversationId,
  type LinkNote,
  sharedKeyOf,
} from '../../../model/index.ts';
import {
  readConversationRows,
  readLinkPostIdsOf,
  readLinkRowsAt,
  readMessageRows,
  readTeamRow,
  type IsthmusDatabase,
  type LinkRow,
} from '../../../store/index.ts';
import { linkWords } from '../../../text/copy-words.ts';
import type { LinkDesk } from './desk.ts';
import type { LinkFacts } from './facts.ts';
import { mayBeLinked } from './kinds.ts';
import { newestNow } from './newest.ts';
import { done, failedWith, type IntentOutcome, type LinkIntentOf, outcomeOf } from './outcome.ts';

/** Makes the link, unless an earlier attempt of this intent or somebody else has made it. */
export const makeLink = async (
  desk: LinkDesk,
  intent: LinkIntentOf<'link'>,
  facts: LinkFacts,
  signal: AbortSignal,
): Promise<IntentOutcome> => {
  const { database, memory, rights } = desk;
  const [mattermost, teams] = await readConversationRows(database, [intent.conversationId, intent.teams]);
  if (!mattermost || !teams) return failedWith({ kind: 'gone' });
  if (!mayBeLinked(mattermost.kind, teams.kind))
    return failedWith({ kind: 'refused', code: 'isthmus.kinds' });
  const held = await linkHolding(database, mattermost.id, teams.id);
  if (held?.mattermost === mattermost.id && held.teams === teams.id) return done;
  if (held) return failedWith({ kind: 'linked-already', linkId: held.id });
  const me = facts.me.mattermost;
  const may = await memory.mayLink(mattermost.id, me, signal);
  if (!may.ok) return outcomeOf(may.failure);
  if (!may.value) return failedWith({ kind: 'no-right' });
  rights.learn(mattermost.id, me, true);

  const key = keyOf(intent);
  const found = await findWritten(desk, mattermost.id, key, signal);
  if (found !== null) return found;
  const newest = await newestNow(desk.teams, database, teams, signal);
  if (!newest.ok) return outcomeOf(newest.failure);
  const name = await nameOf(database, teams);
  const note: LinkNote = {
    kind: 'link',
    teams: sharedKeyOf(teams.id),
    name,
    since: newest.value + 1,
    ...(facts.relay.kind === 'beside'
      ? { relay: { mattermost: facts.relay.mattermost, teams: facts.relay.teams } }
      : {}),
  };
  const sentence = linkWords(mattermost.kind === 'group' ? 'group' : 'channel', name, teams.webUrl);
  const written = await memory.link(mattermost.id, note, sentence, { key, note }, signal);
  if (!written.ok) return outcomeOf(written.failure);
  await desk.store(written.value.changes);
  return done;
};

/**
 * The link that holds one of the two conversations. A link whose Teams conversation the user does not see holds the other one for
 * everybody.
 */
const linkHolding = async (
  database: IsthmusDatabase,
  mattermost: ConversationId,
  teams: ConversationId,
): Promise<LinkRow | undefined> => {
  const links = [
    ...(await readLinkRowsAt(database, 'mattermost', [mattermost])),
    ...(await readLinkRowsAt(database, 'teams', [teams])),
  ];
  return links.find(({ standing }) => standing.kind === 'good' || standing.kind === 'side-missing');
};

/** The key of an intent's post. It is the same for every attempt, so that the server and we recognise a repetition. */
const keyOf = ({ id, at, conversationId }: LinkIntentOf<'link'>): CarryKey =>
  `link ${at.toString(36)} ${(id ?? 0).toString(36)} ${sharedKeyOf(conversationId)}`.slice(
    0,
    200,
  ) as CarryKey;

/** The post of an earlier attempt whose answer was lost: if it arrived, it is among the newest posts. Null if there is none. */
const findWritten = async (
  { database, connector, store }: LinkDesk,
  conversationId: ConversationId,
  key: CarryKey,
  signal: AbortSignal,
): Promise<IntentOutcome | null> => {
  const posts = await readLinkPostIdsOf(database, [conversationId]);
  for (const message of await readMessageRows(database, posts)) if (message?.carryKey === key) return done;
  const page = await connector.history(conversationId, null, signal);
  if (!page.ok) return outcomeOf(page.failure);
  const mine = page.value.changes.filter(
    (change) => change.kind === 'message' && change.message.carryKey === key,
  );
  if (mine.length === 0) return null;
  await store(mine);
  return done;
};

/** The team's name, which distinguishes a channel from others of the same name. '' where people name the chat. */
const nameOf = async (database: IsthmusDatabase, { name, teamId }: Conversation): Promise<string> => {
  const team = teamId === null ? undefined : await readTeamRow(database, teamId);
  return team ? `${team.name} / ${name ?? ''}` : (name ?? '');
};

/**
 * Turns the mark of a Mattermost post, which names its counterpart, into a row. Only the user's own posts count for the user's own
 * messages.
 */
import {
  accountOfId,
  type AccountId,
  type ConversationId,
  type CopyNote,
  type MarkNote,
  type Message,
  type MessageId,
  messageOfKey,
  type PersonId,
} from '../../../model/index.ts';
import {
  readAccountRow,
  readCopyRows,
  readCounterpartRow,
  writeCounterpartRow,
  type CounterpartRow,
  type CarriedBy,
  type IsthmusDatabase,
  type LinkRow,
} from '../../../store/index.ts';
import { readTeamsBody } from '../../../text/teams-html/index.ts';
import { carriedByOf, carriesForOthers, relayedByIn, weightOf } from '../decide/relay.ts';
import { relayedPost } from './relayed-line.ts';

/**
 * The row of a post's mark; null if the post has none, or if the mark names a conversation outside of this link. `me`: the user on
 * Mattermost.
 */
export const rowOfNote = (message: Message, link: LinkRow, me: PersonId | null): CounterpartRow | null => {
  const { note } = message;
  if (note?.kind !== 'mark' || message.conversationId !== link.mattermost) return null;
  const account = link.teams.slice(0, link.teams.indexOf('/')) as AccountId;
  const teams = note.teams.map((key) => messageOfKey(account, key));
  const [first] = teams;
  if (first === undefined || !teams.every((id) => id.startsWith(`${link.teams}/`))) return null;
  const carriedBy = carriedByOf(link, 'mattermost', message.authorId, me);
  const shared = {
    linkId: link.id,
    carriedBy,
    ...relayedByIn(carriedBy, message.authorId),
    originBase: null,
    copyBase: null,
    reactions: [],
  } as const;
  if (note.origin === 'mattermost')
    return { ...shared, id: message.id, origin: 'mattermost', copies: teams, parts: teams.length };
  const copies = Array.from({ length: note.part + 1 }, (_, at) => (at === note.part ? message.id : null));
  return { ...shared, id: first, origin: 'teams', copies, parts: note.parts, ...dressingIn(note) };
};

/**
 * The row of the note in a Teams message of the user's, or of the relay's; null if it has none, or if the note names a post outside of this
 * link.
 */
export const rowOfCopy = (
  message: Message,
  link: LinkRow,
  carriedBy: CarriedBy = 'me',
): CounterpartRow | null => {
  const { note } = message;
  if (note?.kind !== 'copy' || message.conversationId !== link.teams || message.deletedAt !== null)
    return null;
  const account = link.mattermost.slice(0, link.mattermost.indexOf('/')) as AccountId;
  const post = messageOfKey(account, note.of);
  if (!post.startsWith(`${link.mattermost}/`)) return null;
  return {
    id: post,
    linkId: link.id,
    origin: 'mattermost',
    carriedBy,
    ...relayedByIn(carriedBy, message.authorId),
    copies: Array.from({ length: note.part + 1 }, (_, at) => (at === note.part ? message.id : null)),
    parts: note.parts,
    originBase: null,
    copyBase: null,
    reactions: [],
    ...dressingIn(note),
  };
};

/**
 * The row of a relay's message that has lost its note, from the line that names its author; null for any other message. The line names no
 * part: it stands in the first. In a further part the author may have written such a line, so nothing is believed of a message that is known as a
 * copy of another post.
 */
const rowOfLine = async (
  database: IsthmusDatabase,
  message: Message,
  link: LinkRow,
  carriedBy: CarriedBy,
): Promise<CounterpartRow | null> => {
  const isRelays = carriedBy === 'relay' || (carriedBy === 'me' && carriesForOthers(link));
  if (!isRelays || message.note !== null || message.deletedAt !== null) return null;
  if (message.conversationId !== link.teams) return null;
  const account = await readAccountRow(database, accountOfId(link.mattermost));
  const post = account ? relayedPost(readTeamsBody(message), account, link.mattermost) : null;
  if (post === null || (await isKnownOf(database, message, post))) return null;
  return {
    ...{ id: post, linkId: link.id, origin: 'mattermost', carriedBy, copies: [message.id], parts: 1 },
    ...relayedByIn(carriedBy, message.authorId),
    ...{ originBase: null, copyBase: null, reactions: [] },
  };
};

/** Whether the user's own rows or the relay's say that a message is a copy of another message than this post. Anybody can write the others. */
const isKnownOf = async (database: IsthmusDatabase, { id }: Message, post: MessageId): Promise<boolean> =>
  (await readCopyRows(database, [id])).some((row) => row.carriedBy !== 'other' && row.id !== post);

const dressingIn = ({ dressing }: MarkNote | CopyNote | CounterpartRow): Pick<CounterpartRow, 'dressing'> =>
  dressing === undefined ? {} : { dressing };

/** Adds one more part to the row of a message that was cut. It is then not known how the two stood when they last agreed. */
const withPart = (held: CounterpartRow, told: CounterpartRow): CounterpartRow => {
  const length = Math.max(held.copies.length, told.copies.length);
  const copies = Array.from({ length }, (_, at) => held.copies[at] ?? told.copies[at] ?? null);
  return { ...dressingIn(told), ...held, copies, parts: Math.max(held.parts, told.parts), copyBase: null };
};

const isMissingIn = (held: CounterpartRow, told: CounterpartRow): boolean =>
  told.origin === held.origin &&
  held.carriedBy === told.carriedBy &&
  told.copies.some((copy, at) => copy !== null && (held.copies[at] ?? null) === null) &&
  !told.copies.some((copy) => copy !== null && held.copies.includes(copy));

/** Whether only notes have made this row so far: both sides were never seen to agree. */
const isOnlyTold = ({ originBase, copyBase }: CounterpartRow): boolean =>
  originBase === null && copyBase === null;

type Told = readonly (readonly [message: Message, link: LinkRow])[];

/**
 * Remembers the marks of posts in the mirror's transaction that stores them. So a Teams message is never taken for new while its post is in
 * the mirror. Rows that exist stay: somebody else's mark cannot replace them. But the mark of the user's own post replaces what a note in
 * Teams said. Returns the Teams conversations with messages of which something new is known.
 */
export const rememberNotes = async (
  database: IsthmusDatabase,
  posts: Told,
  me: PersonId | null,
): Promise<readonly ConversationId[]> => {
  const paired = new Set<ConversationId>();
  for (const [post, link] of posts) {
    const row = rowOfNote(post, link, me);
    if (row === null) continue;
    const held = await readCounterpartRow(database, row.id);
    const isCorrected =
      row.origin === 'mattermost' &&
      held?.carriedBy === 'me' &&
      isOnlyTold(held) &&
      held.copies.join(' ') !== row.copies.join(' ');
    if (held === undefined || weightOf(row) > weightOf(held) || (row.carriedBy === 'me' && isCorrected)) {
      await writeCounterpartRow(database, row);
      paired.add(link.teams);
    }
    // A part that an edit removed is told once more, as deleted.
    else if (row.origin === 'teams' && post.deletedAt === null && isMissingIn(held, row))
      await writeCounterpartRow(database, withPart(held, row));
  }
  return [...paired];
};

/**
 * Remembers the notes in Teams messages of the user and of the relay, which name the posts of which they were made; a relay's message without
 * its note is known by the line that names its author. They are the only trace if a database was
 * lost and the post was deleted before it got its mark. Notes of other people are ignored: their posts have marks.
 */
export const rememberCopies = async (
  database: IsthmusDatabase,
  messages: Told,
  me: PersonId | null,
): Promise<readonly ConversationId[]> => {
  const paired = new Set<ConversationId>();
  for (const [message, link] of messages) {
    const carriedBy = carriedByOf(link, 'teams', message.authorId, me);
    const row =
      carriedBy === 'other'
        ? null
        : (rowOfCopy(message, link, carriedBy) ?? (await rowOfLine(database, message, link, carriedBy)));
    if (row !== null && (await rememberCopy(database, message, row))) paired.add(link.teams);
  }
  return [...paired];
};

/** Remembers what a Teams message says of itself. Whether that is to be believed, the caller decides. False if it was known. */
export const rememberCopy = async (
  database: IsthmusDatabase,
  message: Message,
  row: CounterpartRow,
): Promise<boolean> => {
  const held = await readCounterpartRow(database, row.id);
  if (held === undefined || weightOf(row) > weightOf(held)) await writeCounterpartRow(database, row);
  else if (isOnlyTold(held) && isMissingIn(held, row))
    await writeCounterpartRow(database, withPart(held, row));
  else {
    // Teams may remove the note at a later edit. The row keeps what the note said of the dressing.
    if (held.dressing === undefined && held.copies[0] === message.id && row.dressing !== undefined)
      await writeCounterpartRow(database, { ...held, dressing: row.dressing });
    return false;
  }
  return true;
};

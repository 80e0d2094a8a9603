/** What a Mattermost post says of its counterpart, as a row. Only the user's own posts speak for the user's own messages. */
import {
  type AccountId,
  type ConversationId,
  type CopyNote,
  type MarkNote,
  type Message,
  messageOfKey,
  type PersonId,
} from '../../../model/index.ts';
import {
  readCounterpartRow,
  writeCounterpartRow,
  type CounterpartRow,
  type IsthmusDatabase,
  type LinkRow,
} from '../../../store/index.ts';

/** The row that a post's mark makes; null for posts without one, and for marks that point elsewhere than this link. `me`: on Mattermost. */
export const rowOfNote = (message: Message, link: LinkRow, me: PersonId | null): CounterpartRow | null => {
  const { note } = message;
  if (note?.kind !== 'mark' || message.conversationId !== link.mattermost) return null;
  const account = link.teams.slice(0, link.teams.indexOf('/')) as AccountId;
  const teams = note.teams.map((key) => messageOfKey(account, key));
  const [first] = teams;
  if (first === undefined || !teams.every((id) => id.startsWith(`${link.teams}/`))) return null;
  const shared = {
    linkId: link.id,
    mine: message.authorId === me,
    originBase: null,
    copyBase: null,
    reactions: [],
  } as const;
  if (note.origin === 'mattermost')
    return { ...shared, id: message.id, origin: 'mattermost', copies: teams, parts: teams.length };
  const copies = Array.from({ length: note.part + 1 }, (_, at) => (at === note.part ? message.id : null));
  return { ...shared, id: first, origin: 'teams', copies, parts: note.parts, ...dressingIn(note) };
};

/** The row that a note in a Teams message of the user makes; null without one, and for notes that point elsewhere than this link. */
export const rowOfCopy = (message: Message, link: LinkRow): CounterpartRow | null => {
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
    copies: Array.from({ length: note.part + 1 }, (_, at) => (at === note.part ? message.id : null)),
    parts: note.parts,
    mine: true,
    originBase: null,
    copyBase: null,
    reactions: [],
    ...dressingIn(note),
  };
};

const dressingIn = ({ dressing }: MarkNote | CopyNote | CounterpartRow): Pick<CounterpartRow, 'dressing'> =>
  dressing === undefined ? {} : { dressing };

/** What is known of a split message with one more of its parts; how they stood when they last agreed is then not known. */
const withPart = (held: CounterpartRow, told: CounterpartRow): CounterpartRow => {
  const length = Math.max(held.copies.length, told.copies.length);
  const copies = Array.from({ length }, (_, at) => held.copies[at] ?? told.copies[at] ?? null);
  return { ...dressingIn(told), ...held, copies, parts: Math.max(held.parts, told.parts), copyBase: null };
};

const isMissingIn = (held: CounterpartRow, told: CounterpartRow): boolean =>
  told.origin === held.origin &&
  held.mine === told.mine &&
  told.copies.some((copy, at) => copy !== null && (held.copies[at] ?? null) === null) &&
  !told.copies.some((copy) => copy !== null && held.copies.includes(copy));

/** Whether nothing but notes has made this row so far: both sides were never seen to agree. */
const isOnlyTold = ({ originBase, copyBase }: CounterpartRow): boolean =>
  originBase === null && copyBase === null;

type Told = readonly (readonly [message: Message, link: LinkRow])[];

/**
 * Remembers the marks of posts as they are stored, in the mirror's own transaction: so a Teams message is never taken for new while
 * its post is in the mirror. What is known already stays: a mark of somebody else's cannot take its place; but what a post of the user
 * says goes before what a note in Teams said. Comes back with the Teams conversations of whose messages something new is known.
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
      held?.mine === true &&
      isOnlyTold(held) &&
      held.copies.join(' ') !== row.copies.join(' ');
    if (held === undefined || (row.mine && (!held.mine || isCorrected))) {
      await writeCounterpartRow(database, row);
      paired.add(link.teams);
    }
    // A part that an edit took away comes once more when it is told as deleted.
    else if (row.origin === 'teams' && post.deletedAt === null && isMissingIn(held, row))
      await writeCounterpartRow(database, withPart(held, row));
  }
  return [...paired];
};

/**
 * Remembers what Teams messages of the user say of the posts they were made of: the only trace where a database was lost and the post
 * was deleted, before it was marked. Of others nothing is taken: their posts speak for them.
 */
export const rememberCopies = async (
  database: IsthmusDatabase,
  messages: Told,
  me: PersonId | null,
): Promise<readonly ConversationId[]> => {
  const paired = new Set<ConversationId>();
  for (const [message, link] of messages) {
    const row = message.authorId === me ? rowOfCopy(message, link) : null;
    if (row === null) continue;
    const held = await readCounterpartRow(database, row.id);
    if (held?.mine !== true) await writeCounterpartRow(database, row);
    else if (isOnlyTold(held) && isMissingIn(held, row))
      await writeCounterpartRow(database, withPart(held, row));
    else {
      // Teams may drop the note with a later edit; the row keeps what it said of what stands around the text.
      if (held.dressing === undefined && held.copies[0] === message.id && row.dressing !== undefined)
        await writeCounterpartRow(database, { ...held, dressing: row.dressing });
      continue;
    }
    paired.add(link.teams);
  }
  return [...paired];
};

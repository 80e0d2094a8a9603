/**
 * Finds posts that were carried but not marked yet, and the Teams messages that they became, and joins them. This is needed after another
 * computer of the user carried, or after the database was lost. They are found by their text and order or, if one of them was edited
 * meanwhile, by most of the text. Nothing may be sent before that (design, decision 2).
 */
import { isWrittenHere, type Message, type MessageId, type Service, writerOf } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import {
  readCounterpartRowsOf,
  readMessagesFrom,
  writeCounterpartRow,
  type CounterpartRow,
  type IsthmusDatabase,
  type LinkRow,
} from '../../../store/index.ts';
import type { CarryContext } from '../context.ts';
import { acrossDocument } from '../text/across.ts';
import { splitDocument } from '../../../text/document/split/split.ts';
import { closestEdition } from '../../sending/editions.ts';
import { fingerprint } from '../../../text/fingerprint.ts';
import { directoryFor } from '../text/directory-for.ts';
import { carriedText, mentionable } from '../text/drafting.ts';
import { presentCopies } from '../text/parts.ts';
import { notedDressing, undressed } from '../text/undressing.ts';

/** A message that was refused or given up has no mark either. */
const mostUnmarked = 3;

/** Joins the messages of one link that belong together. Its histories must be in the mirror. */
export const adoptOrphans = async (context: CarryContext, link: LinkRow): Promise<void> => {
  const { database, me } = context;
  const { joined, posts, messages } = await matchByText(context, link, await unknownOnes(database, link, me));
  for (const row of joined) await writeCounterpartRow(database, row);
  await adoptEdited(database, link, posts, messages);
};

/** Posts of one author, and what they became. The rows are the user's own; whoever joins for somebody else says so in them. */
export interface Matched {
  readonly joined: readonly CounterpartRow[];
  /** Posts of one part each of which nothing was found, oldest first. */
  readonly posts: readonly Said[];
  /** Messages that belong to none of the posts, oldest first. */
  readonly messages: readonly Said[];
}

/** Finds, among messages of one author of which nothing is known, those that were made of posts: by the same text, and in order. */
export const matchByText = async (
  { database, sides, me }: CarryContext,
  link: LinkRow,
  unknown: Readonly<Record<Service, readonly Message[]>>,
): Promise<Matched> => {
  const accounts = { teams: sides.teams.accountId, mattermost: sides.mattermost.accountId };
  const { measure, longest } = sides.teams.writing;
  const messages = unknown.teams.map((message) => ({ message, text: sides.teams.writing.read(message) }));
  const joined: CounterpartRow[] = [];
  const posts: Said[] = [];
  for (const post of unknown.mattermost) {
    if (post.carryKey !== null && !isWrittenHere(post.carryKey)) continue;
    const said = sides.mattermost.writing.read(post);
    const directory = await directoryFor(database, { accounts, me }, said);
    const text = acrossDocument(carriedText(post, 'mattermost', said), directory, mentionable(link));
    const parts = splitDocument(text, (part) => measure(part) <= longest).map(fingerprint);
    const copies: MessageId[] = [];
    for (const part of parts) {
      const at = messages.findIndex((candidate) => fingerprint(bare(candidate, text)) === part);
      const [found] = at < 0 ? [] : messages.splice(at, 1);
      // If a part is missing, the later parts were not sent either.
      if (!found) break;
      copies.push(found.message.id);
    }
    if (copies.length > 0) joined.push(rowOf(link, post, copies, parts.length));
    else if (parts.length === 1) posts.push({ message: post, text });
  }
  return { joined, posts, messages };
};

/**
 * Copies are sent one after the other, and each is marked before the next is sent. So of all unmarked posts only the oldest can have been
 * sent, and only as the oldest message of which nothing is known. Messages that were written after these are no copies, however similar.
 */
export const perhapsSent = (all: readonly Said[]): readonly Said[] => all.slice(0, mostUnmarked);

const adoptEdited = async (
  database: IsthmusDatabase,
  link: LinkRow,
  posts: readonly Said[],
  messages: readonly Said[],
): Promise<void> => {
  const edited = [...perhapsSent(messages)];
  for (const post of perhapsSent(posts)) {
    const some = edited.filter(({ message }) => (message.editedAt ?? post.message.editedAt) !== null);
    const found = closestEdition(post.text, some, (copy) => bare(copy, post.text));
    if (found === undefined) continue;
    edited.splice(edited.indexOf(found), 1);
    await writeCounterpartRow(database, rowOf(link, post.message, [found.message.id], 1));
  }
};

export interface Said {
  readonly message: Message;
  readonly text: Document;
}

/** The text of a message without the dressing that it has if it is a copy of this post. */
export const bare = ({ message, text }: Said, post: Document): Document =>
  undressed(text, post, notedDressing(null, [message]));

const rowOf = (
  link: LinkRow,
  post: Message,
  copies: readonly MessageId[],
  parts: number,
): CounterpartRow => ({
  id: post.id,
  linkId: link.id,
  origin: 'mattermost',
  copies,
  parts,
  carriedBy: 'me',
  originBase: null,
  copyBase: null,
  reactions: [],
});

/** The user's own messages of a link of which nothing is known, oldest first. */
const unknownOnes = async (
  database: IsthmusDatabase,
  link: LinkRow,
  me: CarryContext['me'],
): Promise<Readonly<Record<Service, readonly Message[]>>> => {
  const rows = await readCounterpartRowsOf(database, link.id);
  // Only the user's own rows and the relay's count for the user's own messages.
  const known = new Set(
    rows
      .filter(({ carriedBy }) => carriedBy !== 'other')
      .flatMap(({ id, copies }) => [id, ...presentCopies(copies)]),
  );
  const on = async (service: Service): Promise<readonly Message[]> => {
    const all = await readMessagesFrom(database, link[service], link.since[service]);
    return all.filter(
      (message) =>
        writerOf(message) === me[service] &&
        message.kind === 'message' &&
        message.deletedAt === null &&
        !known.has(message.id),
    );
  };
  return { mattermost: await on('mattermost'), teams: await on('teams') };
};

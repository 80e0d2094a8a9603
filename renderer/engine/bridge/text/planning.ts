/** Plans what the other side is to show: the messages that a message becomes, and what an edit changes in them. */
import type { Draft, Speaker, WritingCapability } from '../../../connectors/writing.ts';
import {
  type ConversationId,
  type DressingNote,
  type Message,
  otherService,
  type Service,
  type TwinSides,
} from '../../../model/index.ts';
import type { Block, Document } from '../../../text/document/index.ts';
import { paragraph, textInline } from '../../../text/document/index.ts';
import {
  readConversationRow,
  readMessageRow,
  readPersonRow,
  type CarriedFile,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import { deletedWords } from '../../../text/copy-words.ts';
import { acrossDocument } from './across.ts';
import { answeredBy, carriedText, draftBack, draftOf, type Drafting } from './drafting.ts';
import { directoryFor } from './directory-for.ts';
import { dressed, dressingOf, noteOfDressing, namedBy } from './dressing.ts';
import { dressingSeen, notedDressing } from './undressing.ts';
import { uploadedOf } from '../../sending/files.ts';
import type { Gathered } from '../decide/gather.ts';
import { joinParts, partsOf, presentCopies } from './parts.ts';

export interface Planning {
  readonly database: IsthmusDatabase;
  readonly sides: TwinSides;
  readonly writing: Readonly<Record<Service, WritingCapability>>;
  /** This machine's clock, ms. */
  readonly now: number;
}

/** The messages that a message becomes, in order, and what stands around its text in them. */
export interface Plan {
  readonly drafts: readonly Draft[];
  readonly dressing: DressingNote;
}

/** Plans how a message goes across. `files`: how far its files have come. */
export const planOf = async (
  planning: Planning,
  { message, service, link, root, row, copies, speaker }: Gathered,
  files: readonly CarriedFile[],
): Promise<Plan> => {
  const { database, writing, sides, now } = planning;
  const target = otherService(service);
  const answered = await answeredText(planning, message, service);
  const place = await readConversationRow(database, link[service]);
  const missing = files.flatMap(({ of, instead }) => {
    const file = message.files.find(({ id }) => id === of);
    return file && instead ? [{ file, why: instead, place: place?.webUrl ?? null }] : [];
  });
  const text = writing[service].read(message);
  const facts = { now, quoted: root.kind === 'never' ? answered : null, missing };
  const drafting: Omit<Drafting, 'dressing'> = {
    service,
    text,
    directory: await directoryFor(database, sides, text),
    link,
    root,
    toChat: target === 'teams' && (await isChat(database, link.teams)),
    showsAnswered: root.kind === 'carried' || answered !== null,
    files: uploadedOf(message, files),
  };
  const bare = dressingOf(message, { ...facts, speaker: null });
  const unnamed = draftOf(message, { ...drafting, dressing: bare });
  const isShown = writing[target].showsSpeaker?.() === true;
  // A name alone is no message.
  const named = speaker === null || isShown || saysNothing(unnamed) ? null : speaker;
  const dressing = named === null ? bare : dressingOf(message, { ...facts, speaker: named });
  const draft: Draft = {
    ...(named === null ? unnamed : draftOf(message, { ...drafting, dressing })),
    ...(speaker !== null && isShown ? { speaker } : {}),
  };
  // In a channel, further parts are replies to the first, so that nobody's words come between.
  const first = row === null ? undefined : presentCopies(row.copies)[0];
  const thread = copies[0]?.threadId ?? draft.threadId;
  const isBelow = first !== undefined && thread === '' && !(await isChat(database, link[target]));
  const below = isBelow ? first : thread;
  return {
    drafts: partsOf(draft, writing[target]).map((part, at) =>
      at === 0 ? part : { ...part, threadId: below },
    ),
    dressing: noteOfDressing(dressing),
  };
};

/** Whether a draft has nothing that anybody would see; both services refuse such a message. */
export const saysNothing = ({ document, subject, files }: Draft): boolean =>
  files.length === 0 && subject === null && isBlank(document.blocks);

const isBlank = (blocks: readonly Block[]): boolean =>
  blocks.every(
    (block) =>
      block.kind === 'paragraph' &&
      block.children.every((inline) => inline.kind === 'text' && inline.text.trim() === ''),
  );

/** The messages that an edit writes: into the copies, part by part, or back into the origin. */
export const draftsOfEdit = async (
  { database, writing, sides }: Planning,
  { decision, row, origin, copies, link, root, speaker }: Gathered,
): Promise<readonly Draft[]> => {
  if (decision.kind !== 'edit' || row === null || origin === null) return [];
  const target = otherService(row.origin);
  const there = writing[target];
  const originText = writing[row.origin].read(origin);
  const alive = copies.filter(({ deletedAt }) => deletedAt === null);
  const text = joinParts(alive.map((copy) => there.read(copy)));
  const [copy] = alive;
  const noted = notedDressing(row, alive);
  const directory = await directoryFor(database, sides, originText, text);
  if (decision.from === 'copy')
    return copy === undefined ? [] : [draftBack(copy, { text, noted, origin, originText, directory, link })];
  const draft = draftOf(origin, {
    service: row.origin,
    text: originText,
    directory,
    link,
    root,
    toChat: target === 'teams' && (await isChat(database, link.teams)),
    showsAnswered: root.kind !== 'none',
    dressing: namedBy(
      dressingSeen(carriedText(origin, row.origin, originText), text, noted),
      namedIn(noted, speaker),
    ),
    // An edit does not change files; they decide which of them the text shows as pictures.
    files: origin.files
      .filter(({ isImage }) => isImage)
      .map(({ id, name }) => ({ handle: '', name, of: id })),
  });
  const isShown = there.showsSpeaker?.() === true && noted?.speaker === undefined;
  const spoken = speaker !== null && isShown ? { ...draft, speaker } : draft;
  return partsOf(spoken, { longest: there.longest, measure: there.measure, filesPerMessage: null });
};

/** The author whom a copy's text has to name, because it named one when it was written; null if it has to name nobody. */
const namedIn = (noted: DressingNote | null, speaker: Speaker | null): Speaker | null =>
  noted?.speaker === undefined ? null : speaker;

/** The words in place of a deleted message that others have answered. A copy that names its author names them still. */
export const emptied = ({ message, speaker, row, copies }: Gathered): Draft => ({
  document: dressed(
    namedBy({ speaker: null, above: [], below: [] }, namedIn(notedDressing(row, copies), speaker)),
    {
      blocks: [paragraph({ kind: 'emphasis', children: [textInline(deletedWords)] })],
    },
  ),
  subject: null,
  importance: message.importance,
  threadId: '',
  quotes: null,
  files: [],
});

/** The message that this one answers, in the other side's words, and who wrote it; null if it is deleted or not in the mirror. */
const answeredText = async (
  { database, writing, sides }: Planning,
  message: Message,
  service: Service,
): Promise<{ readonly text: Document; readonly name: string } | null> => {
  const id = answeredBy(message, service);
  const answered = id === null ? undefined : await readMessageRow(database, id);
  if (answered?.deletedAt !== null || answered.blocked) return null;
  const author = answered.authorId ? await readPersonRow(database, answered.authorId) : undefined;
  const text = writing[service].read(answered);
  const directory = await directoryFor(database, sides, text);
  return {
    text: acrossDocument(text, directory, { people: false, everyone: false }),
    name: answered.authorName ?? author?.displayName ?? '',
  };
};

/** Chats, direct and group messages belong to no team. */
const isChat = async (database: IsthmusDatabase, id: ConversationId): Promise<boolean> =>
  (await readConversationRow(database, id))?.teamId === null;

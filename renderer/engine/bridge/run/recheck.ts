/**
 * Whether an attempt whose answer was lost happened: looks at what the other side has since it began (design, decision 5). Graph takes no
 * key that would tell a request from its repetition, and who edits the copy in Teams takes its note away.
 */
import type { Change, Message, MessageId, Result } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import { succeeded } from '../../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase, LinkRow, OutboxRow } from '../../../store/index.ts';
import { type CarryContext, otherSide } from '../context.ts';
import { fingerprint } from '../text/drafting.ts';
import { undressed } from '../text/dressing.ts';
import { closestEdition } from '../text/editions.ts';
import type { Sending } from './outbox.ts';
import { presentCopies } from '../text/parts.ts';
import { rowOfSent } from './perform.ts';

type SendAct = Extract<Sending['act'], { kind: 'send' }>;

/** Pages looked at for one attempt at most; an attempt is looked for soon after it was made. */
const mostPages = 20;

/** The user may have written there in the same moment. */
const mostUnknown = 2;

/** The row that the attempt made; null when it did not happen, or when the post it made has said so itself (its mark). */
export const findAttempt = async (
  context: CarryContext,
  row: OutboxRow,
  sending: Sending,
): Promise<Result<CounterpartRow | null>> => {
  const { database } = context;
  const [link, message] = await Promise.all([
    database.links.get(row.linkId),
    database.messages.get(row.messageId),
  ]);
  const { act } = sending;
  if (!link || !message || act.kind !== 'send') return succeeded(null);
  const target = otherSide(row.service);
  const read = await readSince(context, link, target, sending.after);
  if (!read.ok) return read;
  if (target === 'mattermost') {
    // What was deleted since is not in the history, and would be written a second time.
    const deleted = await context.memory.deletedSince(link.mattermost, sending.after, context.signal);
    if (!deleted.ok) return deleted;
    await context.store('mattermost', deleted.value);
  }
  // A message carries its note from the first, and notes are remembered as they are stored (notes.ts): by now the row is there.
  if (target === 'mattermost' || (await isPartThere(database, row.messageId, act.part)))
    return succeeded(null);
  const found = await copyOf(context, link, message, act, sending.after);
  if (found === null) return succeeded(null);
  const known = (await database.counterparts.get(message.id)) ?? null;
  const earlier = known === null || act.part === 0 ? [] : presentCopies(known.copies);
  const copies = (await database.messages.bulkGet(earlier)).filter((copy) => copy !== undefined);
  const made = rowOfSent(
    { link, service: row.service, message, row: known },
    {
      id: found.copy.id,
      part: act.part,
      parts: act.parts,
      copies: copies.length === earlier.length ? [...copies, found.copy] : [],
    },
  );
  // Edited by hand since: which of the two was edited last has the word (decide.ts).
  if (found.isEdited) return succeeded({ ...made, originBase: null, copyBase: null });
  // Edited since it was sent: told apart from the form that was carried, so that the edit follows.
  return succeeded(
    message.version === act.version
      ? made
      : { ...made, originBase: { deleted: false, text: 'sent in another form' } },
  );
};

/** The Teams message that an attempt made; null when there is none. `isEdited`: its author has edited it there since. */
const copyOf = async (
  { database, me, sides }: CarryContext,
  link: LinkRow,
  message: Message,
  act: SendAct,
  after: number,
): Promise<{ readonly copy: Message; readonly isEdited: boolean } | null> => {
  const candidates: { readonly copy: Message; readonly text: Document }[] = [];
  for (const copy of await since(database, link, 'teams', after))
    if (
      copy.authorId === me.teams &&
      copy.kind === 'message' &&
      copy.deletedAt === null &&
      !(await isKnown(database, copy))
    )
      candidates.push({ copy, text: sides.teams.writing.read(copy) });
  const same = candidates.find(
    ({ copy, text }) => copy.blocked !== true && attemptText(text, copy.files.length) === act.text,
  );
  if (same) return { copy: same.copy, isEdited: false };
  // What rules hid at once does not show its text any more: sent once more it would stand there twice.
  const hidden = candidates.find(({ copy }) => copy.blocked === true);
  if (hidden) return { copy: hidden.copy, isEdited: false };
  if (act.parts > 1) return null;
  const own = sides.mattermost.writing.read(message);
  // What it made is the oldest of which nothing is known; what the user wrote there since is nobody's copy, however much alike.
  const edited = candidates.slice(0, mostUnknown).filter(({ copy }) => copy.editedAt !== null);
  const closest = closestEdition(own, edited, ({ text }) => undressed(text, own));
  return closest === undefined ? null : { copy: closest.copy, isEdited: true };
};

/** Whether it is known by now that this part of a message's counterpart was written. */
export const isPartThere = async (
  database: IsthmusDatabase,
  id: MessageId,
  part: number,
): Promise<boolean> => {
  const row = await database.counterparts.get(id);
  return row?.mine === true && (row.copies[part] ?? null) !== null;
};

/** What tells an attempt's message from others: its text, and how many files it has (each side names them as it likes). */
export const attemptText = (document: Document, files: number): string => `${fingerprint(document)} ${files}`;

const since = (
  database: IsthmusDatabase,
  link: LinkRow,
  target: OutboxRow['service'],
  after: number,
): Promise<Message[]> =>
  database.messages
    .where('[conversationId+createdAt]')
    .between([link[target], after], [link[target], Infinity], true, true)
    .toArray();

/** Only the user's own rows speak: anybody can mark a post of theirs as belonging to a message of the user. */
const isKnown = async (database: IsthmusDatabase, { id }: Message): Promise<boolean> =>
  [
    ...(await database.counterparts.where('id').equals(id).toArray()),
    ...(await database.counterparts.where('copies').equals(id).toArray()),
  ].some(({ mine }) => mine);

/** Brings the mirror up to date back to `after` (ms on the target's clock); all at once, since pages come newest first. */
const readSince = async (
  { sides, store, signal }: CarryContext,
  link: LinkRow,
  target: OutboxRow['service'],
  after: number,
): Promise<Result<null>> => {
  let position: string | null = null;
  const all: Change[] = [];
  for (let pages = 0; pages < mostPages; pages += 1) {
    const answer = await sides[target].connector.history(link[target], position, signal);
    if (!answer.ok) return answer;
    const { changes, next } = answer.value;
    all.push(...changes);
    const oldest = changes.reduce(
      (least, change) => (change.kind === 'message' ? Math.min(least, change.message.createdAt) : least),
      Infinity,
    );
    if (next === null || oldest < after) break;
    position = next;
  }
  // Among them is what others wrote meanwhile.
  await store(target, all, 'changes');
  return succeeded(null);
};

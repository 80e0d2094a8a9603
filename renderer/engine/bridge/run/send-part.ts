/**
 * Sends one part of a message's counterpart: uploads its files, writes down that it is about to be sent, sends it, and remembers the
 * result.
 */
import { otherService } from '../../../model/index.ts';
import {
  type CarriedFile,
  type OutboxRow,
  writeCounterpartRow,
  readOutboxRow,
  setOutboxFiles,
  setOutboxState,
} from '../../../store/index.ts';
import { triesOf } from '../../sending/attempt.ts';
import { bringFiles } from '../../sending/files.ts';
import type { CarryContext } from '../context.ts';
import { answeredAt } from '../decide/author.ts';
import { endRow } from '../decide/deciding.ts';
import { type Gathered, knownCounterpart } from '../decide/gather.ts';
import { notedDressing } from '../text/undressing.ts';
import { canBeRead, failRow, performingOf, planningOf, rememberAct, sidesOf } from './carry-work.ts';
import { tellSent } from '../tell-carried.ts';
import { formIn, performSend, rowOfSent } from './perform.ts';
import { writeAhead } from './write-ahead.ts';

/** False if it was not sent, or not certainly. */
export const sendPart = async (
  context: CarryContext,
  row: OutboxRow,
  gathered: Gathered,
  part: number,
): Promise<boolean> => {
  const target = otherService(gathered.service);
  const files = await filesThere(context, row, gathered);
  // Files may take long, and others may have carried meanwhile.
  if (files === null || !context.mayGoOn(gathered.link.id)) return false;
  if (gathered.row === null && (await isToDecideAgain(context, row, gathered))) return true;
  const ahead = await writeAhead(planningOf(context), row, gathered, { part, files });
  if (ahead.kind === 'has-all-parts') return hasAllParts(context, row, gathered);
  if (ahead.kind === 'says-nothing') return leave(context, row);
  if (ahead.kind === 'given-up') return false;
  const { draft, of } = ahead;
  const answer = await performSend(performingOf(context), gathered, draft, of);
  // Before it is sent again the conversation is read (recheck.ts).
  if (!answer.ok) return failRow(context, row.messageId, answer.failure, { isReadable: false });
  const { changes, id } = answer.value;
  const form = formIn(changes, id);
  const copies = part === 0 ? [] : gathered.copies;
  const all = form === null || copies.length !== part ? [] : [...copies, form];
  const sent = rowOfSent(gathered, {
    ...of,
    // The service may have put a line for the importance above the text.
    dressing: (form && notedDressing(null, [form])) ?? of.dressing,
    id,
    copies: all,
  });
  const { speaker, author, message } = gathered;
  // Only who has not connected is counted, and invited one day.
  const relayed = part === 0 && speaker !== null && author.kind === 'unconnected' ? message : null;
  await rememberAct(context, row.messageId, target, { changes, unseen: [], row: sent }, relayed);
  if (part === 0) await tellSent(context, row, gathered, files);
  return true;
};

/** An answer about the author's claim that is older than this when the files are there is asked for anew, ms. */
const answerLasts = 30_000;

/**
 * Whether a new message is to be decided again, because something became known while its files were on their way: that it was carried, or that
 * its author is back. A relay also asks anew whether they have connected. The row then waits for that answer, with its files.
 */
const isToDecideAgain = async (
  context: CarryContext,
  { messageId }: OutboxRow,
  { link, message, author, questions }: Gathered,
): Promise<boolean> => {
  const { world, database, claims, taken } = context;
  if ((await knownCounterpart(database, sidesOf(context), link, message)) !== null) return true;
  if (author.kind === 'away') {
    const standing = taken.standingOf(author.as, link, message);
    return standing.kind !== 'away' || standing.carried !== 'no';
  }
  const now = world.now();
  if (questions === null || now - answeredAt(questions, (of) => claims.askedAt(of)) <= answerLasts)
    return false;
  await setOutboxState(database, messageId, { kind: 'waiting', why: 'author-settles', until: now, tries: 0 });
  return true;
};

const hasAllParts = async (
  { database }: CarryContext,
  { messageId }: OutboxRow,
  { row }: Gathered,
): Promise<boolean> => {
  if (row === null) return false;
  await writeCounterpartRow(database, { ...row, parts: Math.max(1, row.copies.length) });
  await setOutboxState(database, messageId, { kind: 'queued' });
  return true;
};

/** The message stays where it is, and is counted. */
const leave = async ({ database }: CarryContext, row: OutboxRow): Promise<true> => {
  await database.transaction('rw', database.outbox, database.notCarried, async () =>
    endRow(database, row, 'empty'),
  );
  return true;
};

/** Uploads the message's files. At the end each is there, or is known not to go; null if that has to be tried again. */
const filesThere = async (
  context: CarryContext,
  row: OutboxRow,
  { message, link, service }: Gathered,
): Promise<readonly CarriedFile[] | null> => {
  if (message.files.length === 0) return [];
  const { database, sides, signal } = context;
  const { messageId } = row;
  const target = otherService(service);
  const held = await readOutboxRow(database, messageId);
  await setOutboxState(database, messageId, { kind: 'uploading' });
  const brought = await bringFiles(message, held?.files ?? [], {
    from: sides[service].writing,
    to: sides[target].writing,
    target: link[target],
    signal,
    canBeRead: (side) => canBeRead(context, link, side === 'from' ? service : target),
    keep: (files) => setOutboxFiles(database, messageId, files),
  });
  if (brought.ok) return brought.value;
  await failRow(context, messageId, brought.failure, { before: triesOf(row.state), isReadable: false });
  return null;
};

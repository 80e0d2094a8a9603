/**
 * Finds out what an attempt to carry became whose answer was lost: the row of the counterpart that it made, if the other side shows that it
 * happened.
 */
import { type Message, type MessageId, otherService, type Result, succeeded } from '../../../model/index.ts';
import {
  readCopyRows,
  readCounterpartRow,
  readLinkRow,
  readMessageRow,
  readMessageRows,
  readPairRows,
  type CounterpartRow,
  type IsthmusDatabase,
  isMadeHere,
  type OutboxRow,
} from '../../../store/index.ts';
import type { Sending } from '../../sending/attempt.ts';
import { findMade, type LookingSide, readBack, type Sought } from '../../sending/look.ts';
import type { CarryContext } from '../context.ts';
import { presentCopies } from '../text/parts.ts';
import { undressed } from '../text/undressing.ts';
import { keyOf, rowOfSent } from './perform.ts';

/** The row of what the attempt made; null if it did not happen, or if the post's own mark has made the row already. */
export const findAttempt = async (
  context: CarryContext,
  row: OutboxRow,
  sending: Sending,
): Promise<Result<CounterpartRow | null>> => {
  const { database } = context;
  const [link, message] = await Promise.all([
    readLinkRow(database, row.linkId),
    readMessageRow(database, row.messageId),
  ]);
  const { act } = sending;
  if (!link || !message || act.kind !== 'send') return succeeded(null);
  const target = otherService(row.service);
  const side = lookingAt(context, target);
  const own = context.sides[row.service].writing.read(message);
  const sought: Sought = {
    target: link[target],
    after: sending.after,
    text: act.text,
    key: keyOf({ id: message.id, version: act.version }, act.part),
    whole: act.parts > 1 ? null : own,
    bare: (found) => undressed(found, own, act.dressing ?? null),
    isTaken: async (one) => (await isKnown(database, one)) || isMadeHere(database, one.id),
  };
  const read = await readBack(side, sought, context.signal);
  if (!read.ok) return read;
  // A message has its note from the first moment, and notes are remembered when the message is stored (notes.ts). So the row is there by
  // now.
  if (target === 'mattermost' || (await isPartThere(database, row.messageId, act.part)))
    return succeeded(null);
  const found = await findMade(database, side, sought);
  if (found === null) return succeeded(null);
  const known = (await readCounterpartRow(database, message.id)) ?? null;
  const earlier = known === null || act.part === 0 ? [] : presentCopies(known.copies);
  const copies = (await readMessageRows(database, earlier)).filter((copy) => copy !== undefined);
  const made = rowOfSent(
    { link, service: row.service, message, row: known },
    {
      id: found.message.id,
      part: act.part,
      parts: act.parts,
      dressing: act.dressing,
      copies: copies.length === earlier.length ? [...copies, found.message] : [],
    },
  );
  // Edited by hand since: the side that was edited last wins (decide.ts).
  if (found.isEdited) return succeeded({ ...made, originBase: null, copyBase: null });
  // The origin was edited after it was sent. The row keeps the form that was sent, so that the edit is carried next.
  return succeeded(
    message.version === act.version
      ? made
      : { ...made, originBase: { deleted: false, text: 'sent-in-another-form' } },
  );
};

const lookingAt = (
  { sides, me, memory, store }: CarryContext,
  service: OutboxRow['service'],
): LookingSide => ({
  connector: sides[service].connector,
  writing: sides[service].writing,
  me: me[service],
  store: (changes) => store(service, changes, 'changes'),
  ...(service === 'mattermost'
    ? { deletedSince: (id, since, signal) => memory.deletedSince(id, since, signal) }
    : {}),
});

/** Whether this part of a message's counterpart is known by now to be written. */
export const isPartThere = async (
  database: IsthmusDatabase,
  id: MessageId,
  part: number,
): Promise<boolean> => {
  const row = await readCounterpartRow(database, id);
  return row?.carriedBy === 'me' && (row.copies[part] ?? null) !== null;
};

/**
 * Whether carrying made this message from another message of the user's. A message that was itself carried from here was not made by
 * carrying.
 */
export const isCopy = async (database: IsthmusDatabase, { id }: Pick<Message, 'id'>): Promise<boolean> =>
  (await readCopyRows(database, [id])).some(({ carriedBy }) => carriedBy === 'me');

/** Only the user's own rows count: anybody can mark a post of theirs as if it belonged to a message of the user. */
const isKnown = async (database: IsthmusDatabase, { id }: Message): Promise<boolean> =>
  (await readPairRows(database, [id])).some(({ carriedBy }) => carriedBy === 'me');

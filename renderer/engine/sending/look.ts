/**
 * Finds out whether an attempt happened whose answer was lost: reads the target back to when the attempt began (design, decision 5). Where
 * a service keeps our key on a message, the key identifies it. Graph keeps no key that would tell a request from its repetition; there the
 * message is one of the user's with the same text or, if it was edited since, with most of it.
 */
import type { Connector } from '../../connectors/connector.ts';
import type { SharedMemoryCapability, WritingCapability } from '../../connectors/writing.ts';
import {
  type CarryKey,
  type Change,
  type ConversationId,
  type Message,
  type PersonId,
  type Result,
  succeeded,
} from '../../model/index.ts';
import { readMessagesFrom, type IsthmusDatabase } from '../../store/index.ts';
import type { Document } from '../../text/document/index.ts';
import { closestEdition } from './editions.ts';
import { attemptText } from '../../text/fingerprint.ts';

/** The account that an attempt writes with. */
export interface LookingSide {
  readonly connector: Pick<Connector, 'history'>;
  readonly writing: Pick<WritingCapability, 'read' | 'keepsKeys'>;
  /**
   * Reads what was deleted since, where the service tells it: a deleted message is in no history, and would otherwise be sent a second
   * time.
   */
  readonly deletedSince?: SharedMemoryCapability['deletedSince'];
  readonly me: PersonId;
  /** Stores the service's answer, as the mirror does. */
  readonly store: (changes: readonly Change[]) => Promise<void>;
}

/** What finding an attempt's message needs to know of the attempt. */
export interface Sought {
  readonly target: ConversationId;
  /** The newest createdAt in the target when the attempt began, ms on the service's clock. */
  readonly after: number;
  /** The text that was sent (`attemptText`). */
  readonly text: string;
  /** The key that went with it, on services that keep it. */
  readonly key: CarryKey;
  /** The whole text, so that an edited message is recognised; null where it was only a part of one. */
  readonly whole: Document | null;
  /** Removes from a message's text what Isthmus put around the text that was sent. By default nothing was. */
  readonly bare?: (found: Document) => Document;
  /** Whether another act is known to have made this message; then this attempt did not. */
  readonly isTaken: (message: Message) => Promise<boolean>;
}

export interface Made {
  readonly message: Message;
  /** The author has edited the message there since. */
  readonly isEdited: boolean;
}

/** How many pages are read for one attempt at most. An attempt is looked for soon after it was made. */
const mostPages = 20;

/** The user may have written in that conversation at the same moment. */
const mostUnknown = 2;

/** Brings the mirror up to date back to when the attempt began. All pages are stored together, because they come newest first. */
export const readBack = async (
  { connector, deletedSince, store }: Pick<LookingSide, 'connector' | 'deletedSince' | 'store'>,
  { target, after }: Pick<Sought, 'target' | 'after'>,
  signal: AbortSignal,
): Promise<Result<null>> => {
  let position: string | null = null;
  const all: Change[] = [];
  for (let pages = 0; pages < mostPages; pages += 1) {
    const answer = await connector.history(target, position, signal);
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
  await store(all);
  if (deletedSince === undefined) return succeeded(null);
  const deleted = await deletedSince(target, after, signal);
  if (!deleted.ok) return deleted;
  await store(deleted.value);
  return succeeded(null);
};

/** The message that an attempt made, if the mirror has it by now. */
export const findMade = async (
  database: IsthmusDatabase,
  { writing, me }: LookingSide,
  { target, after, text: sent, key, whole, bare = (found) => found, isTaken }: Sought,
): Promise<Made | null> => {
  const since = await readMessagesFrom(database, target, after);
  const mine = since.filter(({ authorId, kind }) => authorId === me && kind === 'message');
  if (writing.keepsKeys) {
    // A message that was deleted or edited since was made all the same.
    const message = mine.find(({ carryKey }) => carryKey === key);
    return message === undefined ? null : { message, isEdited: false };
  }
  const candidates: { readonly message: Message; readonly text: Document }[] = [];
  for (const message of mine)
    if (message.deletedAt === null && !(await isTaken(message)))
      candidates.push({ message, text: writing.read(message) });
  const same = candidates.find(
    ({ message, text }) => message.blocked !== true && attemptText(text, message.files.length) === sent,
  );
  if (same) return { message: same.message, isEdited: false };
  // A message that the organisation's rules hid at once shows its text no more. If it were sent again, it would stand there twice.
  const hidden = candidates.find(({ message }) => message.blocked === true);
  if (hidden) return { message: hidden.message, isEdited: false };
  if (whole === null) return null;
  // Of several messages the oldest that nothing else explains is the one; what the user wrote there later is not it, however similar.
  const edited = candidates.slice(0, mostUnknown).filter(({ message }) => message.editedAt !== null);
  const closest = closestEdition(whole, edited, ({ text }) => bare(text));
  return closest === undefined ? null : { message: closest.message, isEdited: true };
};

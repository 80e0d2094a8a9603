/**
 * Whether an attempt whose answer was lost happened: looks at what its target has since it began (design, decision 5). A service that
 * keeps our key on a message says it by that. Graph takes no key that would tell a request from its repetition: there it is a message of
 * the user that says the same, or, where it was edited since, most of it.
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
import { attemptText } from './fingerprint.ts';

/** The account that an attempt writes with. */
export interface LookingSide {
  readonly connector: Pick<Connector, 'history'>;
  readonly writing: Pick<WritingCapability, 'read' | 'keepsKeys'>;
  /** What was deleted since, where the service tells: it is in no history, and would be written a second time. */
  readonly deletedSince?: SharedMemoryCapability['deletedSince'];
  readonly me: PersonId;
  /** Stores what the service told, as the mirror does. */
  readonly store: (changes: readonly Change[]) => Promise<void>;
}

/** An attempt, as far as finding what it made needs it. */
export interface Sought {
  readonly target: ConversationId;
  /** Newest createdAt in the target when it began, ms on the service's clock. */
  readonly after: number;
  /** What was sent (`attemptText`). */
  readonly text: string;
  /** The key that went with it, on services that keep it. */
  readonly key: CarryKey;
  /** The whole text, so that an edited message is recognised; null where it was only a part of one. */
  readonly whole: Document | null;
  /** Leaves out of a message's text what was put around the one that was sent. Default: nothing was. */
  readonly bare?: (found: Document) => Document;
  /** Whether it is known already what made this message: then it was not this attempt. */
  readonly isTaken: (message: Message) => Promise<boolean>;
}

export interface Made {
  readonly message: Message;
  /** Its author has edited it there since. */
  readonly isEdited: boolean;
}

/** Pages looked at for one attempt at most; an attempt is looked for soon after it was made. */
const mostPages = 20;

/** The user may have written there in the same moment. */
const mostUnknown = 2;

/** Brings the mirror up to date back to when the attempt began; all at once, since pages come newest first. */
export const readBack = async (
  { connector, deletedSince, store }: LookingSide,
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

/** The message that an attempt made, of those that the mirror has by now. */
export const findMade = async (
  database: IsthmusDatabase,
  { writing, me }: LookingSide,
  { target, after, text: sent, key, whole, bare = (found) => found, isTaken }: Sought,
): Promise<Made | null> => {
  const since = await readMessagesFrom(database, target, after);
  const mine = since.filter(({ authorId, kind }) => authorId === me && kind === 'message');
  if (writing.keepsKeys) {
    // Deleted or edited since, it was made all the same.
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
  // What rules hid at once does not show its text any more: sent once more it would stand there twice.
  const hidden = candidates.find(({ message }) => message.blocked === true);
  if (hidden) return { message: hidden.message, isEdited: false };
  if (whole === null) return null;
  // What it made is the oldest of which nothing is known; what the user wrote there since is not it, however much alike.
  const edited = candidates.slice(0, mostUnknown).filter(({ message }) => message.editedAt !== null);
  const closest = closestEdition(whole, edited, ({ text }) => bare(text));
  return closest === undefined ? null : { message: closest.message, isEdited: true };
};

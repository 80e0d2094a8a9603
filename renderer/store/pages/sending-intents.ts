/**
 * How the page asks to send a message, and to change a message that is not sent yet.
 *
 * - The page makes the key once, with `keyOfWritten(crypto.randomUUID())`, before the first try to store the intent. The key names the
 *   message until it is sent. If the same key is asked for twice, the message is sent once.
 * - `target` is the conversation to write in: of a linked pair, the side on which the user writes. The bridge carries it to the other side,
 *   like any other message of the user.
 * - `text.threadId`: the answered root; '' in the conversation's own timeline (a chat of Teams has no threads). `text.quotes`: the quoted
 *   message of this conversation, in Teams chats only. Mentions are `mention` inlines of the document, with the id of a person of this
 *   account. A picture in the text names its file by the file's id.
 * - `files`: their bytes are stored with the intent, so the page need not keep them after the promise has resolved. Ids are random. The
 *   page checks the limits before (`limitsOf` and `fileBar` of the model).
 * - Each function resolves when the intent is on disk. It rejects if the disk is full (`isQuotaExceeded`): then there is no intent, and the
 *   draft has to stay.
 * - From then on the timeline shows the message, until the real one replaces it. Try again, Edit and Delete use its key, whether it waits,
 *   was refused, or may have arrived.
 */
import { Dexie } from 'dexie';
import type { AccountId, CarryKey, ConversationId } from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';
import type { ComposedMessage, IntentRow } from '../intent-rows.ts';
import type { PageWrites } from './page-writes.ts';

/** A message that the user writes in Isthmus: its key and its target. */
export interface Unsent {
  readonly key: CarryKey;
  readonly accountId: AccountId;
  readonly target: ConversationId;
}

/** An intent about a message that is written in Isthmus. */
export type SendingIntent = Extract<
  IntentRow,
  { readonly kind: 'send' | 'edit-unsent' | 'remove-unsent' | 'send-again' }
>;

/** The open intents about messages of one conversation, in their order. */
export const readSendingIntents = async (
  { intents }: Reads<'intents'>,
  target: ConversationId,
): Promise<SendingIntent[]> => {
  const rows = await intents
    .where('[conversationId+key]')
    .between([target, Dexie.minKey], [target, Dexie.maxKey])
    .toArray();
  return rows.filter(isSendingIntent).sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
};

const kinds: readonly IntentRow['kind'][] = ['send', 'edit-unsent', 'remove-unsent', 'send-again'];

const isSendingIntent = (row: IntentRow): row is SendingIntent => kinds.includes(row.kind);

const baseOf = ({ key, accountId, target }: Unsent, at: number) => ({
  ...{ key, accountId, conversationId: target, at },
});

/** Asks to send this message. `at`: this machine's clock, ms, here and below. */
export const wantMessageSent = async (
  { intents }: PageWrites,
  unsent: Unsent,
  { text, files }: ComposedMessage,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'send', ...baseOf(unsent, at), text, files });
};

/**
 * Asks to send this form instead, at once, even if the message was refused before. If it has arrived meanwhile, it is edited there, and its
 * files stay as they were sent.
 */
export const wantUnsentEdited = async (
  { intents }: PageWrites,
  unsent: Unsent,
  { text, files }: ComposedMessage,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'edit-unsent', ...baseOf(unsent, at), text, files });
};

/** Asks not to send it. If it has arrived meanwhile, it is deleted there. */
export const wantUnsentRemoved = async (
  { intents }: PageWrites,
  unsent: Unsent,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'remove-unsent', ...baseOf(unsent, at) });
};

/** Asks to try it again now. If it may have arrived, the engine finds that out first. */
export const wantUnsentTriedAgain = async (
  { intents }: PageWrites,
  unsent: Unsent,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'send-again', ...baseOf(unsent, at) });
};

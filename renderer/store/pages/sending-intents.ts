/**
 * How the page asks for a message to be sent, and what it may ask of one that is not sent yet.
 *
 * - Whoever composes makes the key once, with `keyOfWritten(crypto.randomUUID())`, before the first try to store the intent. It names the
 *   message until it is sent: asked for twice under one key, it is sent once.
 * - `target` is where it is written: of a linked pair the one side that the user writes on. The other side gets it as anything else that
 *   the user writes there.
 * - `text.threadId`: the root that is answered, '' in the conversation's own timeline (a chat of Teams has no threads). `text.quotes`: the
 *   message of this conversation that is quoted, in Teams chats only. Mentions are `mention` inlines of the document, with the id of a
 *   person of this account. A picture in the text names its file by the file's id.
 * - `files`: their bytes are stored with the intent, so that nothing has to be kept elsewhere once the promise has resolved. Ids are
 *   random. What does not fit is told before (`limitsOf` and `fileBar` of the model).
 * - Each function resolves when the intent is on disk. It rejects where the disk does not take it (`isQuotaExceeded`): then nothing is
 *   wanted, and the draft has to stay.
 * - The timeline shows the message from then on, until the real one stands in its place. Try again, Edit and Delete are asked for by its
 *   key, whether it waits, was refused, or may have arrived.
 */
import { Dexie } from 'dexie';
import type { AccountId, CarryKey, ConversationId } from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';
import type { ComposedMessage, IntentRow } from '../rows.ts';
import type { PageWrites } from './page-writes.ts';

/** A message that the user writes in Isthmus, by its key and where it goes. */
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

/** What is asked of messages of one conversation and was not carried out yet, in the order in which it was asked. */
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

/** Send this message. `at`: this machine's clock, ms, here and below. */
export const wantMessageSent = async (
  { intents }: PageWrites,
  unsent: Unsent,
  { text, files }: ComposedMessage,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'send', ...baseOf(unsent, at), text, files });
};

/**
 * Send it so instead, at once, also if it was refused before. If it has arrived meanwhile, it is edited there; then its files stay as they
 * were sent.
 */
export const wantUnsentEdited = async (
  { intents }: PageWrites,
  unsent: Unsent,
  { text, files }: ComposedMessage,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'edit-unsent', ...baseOf(unsent, at), text, files });
};

/** Do not send it. If it has arrived meanwhile, it is deleted there. */
export const wantUnsentRemoved = async (
  { intents }: PageWrites,
  unsent: Unsent,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'remove-unsent', ...baseOf(unsent, at) });
};

/** Try it again now. Where it may have arrived, that is found out before. */
export const wantUnsentTriedAgain = async (
  { intents }: PageWrites,
  unsent: Unsent,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'send-again', ...baseOf(unsent, at) });
};

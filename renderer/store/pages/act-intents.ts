/**
 * How the page asks for a change of an existing message: a reaction, a pin, another text, its deletion. Each function resolves when the intent is
 * on disk, and rejects if the disk is full. From then on the page shows the message as the user wants it (`app/wishes/`). If a service
 * refuses, the page says so at the message until the user tries again or lets go. `at`: this machine's clock, ms.
 */
import type { AccountId, CarryKey, ConversationId, Message } from '../../model/index.ts';
import { editionOf, type WrittenReaction, type WrittenText } from '../attempt-rows.ts';
import type { Reads } from '../reading-tables.ts';
import type { IntentRow } from '../intent-rows.ts';
import { readIntentsOf } from './intents.ts';
import type { PageWrites } from './page-writes.ts';

/** An intent about an existing message. */
export type ActIntent = Extract<IntentRow, { readonly kind: 'react' | 'pin' | 'edit' | 'remove' | 'let-go' }>;

/** What is wanted of existing messages, and the answers to what was refused, in the order in which they were wanted. */
export const readActIntents = (tables: Reads<'intents'>): Promise<(ActIntent | SendAgainIntent)[]> =>
  readIntentsOf(tables, 'react', 'pin', 'edit', 'remove', 'let-go', 'send-again');

type SendAgainIntent = Extract<IntentRow, { readonly kind: 'send-again' }>;

type Place = Pick<Message, 'id' | 'accountId' | 'conversationId'>;

const baseOf = ({ id, accountId, conversationId }: Place, at: number) => ({
  ...{ messageId: id, accountId, conversationId, at },
});

/** Asks to set the user's reaction to this message (`set`), or to remove it. */
export const wantReaction = async (
  { intents }: PageWrites,
  message: Place,
  reaction: WrittenReaction,
  set: boolean,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'react', ...baseOf(message, at), reaction, set });
};

/** Pin this message (`set`), or take its pin away. */
export const wantPinned = async (
  { intents }: PageWrites,
  message: Place,
  set: boolean,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'pin', ...baseOf(message, at), set });
};

/**
 * Asks to give a message of the user another text. `message` is the row that the user saw when they began to edit. If another client has
 * edited the message since, that edition is not overwritten, and the edit waits for the user. Files stay unchanged.
 */
export const wantMessageEdited = async (
  { intents }: PageWrites,
  message: Place & Pick<Message, 'editedAt'>,
  text: WrittenText,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'edit', ...baseOf(message, at), text, edition: editionOf(message) });
};

/** Asks to delete a message of the user. */
export const wantMessageRemoved = async (
  { intents }: PageWrites,
  message: Place,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'remove', ...baseOf(message, at) });
};

/** Takes back a refused act. The message stays as it is. */
export const wantLetGo = async (
  { intents }: PageWrites,
  {
    key,
    accountId,
    target,
  }: { readonly key: CarryKey; readonly accountId: AccountId; readonly target: ConversationId },
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'let-go', key, accountId, conversationId: target, at });
};

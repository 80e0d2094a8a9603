/**
 * How the page asks for something to be done with a message that is there: a reaction, another text, its deletion. Each function resolves
 * when the intent is on disk and rejects where the disk does not take it. From then on the page shows the message as it is wanted
 * (`app/wishes/`); what a service refuses stands at the message, until it is tried again or let go. `at`: this machine's clock, ms.
 */
import type { AccountId, CarryKey, ConversationId, Message } from '../../model/index.ts';
import { editionOf, type WrittenReaction, type WrittenText } from '../attempt-rows.ts';
import type { IntentRow } from '../rows.ts';
import type { PageWrites } from './page-writes.ts';

/** An intent about a message that is there. */
export type ActIntent = Extract<IntentRow, { readonly kind: 'react' | 'edit' | 'remove' | 'let-go' }>;

type Place = Pick<Message, 'id' | 'accountId' | 'conversationId'>;

const baseOf = ({ id, accountId, conversationId }: Place, at: number) => ({
  ...{ messageId: id, accountId, conversationId, at },
});

/** Set the user's reaction to this message (`set`), or take it back. */
export const wantReaction = async (
  { intents }: PageWrites,
  message: Place,
  reaction: WrittenReaction,
  set: boolean,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'react', ...baseOf(message, at), reaction, set });
};

/**
 * Give a message of the user another text. `message` is the row that the user had before them when they began to edit: if it has been edited
 * elsewhere since, that edition is not written over, and the edit waits for the user. Files stay as they are.
 */
export const wantMessageEdited = async (
  { intents }: PageWrites,
  message: Place & Pick<Message, 'editedAt'>,
  text: WrittenText,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'edit', ...baseOf(message, at), text, edition: editionOf(message) });
};

/** Delete a message of the user. */
export const wantMessageRemoved = async (
  { intents }: PageWrites,
  message: Place,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'remove', ...baseOf(message, at) });
};

/** What was refused is not wanted any more: the message stands as it is. */
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

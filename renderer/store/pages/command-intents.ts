/**
 * How the page asks for slash commands of a server, and what becomes of one. The draft stays while a command runs: the engine removes it
 * together with the intent when the command is done, and keeps both, with the reason, when it is not.
 */
import type { AccountId, ConversationId, MessageId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { DraftPlace } from '../draft-rows.ts';
import type { Reads } from '../reading-tables.ts';
import type { CommandOutcome, IntentRow } from '../intent-rows.ts';
import type { PrivateWordsRow } from '../rows.ts';
import { draftKey } from './drafts.ts';
import { readIntentsOf } from './intents.ts';
import type { PageWrites } from './page-writes.ts';

export type CommandIntent = Extract<IntentRow, { readonly kind: 'run-command' }>;

type Writes = Pick<PageWrites, 'transaction' | 'intents'>;

const isCommand = (row: IntentRow | undefined): row is CommandIntent => row?.kind === 'run-command';

/** By which a place's command is found among the intents of its conversation. */
const commandKey = (threadId: DraftPlace['threadId']): string => `command ${threadId}`;

/** Asks for the commands that are offered in this conversation. `at`: this machine's clock, ms, here and below. */
export const wantCommandsListed = async (
  { intents }: PageWrites,
  { id, accountId }: { readonly id: ConversationId; readonly accountId: AccountId },
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'list-commands', accountId, conversationId: id, at });
};

/** The command of this place that runs, or that is not simply done; null if there is none. */
export const readCommandIntent = async (
  { intents }: Reads<'intents'>,
  { conversationId, threadId }: Pick<DraftPlace, 'conversationId' | 'threadId'>,
): Promise<CommandIntent | null> => {
  const rows = await intents
    .where('[conversationId+key]')
    .equals([conversationId, commandKey(threadId)])
    .toArray();
  return rows.findLast(isCommand) ?? null;
};

/** All commands that run, or that are not simply done. */
export const readCommandIntents = (tables: Reads<'intents'>): Promise<CommandIntent[]> =>
  readIntentsOf(tables, 'run-command');

export interface WantedCommand {
  readonly target: Pick<DraftPlace, 'conversationId' | 'accountId'>;
  readonly threadId: MessageId | '';
  readonly text: string;
}

/**
 * Asks to execute a command, in place of an earlier one here whose outcome is told. While one runs here, nothing is added, and the answer
 * is false. `target`: where it is executed, which may be the other side of a pair than the draft's. `threadId`: the root there; '' in its
 * timeline. `text` begins with a slash.
 */
export const wantCommandRun = (
  database: PageWrites,
  place: DraftPlace,
  { target, threadId, text }: WantedCommand,
  at: number,
): Promise<boolean> =>
  database.transaction('rw', database.intents, async () => {
    const before = await readCommandIntent(database, place);
    if (before?.outcome === null) return false;
    if (before?.id !== undefined) await database.intents.delete(before.id);
    const { conversationId, accountId } = place;
    await database.intents.add({
      ...{ kind: 'run-command', accountId, conversationId, threadId, text, at },
      ...{ key: commandKey(place.threadId), draftThread: place.threadId, tried: false, outcome: null },
      ...(target.conversationId === conversationId
        ? {}
        : { target: { accountId: target.accountId, conversationId: target.conversationId } }),
    });
    return true;
  });

/** The user has seen what came of it. One that still runs stays. */
export const seenCommand = (database: Writes, { id }: CommandIntent): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    const row = id === undefined ? undefined : await database.intents.get(id);
    if (id !== undefined && isCommand(row) && row.outcome !== null) await database.intents.delete(id);
  });

/** The user has seen what was said to them alone. */
export const wantWordsDismissed = async (
  { intents }: PageWrites,
  { id, accountId, conversationId }: PrivateWordsRow,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'dismiss-private', accountId, conversationId, messageId: id, at });
};

/** Notes that the service is about to be asked. False if the command is gone, or was asked for before. */
export const commandIsTried = (database: IsthmusDatabase, { id }: CommandIntent): Promise<boolean> =>
  database.transaction('rw', database.intents, async () => {
    const row = id === undefined ? undefined : await database.intents.get(id);
    if (!isCommand(row) || row.tried || row.outcome !== null) return false;
    await database.intents.put({ ...row, tried: true });
    return true;
  });

/** Removes commands that lead to an address: where they lead is opened for who waits, and after a restart nobody does. */
export const forgetOpenings = (database: IsthmusDatabase): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    for (const { id, outcome } of await readCommandIntents(database))
      if (id !== undefined && outcome?.kind === 'opens') await database.intents.delete(id);
  });

/**
 * Stores what came of a command; null: it is done, and its intent goes. Where it is done, the draft in which it was written goes, too,
 * unless the user has written on since.
 */
export const commandCameTo = (
  database: IsthmusDatabase,
  { id }: CommandIntent,
  outcome: CommandOutcome | null,
): Promise<void> =>
  database.transaction('rw', [database.intents, database.drafts], async () => {
    const row = id === undefined ? undefined : await database.intents.get(id);
    // What has an outcome keeps it.
    if (!isCommand(row) || row.outcome !== null) return;
    if (outcome === null) await database.intents.delete(row.id ?? -1);
    else await database.intents.put({ ...row, outcome });
    if (outcome !== null && outcome.kind !== 'opens') return;
    const key = draftKey({ conversationId: row.conversationId, threadId: row.draftThread });
    const draft = await database.drafts.get(key);
    if (draft !== undefined && draft.at <= row.at && draft.edit === undefined)
      await database.drafts.delete(key);
  });

/**
 * How the page asks for a conversation with people. The row stays until the page has seen what came of it, so that it survives a restart:
 * `wantStarted`, then `outcome`, then `seenStart` or `wantStartTriedAgain`. `at`: this machine's clock, ms.
 */
import type { AccountId, CarryKey, ConversationId, PersonId, ServiceFailure } from '../../model/index.ts';
import type { WrittenText } from '../attempt-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { IntentRow } from '../intent-rows.ts';
import { changeIntent, readIntentsOf } from './intents.ts';
import type { PageWrites } from './page-writes.ts';

export type StartIntent = Extract<IntentRow, { readonly kind: 'start' }>;

/** What is wanted of a new conversation. */
export interface WantedStart {
  readonly accountId: AccountId;
  /** Everybody but the user. */
  readonly others: readonly PersonId[];
  /** The first message, which is sent as soon as the conversation is there; null where it is only opened. */
  readonly first: { readonly key: CarryKey; readonly text: WrittenText } | null;
}

const isStart = (row: IntentRow): row is StartIntent => row.kind === 'start';

/** Conversations that are asked for, oldest first. */
export const readStarts = (tables: Reads<'intents'>): Promise<StartIntent[]> =>
  readIntentsOf(tables, 'start');

/** Open the conversation with these people, and begin it where there is none. */
export const wantStarted = async (
  { intents }: PageWrites,
  { accountId, others, first }: WantedStart,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'start', accountId, others, first, tried: false, outcome: null, at });
};

/** What was refused is tried again. */
export const wantStartTriedAgain = (database: PageWrites, { id }: StartIntent): Promise<void> =>
  changeIntent(database, id, isStart, (row) => ({ ...row, outcome: null }));

/** The user has seen what came of it, or does not want it any more. */
export const seenStart = async ({ intents }: PageWrites, { id }: StartIntent): Promise<void> => {
  if (id !== undefined) await intents.delete(id);
};

/** The service is about to be asked: from then on the conversation may be there. */
export const startIsTried = (database: IsthmusDatabase, { id }: StartIntent): Promise<void> =>
  changeIntent(database, id, isStart, (row) => ({ ...row, tried: true }));

/** It could not be begun. */
export const startFailed = (
  database: IsthmusDatabase,
  { id }: StartIntent,
  failure: ServiceFailure,
): Promise<void> =>
  changeIntent(database, id, isStart, (row) => ({ ...row, outcome: { kind: 'failed', failure } }));

/** It is there: its first message is asked for in the same step, so that it is sent once. Nothing is sent for a row that has gone. */
export const startMade = (
  database: IsthmusDatabase,
  { id }: StartIntent,
  conversationId: ConversationId,
): Promise<void> =>
  database.transaction('rw', database.intents, async () => {
    const row = id === undefined ? undefined : await database.intents.get(id);
    if (!row || !isStart(row) || row.outcome?.kind === 'made') return;
    await database.intents.put({ ...row, outcome: { kind: 'made', conversationId } });
    const { first, accountId, at } = row;
    if (first !== null)
      await database.intents.add({ kind: 'send', ...{ accountId, conversationId, at }, ...first, files: [] });
  });

/** Look for people on the server who are called so. */
export const wantPeopleFound = async (
  { intents }: PageWrites,
  accountId: AccountId,
  typed: string,
  at: number,
): Promise<void> => {
  await intents.add({ kind: 'find-people', accountId, typed, at });
};

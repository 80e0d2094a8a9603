/** What comes of a request, in one transaction with the act that it was for; and what every act works with. */
import type { Table } from 'dexie';
import type { Connector } from '../../connectors/connector.ts';
import type { Draft, SharedMemoryCapability, WritingCapability, Written } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import type {
  AccountId,
  Change,
  ConversationId,
  Message,
  PersonId,
  ServiceFailure,
} from '../../model/index.ts';
import {
  type AttemptRow,
  editionOf,
  type IsthmusDatabase,
  openGap,
  readAttempt,
  readMessageRow,
  type WrittenText,
} from '../../store/index.ts';
import { stateAfterFailure, triesOf } from './attempt.ts';
import { bothTables, editedTo, settleDone, stands } from './settling.ts';

/** The account that an act is done with. */
export interface SendingSide {
  readonly connector: Pick<Connector, 'history' | 'refresh'>;
  readonly writing: WritingCapability;
  readonly deletedSince?: SharedMemoryCapability['deletedSince'];
  readonly me: PersonId;
}

export interface SendingContext {
  readonly world: World;
  readonly database: IsthmusDatabase;
  /** Stores a service's answer, as the mirror does. `changes`: what was read to find out whether the act happened. */
  readonly store: (
    account: AccountId,
    changes: readonly Change[],
    source: 'own' | 'changes',
  ) => Promise<void>;
  /** The tables that `store` reads and writes. */
  readonly storesInto: readonly Table[];
  /** Whether others know what made a message; then no act of this folder did. */
  readonly isTaken: (message: Message) => Promise<boolean>;
  /** A new message is stored before what others wrote meanwhile may be: the mirror has to look at its conversation. */
  readonly onSent: (account: AccountId, target: ConversationId) => void;
  readonly signal: AbortSignal;
}

/** What a connector writes: the text with the files that are at the service already. */
export const asDraft = (text: WrittenText, files: Draft['files']): Draft => ({ ...text, files });

/** Stores what a request made, in one transaction with the act of that request. */
export const noteDone = async (
  context: SendingContext,
  row: AttemptRow,
  { id, changes }: Written,
): Promise<void> => {
  const { database, store, storesInto, onSent } = context;
  const { messages, cursors } = database;
  const tables = [...new Set<Table>([...storesInto, messages, cursors, ...bothTables(database)])];
  const isNew = row.want.kind === 'send';
  await database.transaction('rw', tables, async () => {
    await store(row.accountId, changes, 'own');
    // What follows the mirror must not take this message for the next one: the user may have written there with the service's own client.
    if (isNew) await openGap(database, row.target);
    const held = await readAttempt(database, row.key);
    if (!held) return;
    const message = await readMessageRow(database, id);
    if (message) await editedTo(database, held, editionOf(message));
    await settleDone(database, held, id);
  });
  if (isNew) onSent(row.accountId, row.target);
};

/** Whether the conversation of an act can be read right now: then a failure is of the act itself. */
export const isTargetReadable = async (
  { connector }: SendingSide,
  target: ConversationId,
  signal: AbortSignal,
): Promise<boolean> => (await connector.history(target, null, signal)).ok;

/** Always false: the act did not happen, or not certainly. */
export const noteFailure = async (
  { database, world }: SendingContext,
  row: AttemptRow,
  failure: ServiceFailure,
  isReadable: boolean,
): Promise<false> => {
  const given = { now: world.now(), random: world.random(), before: triesOf(row.state), isReadable };
  await database.transaction('rw', bothTables(database), async () => {
    const held = await readAttempt(database, row.key);
    const state = held ? stateAfterFailure(held.state, failure, given) : null;
    if (state) await stands(database, row, state);
  });
  return false;
};

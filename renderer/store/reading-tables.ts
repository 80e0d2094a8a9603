/** The tables of one read: the database's own, or the same tables within one read transaction. */
import type { EntityTable, Transaction } from 'dexie';
import type { IsthmusDatabase } from './database.ts';

export type TableName =
  | 'accounts'
  | 'people'
  | 'twins'
  | 'presences'
  | 'teams'
  | 'conversations'
  | 'members'
  | 'messages'
  | 'cursors'
  | 'pictures'
  | 'discards'
  | 'attention'
  | 'engine'
  | 'intents'
  | 'links'
  | 'linkPosts'
  | 'linkReads'
  | 'pinsRead'
  | 'counterparts'
  | 'outbox'
  | 'attempts'
  | 'settledAttempts'
  | 'drafts'
  | 'draftFiles'
  | 'setbacks'
  | 'notCarried'
  | 'pendingNotices'
  | 'noticeOutcomes'
  | 'noticeCounts'
  | 'noticeChoices'
  | 'noticeSettings';

/** What a typed read is given: the tables that it names and no others. The database itself is one. */
export type Reads<Names extends TableName> = Pick<IsthmusDatabase, Names>;

/** These tables, bound to a transaction: however a read awaits, it stays in it. */
export const tablesWithin = <Names extends TableName>(
  transaction: Transaction,
  names: readonly Names[],
): Reads<Names> =>
  // What is made of entries does not tell its keys: they are the names.
  Object.fromEntries(names.map((name) => [name, transaction.table(name)])) as Reads<Names>;

/** Every row of a table: only for what is held whole. */
export const readWholeTable = <Row extends { readonly id: string }>(
  table: EntityTable<Row, 'id'>,
): Promise<Row[]> => table.toArray();

/** The rows of these keys, in their order; undefined for those that are not there. */
export const readRowsOfTable = <Row extends { readonly id: string }>(
  table: EntityTable<Row, 'id'>,
  keys: readonly Row['id'][],
): Promise<(Row | undefined)[]> =>
  // Dexie asks for a tuple where the type of a key is not known yet.
  table.bulkGet([...keys] as Parameters<typeof table.bulkGet>[0]);

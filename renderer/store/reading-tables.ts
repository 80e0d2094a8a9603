/** The tables that a read gets: those of the database, or the same tables bound to one read transaction. */
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
  | 'photos'
  | 'customEmoji'
  | 'commandLists'
  | 'privateWords'
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
  | 'carriedCounts'
  | 'relayedAuthors'
  | 'invitations'
  | 'leftAuthors'
  | 'attempts'
  | 'settledAttempts'
  | 'drafts'
  | 'draftFiles'
  | 'setbacks'
  | 'notCarried'
  | 'pendingNotices'
  | 'noticeOutcomes'
  | 'noticeCounts'
  | 'ownChoices'
  | 'noticeSettings';

/** The tables that a typed read names, and no others. The database itself is such an object. */
export type Reads<Names extends TableName> = Pick<IsthmusDatabase, Names>;

/** These tables, bound to a transaction, so that a read stays in it even after an await. */
export const tablesWithin = <Names extends TableName>(
  transaction: Transaction,
  names: readonly Names[],
): Reads<Names> =>
  // TypeScript does not know that the keys of this object are the names.
  Object.fromEntries(names.map((name) => [name, transaction.table(name)])) as Reads<Names>;

/** All rows of a table. Only for tables that the page holds as a whole. */
export const readWholeTable = <Row extends { readonly id: string }>(
  table: EntityTable<Row, 'id'>,
): Promise<Row[]> => table.toArray();

/** The rows of these keys, in their order; undefined for a key without a row. */
export const readRowsOfTable = <Row extends { readonly id: string }>(
  table: EntityTable<Row, 'id'>,
  keys: readonly Row['id'][],
): Promise<(Row | undefined)[]> =>
  // Dexie's type wants a tuple if the type of the key is not known yet.
  table.bulkGet([...keys] as Parameters<typeof table.bulkGet>[0]);

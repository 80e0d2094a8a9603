/** The tables of one read: the database's own, or the same tables within one read transaction. */
import type { IsthmusDatabase } from './database.ts';

export type TableName =
  | 'accounts'
  | 'people'
  | 'twins'
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
  | 'setbacks'
  | 'notCarried';

/** What a typed read is given: the tables that it names and no others. The database itself is one. */
export type Reads<Names extends TableName> = Pick<IsthmusDatabase, Names>;

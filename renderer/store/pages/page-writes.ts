import type { IsthmusDatabase } from '../database.ts';

/**
 * What the app page has of the database beside its queries: the tables that it writes. So a read of anything else outside of a query
 * does not compile.
 */
export type PageWrites = Pick<
  IsthmusDatabase,
  'name' | 'transaction' | 'intents' | 'attention' | 'drafts' | 'draftFiles'
>;

import type { IsthmusDatabase } from '../database.ts';

/** The tables that the app page writes. Outside of its queries it gets no other table, so another read does not compile. */
export type PageWrites = Pick<
  IsthmusDatabase,
  'name' | 'transaction' | 'intents' | 'attention' | 'drafts' | 'draftFiles'
>;

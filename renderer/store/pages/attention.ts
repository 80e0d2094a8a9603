/** What the user looks at: one row, written by the app page and read by the engine. */
import type { Reads } from '../reading-tables.ts';
import type { AttentionRow } from '../rows.ts';
import type { PageWrites } from './page-writes.ts';

/** Undefined before the app page has written for the first time. */
export const readAttentionRow = ({ attention }: Reads<'attention'>): Promise<AttentionRow | undefined> =>
  attention.get('app');

/** Replaces the row. Rejects if the disk is full. */
export const writeAttentionRow = async (
  { attention }: PageWrites,
  looking: Omit<AttentionRow, 'key'>,
): Promise<void> => {
  await attention.put({ key: 'app', ...looking });
};

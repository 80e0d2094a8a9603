/** What was not carried over a link, counted by reason. */
import type { NotCarriedRow } from '../carry-rows.ts';
import type { Reads } from '../reading-tables.ts';

/** What was not carried over one link, and why. */
export const readNotCarried = (database: Reads<'notCarried'>, linkId: string): Promise<NotCarriedRow[]> =>
  database.notCarried.where('linkId').equals(linkId).toArray();

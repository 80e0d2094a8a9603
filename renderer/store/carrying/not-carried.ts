/** Counts messages that were not carried, by link and reason. */
import type { NotCarried, NotCarriedRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';

/** The counts of one link. */
export const readNotCarried = (database: Reads<'notCarried'>, linkId: string): Promise<NotCarriedRow[]> =>
  database.notCarried.where('linkId').equals(linkId).toArray();

/** The counts of all links. */
export const readAllNotCarried = ({ notCarried }: Reads<'notCarried'>): Promise<NotCarriedRow[]> =>
  notCarried.toArray();

/** Counts one more message. Call it within the transaction that removes the message from the outbox. */
export const countNotCarried = async (
  { notCarried }: IsthmusDatabase,
  linkId: string,
  reason: NotCarried,
): Promise<void> => {
  const held = await notCarried.get([linkId, reason]);
  await notCarried.put({ linkId, reason, count: (held?.count ?? 0) + 1 });
};

/** Removes the counts of links that are gone. */
export const removeNotCarriedOf = async (
  { notCarried }: IsthmusDatabase,
  linkIds: readonly string[],
): Promise<void> => {
  await notCarried
    .where('linkId')
    .anyOf([...linkIds])
    .delete();
};

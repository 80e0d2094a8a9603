/** What was not carried over a link, counted by reason. */
import type { NotCarried, NotCarriedRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';

/** What was not carried over one link, and why. */
export const readNotCarried = (database: Reads<'notCarried'>, linkId: string): Promise<NotCarriedRow[]> =>
  database.notCarried.where('linkId').equals(linkId).toArray();

/** Counts one message more. Runs within the transaction that takes it out of the outbox. */
export const countNotCarried = async (
  { notCarried }: IsthmusDatabase,
  linkId: string,
  reason: NotCarried,
): Promise<void> => {
  const held = await notCarried.get([linkId, reason]);
  await notCarried.put({ linkId, reason, count: (held?.count ?? 0) + 1 });
};

/** These links are gone. */
export const removeNotCarriedOf = async (
  { notCarried }: IsthmusDatabase,
  linkIds: readonly string[],
): Promise<void> => {
  await notCarried
    .where('linkId')
    .anyOf([...linkIds])
    .delete();
};

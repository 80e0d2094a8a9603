/** Counts items that arrived and were not used, by account and reason (design, decision 6). */
import type { AccountId, DiscardReason } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { DiscardRow } from '../rows.ts';

/** All counts of all accounts: at most one row for each reason. */
export const readDiscardRows = ({ discards }: Reads<'discards'>): Promise<DiscardRow[]> => discards.toArray();

/** Adds to an account's counts. Call it within the transaction that stores the batch. */
export const countDiscards = async (
  { discards }: IsthmusDatabase,
  accountId: AccountId,
  counts: ReadonlyMap<DiscardReason, number>,
): Promise<void> => {
  for (const [reason, count] of counts) {
    const held = await discards.get([accountId, reason]);
    await discards.put({ accountId, reason, count: (held?.count ?? 0) + count });
  }
};

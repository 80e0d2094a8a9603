/** What was carried over an account's links goes with the account. */
import type { AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';

/**
 * Removes, in one transaction, what is kept of links that `isOver` says are the account's, of links that are gone already too. When there
 * was anything, this installation forgets who it is, and counts as another computer.
 */
export const removeCarriedOf = async (
  database: IsthmusDatabase,
  account: AccountId,
  isOver: (linkId: string) => boolean,
): Promise<void> => {
  const { links, linkPosts, pinsRead, linkReads, notCarried, counterparts, outbox, computer } = database;
  const tables = [links, linkPosts, pinsRead, linkReads, notCarried, counterparts, outbox, computer];
  await database.transaction('rw', tables, async () => {
    await pinsRead.where('accountId').equals(account).delete();
    await linkPosts.filter(({ conversationId }) => conversationId.startsWith(`${account}/`)).delete();
    let removed = await links.filter(({ id }) => isOver(id)).delete();
    for (const table of [linkReads, notCarried, counterparts, outbox])
      removed += await table.filter(({ linkId }: { linkId: string }) => isOver(linkId)).delete();
    if (removed > 0) await computer.clear();
  });
};

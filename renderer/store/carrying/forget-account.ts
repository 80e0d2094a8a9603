/** Removes the rows of carrying when an account is removed. */
import type { AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { forgetLeftAuthorsOf } from './left-authors.ts';

/**
 * In one transaction, removes all rows of links for which `isOver` is true, also of links that no longer exist. If there were any, this
 * installation's id is removed, too, so that it counts as another computer.
 */
export const removeCarriedOf = async (
  database: IsthmusDatabase,
  account: AccountId,
  isOver: (linkId: string) => boolean,
): Promise<void> => {
  const { links, linkPosts, pinsRead, linkReads, notCarried, counterparts, outbox, computer } = database;
  const tables = [links, linkPosts, pinsRead, linkReads, notCarried, counterparts, outbox, computer];
  await database.transaction('rw', [...tables, database.leftAuthors], async () => {
    await forgetLeftAuthorsOf(database, account, isOver);
    await pinsRead.where('accountId').equals(account).delete();
    await linkPosts.filter(({ conversationId }) => conversationId.startsWith(`${account}/`)).delete();
    let removed = await links.filter(({ id }) => isOver(id)).delete();
    for (const table of [linkReads, notCarried, counterparts, outbox])
      removed += await table.filter(({ linkId }: { linkId: string }) => isOver(linkId)).delete();
    if (removed > 0) await computer.clear();
  });
};

/** What was carried over an account's links goes with the account. */
import type { AccountId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { isLinkOf } from '../links/link-id.ts';

/**
 * Removes it, of links that are gone already too. This installation then counts as another computer: what belongs together is found
 * anew before it carries again.
 */
export const forgetCarried = async (database: IsthmusDatabase, id: AccountId): Promise<void> => {
  const { links, linkPosts, pinsRead, linkReads, notCarried, counterparts, outbox, computer } = database;
  const tables = [links, linkPosts, pinsRead, linkReads, notCarried, counterparts, outbox, computer];
  await database.transaction('rw', tables, async () => {
    await pinsRead.where('accountId').equals(id).delete();
    await linkPosts.filter(({ conversationId }) => conversationId.startsWith(`${id}/`)).delete();
    let removed = await links.filter((link) => isLinkOf(link.id, id)).delete();
    for (const table of [linkReads, notCarried, counterparts, outbox])
      removed += await table.filter(({ linkId }: { linkId: string }) => isLinkOf(linkId, id)).delete();
    if (removed > 0) await computer.clear();
  });
};

/**
 * Writes down, for a relay, who has disconnected. Until then it left their messages to their own Isthmus, which carries nothing any more: so it has
 * to look at the last of them once more.
 */
import { type Account, accountOfId } from '../../../model/index.ts';
import { addLeftAuthor, readLinkRows, type IsthmusDatabase } from '../../../store/index.ts';
import type { WrittenPerson } from '../../follower.ts';
import { carriesForOthers } from '../decide/relay.ts';

/** How old a message may be that is carried after its author has disconnected, ms: what is older they have seen not to be carried. */
const looksBack = 3_600_000;
/** A relay that was off looks back further, to when it last knew that they were connected; but not further than this, ms. */
const looksBackAtMost = 7 * 86_400_000;

/**
 * Within the transaction in which the mirror stores these people. True if there is anybody to look at. A mirror that was never up to date has left
 * nothing to anybody. `heardAt`: when it was told, ms on this machine's clock.
 */
export const keepLeftAuthors = async (
  database: IsthmusDatabase,
  { id: accountId, currentAt }: Pick<Account, 'id' | 'currentAt'>,
  people: readonly WrittenPerson[],
  heardAt: number | null,
): Promise<boolean> => {
  const left = people.flatMap(({ before, now }) =>
    before?.claims && before.claims !== now.claims ? [{ id: now.id, claimed: before.claims }] : [],
  );
  if (left.length === 0 || currentAt === null) return false;
  const links = (await readLinkRows(database))
    .filter((link) => link.carried && carriesForOthers(link) && accountOfId(link.mattermost) === accountId)
    .map(({ id }) => id);
  if (links.length === 0) return false;
  const at = heardAt ?? currentAt;
  const from = Math.max(Math.min(currentAt, at) - looksBack, at - looksBackAtMost);
  for (const person of left) await addLeftAuthor(database, { ...person, accountId, from, at, links });
  return true;
};

/** Those who have disconnected, and the links over which a relay has still to look at what they wrote shortly before. */
import type { AccountId } from '../../model/index.ts';
import type { LeftAuthorRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';

/** All of them. */
export const readLeftAuthors = ({ leftAuthors }: Reads<'leftAuthors'>): Promise<LeftAuthorRow[]> =>
  leftAuthors.toArray();

/**
 * Adds somebody. What was still to be looked at of an earlier time when they disconnected stays. Call it within a transaction over the table.
 */
export const addLeftAuthor = async ({ leftAuthors }: IsthmusDatabase, row: LeftAuthorRow): Promise<void> => {
  const held = await leftAuthors.get([row.id, row.claimed]);
  await leftAuthors.put(
    held
      ? { ...row, from: Math.min(row.from, held.from), links: [...new Set([...held.links, ...row.links])] }
      : row,
  );
};

/**
 * Over these links their messages were looked at, or need not be. Who has no other link is forgotten. Nothing changes if they have disconnected
 * once more since `row` was read.
 */
export const settleLeftAuthor = async (
  { leftAuthors }: IsthmusDatabase,
  row: LeftAuthorRow,
  settled: ReadonlySet<string>,
): Promise<void> => {
  if (settled.size === 0) return;
  await leftAuthors.db.transaction('rw', leftAuthors, async () => {
    const held = await leftAuthors.get([row.id, row.claimed]);
    if (held?.at !== row.at) return;
    const links = held.links.filter((id) => !settled.has(id));
    if (links.length > 0) await leftAuthors.put({ ...held, links });
    else await leftAuthors.delete([row.id, row.claimed]);
  });
};

/** Forgets those of an account that was signed out, and the links for which `isOver` is true. */
export const forgetLeftAuthorsOf = async (
  database: IsthmusDatabase,
  account: AccountId,
  isOver: (linkId: string) => boolean,
): Promise<void> => {
  await database.leftAuthors.where('accountId').equals(account).delete();
  for (const row of await readLeftAuthors(database))
    await settleLeftAuthor(database, row, new Set(row.links.filter(isOver)));
};

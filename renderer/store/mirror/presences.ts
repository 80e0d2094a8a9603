/** Presence of those whom the engine asks about. */
import type { AccountId, PersonId, Presence } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';

/** How these people are at work, as far as it is known. */
export const readPresencesOf = async (
  { presences }: Reads<'presences'>,
  ids: readonly PersonId[],
): Promise<Presence[]> => (await presences.bulkGet([...ids])).flatMap((row) => (row ? [row.presence] : []));

/** What is known already is not written again: it would wake those who read it. */
export const writePresences = async (
  { presences }: IsthmusDatabase,
  accountId: AccountId,
  told: ReadonlyMap<PersonId, Presence>,
): Promise<void> => {
  if (told.size === 0) return;
  const known = await presences.bulkGet([...told.keys()]);
  const rows = [...told].map(([id, presence]) => ({ id, accountId, presence }));
  const changed = rows.filter(({ presence }, at) => presence !== known[at]?.presence);
  if (changed.length > 0) await presences.bulkPut(changed);
};

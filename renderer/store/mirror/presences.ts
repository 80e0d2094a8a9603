/** Presence of those whom the engine asks about. */
import type { AccountId, PersonId, Presence } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';

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

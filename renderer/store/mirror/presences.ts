/** Reads and writes the presence of people about whom the engine asks. */
import type { AccountId, PersonId, Presence } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { getRows, putRows } from '../many-rows.ts';

/** The presence of these people, if it is known. */
export const readPresencesOf = async (
  { presences }: Reads<'presences'>,
  ids: readonly PersonId[],
): Promise<Presence[]> => (await getRows(presences, ids)).flatMap((row) => (row ? [row.presence] : []));

/** Writes presences that have changed. The others are not written again, because that would start live queries. */
export const writePresences = async (
  { presences }: IsthmusDatabase,
  accountId: AccountId,
  told: ReadonlyMap<PersonId, Presence>,
): Promise<void> => {
  if (told.size === 0) return;
  const known = await getRows(presences, [...told.keys()]);
  const rows = [...told].map(([id, presence]) => ({ id, accountId, presence }));
  const changed = rows.filter(({ presence }, at) => presence !== known[at]?.presence);
  await putRows(presences, changed);
};

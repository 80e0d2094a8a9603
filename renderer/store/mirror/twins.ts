/** Reads and writes who is whom, by person. The table is derived from people's claims and addresses (`engine/people`). */
import {
  twinsSeen,
  type AccountId,
  type PersonId,
  type PersonTwins,
  type Twins,
  type TwinSides,
} from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { deleteRows, getRows, putRows } from '../many-rows.ts';

/** The rows of these people, by person. People without a twin are left out. */
export const readTwinRows = async (
  { twins }: Reads<'twins'>,
  ids: readonly PersonId[],
): Promise<Map<PersonId, PersonTwins>> => {
  const rows = await getRows(twins, ids);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

/** Everybody who has a twin, with their twins. */
export const readAllTwinRows = ({ twins }: Reads<'twins'>): Promise<PersonTwins[]> => twins.toArray();

/** The twins of these people between two accounts. */
export const readTwins = async (
  database: Reads<'twins'>,
  ids: readonly PersonId[],
  sides: TwinSides,
): Promise<Twins> => twinsSeen((await readTwinRows(database, ids)).values(), sides);

/** Writes these rows, and removes those without twins. Call it within a transaction over twins. */
export const writeTwinRows = async (
  { twins: table }: IsthmusDatabase,
  rows: readonly PersonTwins[],
): Promise<void> => {
  await putRows(
    table,
    rows.filter(({ twins }) => twins.length > 0),
  );
  await deleteRows(
    table,
    rows.filter(({ twins }) => twins.length === 0).map(({ id }) => id),
  );
};

/** Removes an account's people from the table, and from the rows of their twins. */
export const removeTwinsOf = (database: IsthmusDatabase, account: AccountId): Promise<void> =>
  database.transaction('rw', database.twins, async () => {
    const gone = await database.twins.where('accountId').equals(account).toArray();
    const elsewhere = new Set(gone.flatMap(({ twins }) => twins.map(({ id }) => id)));
    const others = await readTwinRows(database, [...elsewhere]);
    await writeTwinRows(database, [
      ...gone.map((row) => ({ ...row, twins: [] })),
      ...[...others.values()].map((row) => ({
        ...row,
        twins: row.twins.filter(({ accountId }) => accountId !== account),
      })),
    ]);
  });

/** Whether this version of the rule has filled the table. */
export const areTwinsFilledBy = async ({ derived }: IsthmusDatabase, rule: number): Promise<boolean> =>
  (await derived.get('twins'))?.rule === rule;

/** Clears the table. Then `rule` must fill it within the same transaction over twins and derived. */
export const beginTwins = async ({ twins, derived }: IsthmusDatabase, rule: number): Promise<void> => {
  await twins.clear();
  await derived.put({ table: 'twins', rule });
};

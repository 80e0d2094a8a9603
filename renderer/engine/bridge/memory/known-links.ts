/** Of which links it is known what was carried already: in the database, so that no crash and no lost answer passes for knowledge. */
import type { IsthmusDatabase } from '../../../store/index.ts';

/** From now on this link is known. */
export const knowLink = (database: IsthmusDatabase, linkId: string): Promise<void> =>
  database.transaction('rw', database.computer, async () => {
    const row = await database.computer.get('computer');
    if (row) await database.computer.put({ ...row, knownLinks: [...new Set(row.knownLinks).add(linkId)] });
  });

/** Another computer may have carried over all of them. */
export const forgetLinks = async (database: IsthmusDatabase): Promise<void> => {
  await database.computer.update('computer', { knownLinks: [] });
};

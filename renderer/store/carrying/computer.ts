/**
 * What this installation knows of itself, and of which links it knows what was carried already: in the database, so that no crash and no
 * lost answer passes for knowledge.
 */
import type { IsthmusDatabase } from '../database.ts';

/** This installation's own id; `makeId` makes one for a new database. */
export const openComputerRow = (database: IsthmusDatabase, makeId: () => string): Promise<string> =>
  database.transaction('rw', database.computer, async () => {
    const held = await database.computer.get('computer');
    if (held) return held.id;
    const id = makeId();
    await database.computer.put({ key: 'computer', id });
    return id;
  });

/** The links that are known. */
export const readKnownLinks = async ({ computer }: IsthmusDatabase): Promise<ReadonlySet<string>> =>
  new Set((await computer.get('computer'))?.knownLinks ?? []);

/** From now on this link is known. Does nothing before the installation has an id. */
export const knowLink = (database: IsthmusDatabase, linkId: string): Promise<void> =>
  database.transaction('rw', database.computer, async () => {
    const row = await database.computer.get('computer');
    if (row) await database.computer.put({ ...row, knownLinks: [...new Set(row.knownLinks).add(linkId)] });
  });

/** Another computer may have carried over all of them. */
export const forgetKnownLinks = async ({ computer }: IsthmusDatabase): Promise<void> => {
  await computer.update('computer', { knownLinks: [] });
};

/**
 * This installation's id, and the links for which it knows what was carried already. They are stored, so that after a crash or a lost
 * answer nothing counts as known that is not.
 */
import type { ComputerRow } from '../carry-rows.ts';
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

/** When this computer first knew of the user's own claim, ms; null if it does not know of one. */
export const readClaimedAt = async ({ computer }: IsthmusDatabase): Promise<number | null> =>
  (await computer.get('computer'))?.claimedAt ?? null;

/**
 * Remembers that it knows of the user's own claim since `at` (ms), and forgets what it knew to be carried: until the claim was seen, the
 * relay may have carried. Null: there is no claim.
 */
export const writeClaimedAt = async ({ computer }: IsthmusDatabase, at: number | null): Promise<void> => {
  await computer.update('computer', { knownLinks: [], claimedAt: at ?? undefined });
};

/** The links for which it knows what was carried. */
export const readKnownLinks = async ({ computer }: IsthmusDatabase): Promise<ReadonlySet<string>> =>
  new Set((await computer.get('computer'))?.knownLinks ?? []);

/** Marks a link as known. Does nothing before the installation has an id. */
export const knowLink = (database: IsthmusDatabase, linkId: string): Promise<void> =>
  database.transaction('rw', database.computer, async () => {
    const row = await database.computer.get('computer');
    if (row) await database.computer.put({ ...row, knownLinks: [...new Set(row.knownLinks).add(linkId)] });
  });

/** Forgets some of them, because another computer may have carried over them. */
export const forgetKnownLinks = (
  database: IsthmusDatabase,
  isForgotten: (linkId: string) => boolean,
): Promise<void> =>
  database.transaction('rw', database.computer, async () => {
    const row = await database.computer.get('computer');
    if (row) await database.computer.put({ ...row, ...withoutKnown(row, (id) => !isForgotten(id)) });
  });

/** Since when this computer knows that the user reads both sides of a link with a relay, ms; null: it has not looked since they do. */
export const readJoinedAt = async ({ computer }: IsthmusDatabase, linkId: string): Promise<number | null> =>
  (await computer.get('computer'))?.joined?.find((one) => one.linkId === linkId)?.at ?? null;

/** Remembers that, and forgets what it knew to be carried over the link: until then the relay may have carried. */
export const writeJoinedAt = (database: IsthmusDatabase, linkId: string, at: number): Promise<void> =>
  database.transaction('rw', database.computer, async () => {
    const row = await database.computer.get('computer');
    if (!row) return;
    const joined = [...(row.joined ?? []).filter((one) => one.linkId !== linkId), { linkId, at }];
    await database.computer.put({ ...row, ...withoutKnown(row, (id) => id !== linkId), joined });
  });

/**
 * Forgets of all links but these that the user reads both sides, and what it knew to be carried over them. Call it within a transaction over
 * the computer's table.
 */
export const keepJoined = async (
  { computer }: IsthmusDatabase,
  linkIds: ReadonlySet<string>,
): Promise<void> => {
  const row = await computer.get('computer');
  const gone = new Set((row?.joined ?? []).flatMap(({ linkId }) => (linkIds.has(linkId) ? [] : [linkId])));
  if (!row || gone.size === 0) return;
  const joined = (row.joined ?? []).filter(({ linkId }) => !gone.has(linkId));
  await computer.put({ ...row, ...withoutKnown(row, (id) => !gone.has(id)), joined });
};

const withoutKnown = (
  { knownLinks }: ComputerRow,
  isKept: (linkId: string) => boolean,
): Pick<ComputerRow, 'knownLinks'> =>
  knownLinks === undefined ? {} : { knownLinks: knownLinks.filter(isKept) };

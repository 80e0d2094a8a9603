/** Reads how far both sides of a link were read when the read state was last carried. */
import type { LinkReadRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { deleteRows, getRows } from '../many-rows.ts';

/** Undefined if it was never carried. */
export const readLinkReadRow = (
  { linkReads }: Reads<'linkReads'>,
  linkId: string,
): Promise<LinkReadRow | undefined> => linkReads.get(linkId);

/** The rows of several links, in their order. */
export const readLinkReadRows = (
  { linkReads }: Reads<'linkReads'>,
  linkIds: readonly string[],
): Promise<(LinkReadRow | undefined)[]> => getRows(linkReads, linkIds);

export const writeLinkReadRow = async ({ linkReads }: IsthmusDatabase, row: LinkReadRow): Promise<void> => {
  await linkReads.put(row);
};

export const removeLinkReadRows = (
  { linkReads }: IsthmusDatabase,
  linkIds: readonly string[],
): Promise<void> => deleteRows(linkReads, linkIds);

/** Counts what a relay carries, by the quarter of an hour and by direction, so that a day of any time zone can be summed. */
import type { Service } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';

const quarter = 900_000;
/** How long counts are kept, ms: more than the longest day. */
const kept = 172_800_000;

/** Counts one more message that was written on `from`. `now` in ms. Call it within the transaction that stores the copy. */
export const countCarried = async (
  { carriedCounts }: IsthmusDatabase,
  from: Service,
  now: number,
): Promise<void> => {
  const at = Math.floor(now / quarter) * quarter;
  const held = await carriedCounts.get([at, from]);
  if (!held)
    await carriedCounts
      .where('[at+from]')
      .below([at - kept, ''])
      .delete();
  await carriedCounts.put({ at, from, messages: (held?.messages ?? 0) + 1 });
};

/** How many messages of each side were carried since a time, ms, which is the begin of a quarter of an hour. */
export const readCarriedSince = async (
  { carriedCounts }: Reads<'carriedCounts'>,
  since: number,
): Promise<Readonly<Record<Service, number>>> => {
  const rows = await carriedCounts.where('[at+from]').aboveOrEqual([since, '']).toArray();
  const counts = { teams: 0, mattermost: 0 };
  for (const { from, messages } of rows) counts[from] += messages;
  return counts;
};

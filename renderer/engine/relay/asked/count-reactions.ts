/** Counts the reactions that a message has on the other side of its link. */
import { type Message, type Reaction, reactionName } from '../../../model/index.ts';
import { type IsthmusDatabase, readCopies, readMessageRows, readOrigins } from '../../../store/index.ts';

export interface CountedReaction extends Pick<Reaction, 'emoji' | 'name'> {
  /** By how many people. */
  readonly count: number;
}

/** The reactions of all parts of its counterpart, most first; null where it has none in the mirror. */
export const countReactions = async (
  database: IsthmusDatabase,
  { id }: Message,
): Promise<readonly CountedReaction[] | null> => {
  const [origins, copies] = await Promise.all([readOrigins(database, [id]), readCopies(database, [id])]);
  const ids = [
    ...(origins.get(id)?.copies ?? []).flatMap((copy) => copy ?? []),
    ...(copies.get(id) ?? []).map((row) => row.id),
  ];
  const there = (await readMessageRows(database, ids)).filter((row) => row?.deletedAt === null);
  if (there.length === 0) return null;
  const counted = new Map<string, CountedReaction>();
  for (const { emoji, name, personIds, unnamed = 0 } of there.flatMap((row) => row?.reactions ?? [])) {
    const key = reactionName({ emoji, name });
    counted.set(key, { emoji, name, count: (counted.get(key)?.count ?? 0) + personIds.length + unnamed });
  }
  return [...counted.values()].sort((one, other) => other.count - one.count);
};

/** Later changes of a message: reactions, an edit, a deletion. */
import type { PersonKey, PlannedReaction } from '../plan.ts';
import type { Chooser } from '../random.ts';

export interface Afterlife {
  readonly reactions: readonly PlannedReaction[];
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
}

const minute = 60_000;

/** A time after `at` within about an hour, never after `now`. */
const later = (at: number, now: number, chooser: Chooser): number =>
  Math.min(now, at + 1 + Math.floor(chooser.random() ** 2 * 60 * minute));

/** Reactions by different people; several people may take the same emoji, and one person two. */
export const makeReactions = (
  members: readonly PersonKey[],
  emoji: readonly string[],
  at: number,
  now: number,
  chooser: Chooser,
): PlannedReaction[] => {
  const favourites = chooser.some(emoji, 3);
  const reactions = chooser
    .some(members, 1 + Math.floor(chooser.random() ** 3 * 9))
    .map((by) => ({ by, emoji: chooser.pick(favourites), at: later(at, now, chooser) }));
  const [first] = reactions;
  const other = favourites.find((one) => one !== first?.emoji);
  if (first && other !== undefined && chooser.chance(0.15)) reactions.push({ ...first, emoji: other });
  return reactions;
};

/** The usual afterlife: one message in seven gets reactions, one in twenty-five is edited, one in seventy deleted. */
export const makeAfterlife = (
  members: readonly PersonKey[],
  emoji: readonly string[],
  at: number,
  now: number,
  chooser: Chooser,
): Afterlife => ({
  reactions: chooser.chance(0.14) ? makeReactions(members, emoji, at, now, chooser) : [],
  editedAt: chooser.chance(0.04) ? later(at, now, chooser) : null,
  deletedAt: chooser.chance(0.014) ? later(at, now, chooser) : null,
});

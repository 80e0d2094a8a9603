/** How far everybody has read: most have read all, some are behind, a few never opened the conversation. */
import type { PersonKey } from './plan.ts';
import type { Chooser } from './random.ts';

/**
 * Read state of one conversation.
 * @param times times of its messages, ascending
 * @param sample the sample user, who has read all of it, or all but a few
 */
export const makeReadAt = (
  members: readonly PersonKey[],
  times: readonly number[],
  sample: PersonKey,
  chooser: Chooser,
): Record<PersonKey, number> => {
  const readAt: Record<PersonKey, number> = {};
  for (const member of members) {
    const isSample = member === sample;
    const behind = chooser.chance(isSample ? 0.28 : 0.2) ? chooser.integer(1, isSample ? 9 : 30) : 0;
    if (!isSample && chooser.chance(0.03)) continue;
    const last = times.at(-1 - behind);
    if (last !== undefined) readAt[member] = last;
  }
  return readAt;
};

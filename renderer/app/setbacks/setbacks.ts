/** Setbacks by conversation, as the list shows conversations. Pure. */
import type { ConversationId } from '../../model/index.ts';
import type { ConversationSetbackRow } from '../../store/index.ts';
import type { Pairs } from '../pairs/pairs.ts';

export type Setbacks = ReadonlyMap<ConversationId, readonly ConversationSetbackRow[]>;

/** Of two linked conversations, what fails on either side is told at both: they are read as one. */
export const withPairs = (setbacks: Setbacks, pairs: Pairs): Setbacks => {
  if (setbacks.size === 0) return setbacks;
  const all = new Map(setbacks);
  for (const { mattermost, teams } of pairs.values()) {
    const both = [...(setbacks.get(mattermost.id) ?? []), ...(setbacks.get(teams.id) ?? [])];
    if (both.length === 0) continue;
    all.set(mattermost.id, both);
    all.set(teams.id, both);
  }
  return all;
};

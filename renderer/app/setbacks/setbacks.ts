/** Setbacks by conversation, for conversations as the list shows them. Pure. */
import type { ConversationId } from '../../model/index.ts';
import type { ConversationSetbackRow } from '../../store/index.ts';
import type { Pairs } from '../pairs/pairs.ts';

export type Setbacks = ReadonlyMap<ConversationId, readonly ConversationSetbackRow[]>;

/** Gives both sides of a pair the failures of either side, because they are read as one. */
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

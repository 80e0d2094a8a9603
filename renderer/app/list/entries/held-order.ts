/** The order of the list while somebody is in it: what is under the pointer stays there. */
import type { ConversationId } from '../../../model/index.ts';
import type { NamedConversation } from './named.ts';
import { groupOf, isChosenGroup, type ListView, type PlacedConversation } from './placing.ts';

/**
 * The rows as they stood `before`, with what is known of them now. Nobody changes place by a message or by being read. What is new, and what the
 * user has made a favourite or put aside (or somebody has brought back), stands last in its group; among recent ones it does not
 * become the end of what is unread, above those that stand still. What is gone is gone.
 * @param wanted - the rows as they would stand with nobody in the list
 * @param named - all conversations, also those that the filter does not show any more
 */
export const heldOrder = (
  before: readonly PlacedConversation[],
  wanted: readonly PlacedConversation[],
  named: readonly NamedConversation[],
  view: ListView,
): readonly PlacedConversation[] => {
  const known = new Map(named.map((one) => [one.entry.key, one]));
  const isMoved = (from: string, to: string): boolean =>
    from !== to && (isChosenGroup(from) || isChosenGroup(to));
  const standing: PlacedConversation[] = [];
  const stands = new Set<ConversationId>();
  for (const { named: was, group } of before) {
    const { key } = was.entry;
    const now = known.get(key);
    if (!now || isMoved(group, groupOf(now.entry.conversation, view))) continue;
    standing.push({ named: now, group });
    stands.add(key);
  }
  const hasRest = standing.some(({ group }) => group === 'rest');
  const late = wanted.flatMap((one) => {
    if (stands.has(one.named.entry.key)) return [];
    return [one.group === 'unread' && hasRest ? { ...one, group: 'rest' } : one];
  });
  return late.length === 0 ? standing : [...standing, ...late];
};

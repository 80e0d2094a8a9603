/** The order of the list while the pointer or the focus is in it: the row under the pointer stays there. */
import type { ConversationId } from '../../../model/index.ts';
import type { NamedConversation } from './named.ts';
import { groupOf, isChosenGroup, type ListView, type PlacedConversation } from './placing.ts';

/**
 * The rows in the order `before`, with their present content. A new message or reading moves no row. A new conversation is last in its group, and
 * so is one that the user made a favourite or hid, or that came back. In the list by recency it is not put at the end of the
 * unread ones, because that is above rows that must not move. Removed conversations are left out.
 * @param wanted - the rows in the order without the pointer or the focus in the list
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

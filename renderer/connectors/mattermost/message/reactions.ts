/** The reactions of a post (metadata.reactions: one row per person and emoji) as one row per emoji. */
import type { PersonId, Reaction } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { emojiOfName } from '../../../text/mattermost-markdown/emoji.ts';
import { isServiceId } from '../ids.ts';
import { isPayload, listOf, stampOf } from '../rest/reading.ts';

const none: readonly Reaction[] = Object.freeze([]);

/** Emoji in the order of their first reaction, people sorted and each once; rows that cannot be read are left out. */
export const reactionsOf = (raw: unknown, context: MappingContext): readonly Reaction[] => {
  const rows = listOf(raw);
  if (rows.length === 0) return none;
  const byName = new Map<string, Set<PersonId>>();
  for (const row of rows) {
    if (!isPayload(row) || typeof row.emoji_name !== 'string' || !isServiceId(row.user_id)) continue;
    // The server may still serve a removed reaction, with delete_at set.
    if ((stampOf(row.delete_at) ?? 0) !== 0) continue;
    const people = byName.get(row.emoji_name) ?? new Set();
    people.add(context.ids.person(row.user_id));
    byName.set(row.emoji_name, people);
  }
  return [...byName].map(([name, people]) => ({
    emoji: emojiOfName(name),
    name,
    personIds: [...people].sort(),
  }));
};

/** Reactions, one row per emoji. */
import type { AccountId, PersonId, Reaction } from '../../../model/index.ts';
import { asRecords, asText, type JsonRecord } from '../graph/json.ts';
import { readIdentity } from './identities.ts';

/** Names from before Graph gave Unicode (facts, graph §3); the pictures are those Teams shows for them. */
const legacy: ReadonlyMap<string, string> = new Map([
  ['like', '👍'],
  ['heart', '❤️'],
  ['laugh', '😆'],
  ['surprised', '😮'],
  ['sad', '🙁'],
  ['angry', '😡'],
]);

/** A value that is not all ASCII is the emoji itself (`💘`, `1️⃣`). An unknown name in ASCII has no Unicode form. */
const emojiOf = (reactionType: string): string | null =>
  legacy.get(reactionType) ?? (/[^\p{ASCII}]/u.test(reactionType) ? qualified(reactionType) : null);

/**
 * Adds the emoji variation selector to signs that are text by default (❤ becomes ❤️, also within an emoji of several signs). Clients leave
 * it out or not, and both must be one reaction.
 */
const qualified = (emoji: string): string =>
  emoji.replace(/(?!\p{Emoji_Presentation}|[0-9#*])\p{Emoji}(?=\u{200D}|$)/gu, '$&\u{FE0F}');

const nameOf = (reaction: JsonRecord, reactionType: string): string =>
  reactionType === 'custom' ? (asText(reaction.displayName) ?? reactionType) : reactionType;

/** Groups `reactions[]` by the emoji. A reaction without a person is only counted. Entries without a type are left out. */
export const readReactions = (account: AccountId, value: unknown): readonly Reaction[] => {
  if (!Array.isArray(value) || value.length === 0) return [];
  const groups = new Map<string, Group>();
  for (const reaction of asRecords(value)) {
    const reactionType = asText(reaction.reactionType);
    if (reactionType === null) continue;
    const emoji = emojiOf(reactionType);
    const name = nameOf(reaction, reactionType);
    const key = emoji ?? `:${name}:`;
    const group = groups.get(key) ?? { emoji, name, people: new Set(), unnamed: 0 };
    const identity = readIdentity(account, reaction.user);
    if (identity === null) group.unnamed += 1;
    else group.people.add(identity.id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ emoji, name, people, unnamed }) => ({
    emoji,
    name,
    personIds: [...people].sort(),
    ...(unnamed === 0 ? {} : { unnamed }),
  }));
};

interface Group {
  readonly emoji: string | null;
  readonly name: string;
  readonly people: Set<PersonId>;
  unnamed: number;
}

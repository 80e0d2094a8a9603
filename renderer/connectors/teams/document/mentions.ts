/** Whom an `<at>` in a body means, and names that Teams split into a mention per word put together again. */
import type { Mention, MentionInline, MentionTarget } from '../../../model/index.ts';
import { elementsNamed, literalText, type HtmlNode } from './nodes.ts';

/** Finds whom the `<at>` with this id and text means; null for tags and for people that Graph does not name. */
export type FindMentioned = (id: string, text: string) => MentionTarget | null;

const targetOf = (mention: Mention): MentionTarget =>
  mention.kind === 'person' ? { kind: 'person', personId: mention.personId } : { kind: 'everyone' };

const sameTarget = (one: MentionTarget, other: MentionTarget): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const nameOf = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * The mirror keeps a message's mentions in Graph's order but not their ids, and leaves out those it cannot name. So the ids with one
 * text are paired with the mentions of that text in order, which tells two people of one name apart; where their numbers differ, only
 * what leaves no doubt counts.
 */
export const mentionFinder = (nodes: readonly HtmlNode[], mentions: readonly Mention[]): FindMentioned => {
  if (mentions.length === 0) return () => null;
  const idsByText = new Map<string, Set<string>>();
  for (const element of elementsNamed(nodes, 'at')) {
    const name = nameOf(literalText(element.children));
    const ids = idsByText.get(name) ?? new Set<string>();
    idsByText.set(name, ids.add(element.attributes.id ?? ''));
  }
  const mentionsByText = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const name = nameOf(mention.text);
    const named = mentionsByText.get(name);
    if (named) named.push(mention);
    else mentionsByText.set(name, [mention]);
  }
  const pairs = new Map<string, MentionTarget>();
  for (const [name, ids] of idsByText) {
    const named = (mentionsByText.get(name) ?? []).map(targetOf);
    const inOrder = [...ids].sort((one, other) => Number(one) - Number(other));
    const [first] = named;
    const isOne = first !== undefined && named.every((other) => sameTarget(first, other));
    for (const [at, id] of inOrder.entries()) {
      const atIndex = mentions[Number(id)];
      const byIndex =
        atIndex !== undefined && (nameOf(atIndex.text) === name || atIndex.text === '')
          ? targetOf(atIndex)
          : null;
      const target = (ids.size === named.length ? named[at] : null) ?? byIndex ?? (isOne ? first : null);
      if (target) pairs.set(`${id}\n${name}`, target);
    }
  }
  return (id, text) => pairs.get(`${id}\n${nameOf(text)}`) ?? null;
};

/** A name of more words is a trick. */
const mostWords = 12;

/**
 * Teams makes `Ada Okafor` two mentions of the same person when the name is typed by its words. A word that is there already begins
 * a second mention: somebody may well be mentioned twice.
 */
export class MentionJoiner {
  #words: string[] = [];
  #last: MentionInline | null = null;

  /** The mention as it stands after this one joined it, or null when this one stands for itself. */
  join(next: MentionInline): MentionInline | null {
    const last = this.#last;
    const isSame = last?.target.kind === 'person' && sameTarget(last.target, next.target);
    if (last !== null && isSame && this.#words.length < mostWords && !this.#words.includes(next.text)) {
      this.#words.push(next.text);
      this.#last = { ...last, text: `${last.text} ${next.text}` };
      return this.#last;
    }
    this.#words = [next.text];
    this.#last = next;
    return null;
  }

  /** What comes next is no neighbour of the last mention. */
  forget(): void {
    this.#last = null;
  }
}

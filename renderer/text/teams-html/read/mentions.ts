/** Finds whom an `<at>` in a body means, and joins names that Teams split into one mention per word. */
import type { Mention } from '../../../model/index.ts';
import type { MentionInline, MentionTarget } from '../../document/index.ts';
import { elementsNamed, htmlNodes, literalText, type HtmlNode } from './nodes.ts';

/** Finds whom the `<at>` with this id and text means; null for tags and for people that Graph does not name. */
export type FindMentioned = (id: string, text: string) => MentionTarget | null;

const targetOf = (mention: Mention): MentionTarget =>
  mention.kind === 'person' ? { kind: 'person', personId: mention.personId } : { kind: 'everyone' };

const sameTarget = (one: MentionTarget, other: MentionTarget): boolean => {
  switch (one.kind) {
    case 'person':
      return other.kind === 'person' && one.personId === other.personId;
    case 'everyone':
      return other.kind === 'everyone';
    case 'channel':
      return other.kind === 'channel' && one.conversationId === other.conversationId;
  }
};

/** A name as it is compared. Graph gives a mention's text as HTML at times, so that a name with `&` is encoded once more than in the body. */
const nameOf = (text: string): string => {
  const decoded = text.includes('&') ? literalText(htmlNodes(text)) : text;
  return decoded.replace(/\s+/g, ' ').trim();
};

/**
 * Teams pairs by id, whatever the mark's text says: a client shows short names, and texts are encoded now once, now twice. By text go
 * marks without an id, and messages that the mirror holds from before it kept the ids.
 */
export const mentionFinder = (nodes: readonly HtmlNode[], mentions: readonly Mention[]): FindMentioned => {
  if (mentions.length === 0) return () => null;
  let pairs: FindMentioned | null = null;
  const byText: FindMentioned = (id, text) => (pairs ??= pairsByText(nodes, mentions))(id, text);
  if (mentions.every(({ mark }) => mark === undefined)) return byText;
  const byMark = new Map<string, Map<string, Mention>>();
  for (const mention of mentions) {
    if (mention.mark === undefined) continue;
    const named = byMark.get(mention.mark) ?? new Map<string, Mention>();
    const name = nameOf(mention.text);
    if (!named.has(name)) named.set(name, mention);
    byMark.set(mention.mark, named);
  }
  return (id, text) => {
    if (id === '') return byText(id, text);
    const named = byMark.get(id) ?? new Map<string, Mention>();
    const [first] = named.values();
    const found = named.get(nameOf(text)) ?? first;
    return found === undefined ? null : targetOf(found);
  };
};

/**
 * Without their ids mentions stand in Graph's order, and those it cannot name are left out. So the ids with one text are paired with the
 * mentions of that text in order, which tells two people of one name apart; where their numbers differ, only what leaves no doubt counts.
 */
const pairsByText = (nodes: readonly HtmlNode[], mentions: readonly Mention[]): FindMentioned => {
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

/**
 * Texts that a regular expression may be slow at. What makes a backtracking matcher slow is a repetition that can be read in several
 * ways, or begun at every character, and an end that refuses: so each part that begins the expression or repeats within it is
 * repeated, after what has to stand before it, and before several ends.
 */
import { type AST, RegExpParser } from '@eslint-community/regexpp';

export interface Attack {
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
}

/** The text of an attack, of `length` UTF-16 units. */
export const attackText = ({ prefix, pump, suffix }: Attack, length: number): string =>
  `${prefix}${pump.repeat(Math.max(1, Math.floor((length - prefix.length - suffix.length) / pump.length)))}${suffix}`;

/** Characters of every kind that the project's expressions ask for, and the emoji that are made of other emoji. */
const alphabet: readonly string[] = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCodePoint(0x20 + at)),
  ...['\n', '\t', '\r', '\u0000', '\u00a0', '\u00ad', 'é', 'ſ', '日', '\u0301', '…', '“', '\u200b', '\u2028'],
  ...['😀', '👏', '🏻', '🇩', '☐', '❤', '\ufe0f', '\u200d', '\u20e3', '\ue000', '\ud83d', '\u{e0067}'],
  ...['👏🏻', '👩‍👩‍👧', '🇩🇪', '❤️'],
];
const endings = ['', '\u0000', '\n', ' !', '<'];
/** How many texts of one part are tried; parts are small, and their first texts differ most. */
const fewest = 3;
const most = 4;

const distinct = (texts: Iterable<string>): string[] => [...new Set(texts)];

/** All attacks on an expression. */
export const attacksOn = (source: string, flags: string): Attack[] => {
  const unicode = flags.includes('u');
  const unicodeSets = flags.includes('v');
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode, unicodeSets });
  const sampler = new Sampler(flags);
  const attacks = new Map<string, Attack>();
  const attack = (prefixes: readonly string[], pumps: readonly string[]): void => {
    for (const prefix of distinct(['', ...prefixes]).slice(0, fewest))
      for (const pump of distinct(pumps).slice(0, most))
        if (pump !== '')
          for (const suffix of endings)
            attacks.set(JSON.stringify([prefix, pump, suffix]), { prefix, pump, suffix });
  };
  const visit = (alternatives: readonly AST.Alternative[], before: readonly string[]): void => {
    for (const { elements } of alternatives) {
      for (let from = 0; from < elements.length; from += 1) {
        const prefixes = joined(before, sampler.sequence(elements.slice(0, from)));
        for (let to = from + 1; to <= Math.min(elements.length, from + 3); to += 1)
          if (from === 0 || elements.slice(from, to).some(({ type }) => type === 'Quantifier'))
            attack(prefixes, sampler.sequence(elements.slice(from, to)));
        const element = elements[from];
        const inner = element?.type === 'Quantifier' ? element.element : element;
        if (inner && 'alternatives' in inner) visit(inner.alternatives, prefixes);
      }
    }
  };
  visit(pattern.alternatives, ['']);
  attack([''], sampler.common);
  return [...attacks.values()];
};

const joined = (ones: readonly string[], others: readonly string[]): string[] =>
  distinct(ones.flatMap((one) => others.map((other) => one + other))).slice(0, most);

/** Texts that parts of one expression take. */
class Sampler {
  /** What was asked for by most parts stands first: where two parts take the same, a text can be read in two ways. */
  readonly #popular = new Map<string, number>();
  readonly #members = new Map<string, readonly string[]>();

  constructor(private readonly flags: string) {}

  /** What several parts take. */
  get common(): string[] {
    return [...this.#popular]
      .sort(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([text]) => text);
  }

  sequence(elements: readonly AST.Element[]): string[] {
    return elements.reduce<string[]>((texts, element) => this.#append(texts, this.#texts(element)), ['']);
  }

  /** Each text of a part once, rather than all combinations. */
  #append(texts: readonly string[], next: readonly string[]): string[] {
    if (next.length === 0) return [...texts];
    const longer = Math.max(texts.length, next.length);
    return distinct(
      Array.from(
        { length: longer },
        (_, at) => (texts[at % texts.length] ?? '') + (next[at % next.length] ?? ''),
      ),
    ).slice(0, most);
  }

  #texts(node: AST.Element): string[] {
    switch (node.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return this.#differing(node.raw);
      case 'Group':
      case 'CapturingGroup':
        return distinct(node.alternatives.flatMap(({ elements }) => this.sequence(elements))).slice(0, most);
      case 'Quantifier': {
        const texts = this.#texts(node.element).map((text) =>
          text.repeat(Math.max(1, Math.min(node.min, 50))),
        );
        return node.min === 0 ? [...texts, ''] : texts;
      }
      case 'Assertion':
      case 'Backreference':
        return [''];
    }
  }

  /** Members that other parts take too, and members that stand last in the alphabet: letters beyond ASCII are often forgotten. */
  #differing(raw: string): string[] {
    const members = [...this.#membersOf(raw)].sort((one, other) => this.#weight(other) - this.#weight(one));
    return distinct([...members.slice(0, most / 2), ...members.slice(-most / 2)]);
  }

  #weight(text: string): number {
    return this.#popular.get(text) ?? 0;
  }

  #membersOf(raw: string): readonly string[] {
    const known = this.#members.get(raw);
    if (known) return known;
    const one = new RegExp(`^(?:${raw})$`, this.flags.replace(/[gmy]/g, ''));
    const members = alphabet.filter((text) => one.test(text));
    if (members.length === 0) members.push(...literally(raw));
    for (const text of members) this.#popular.set(text, (this.#popular.get(text) ?? 0) + 1);
    this.#members.set(raw, members);
    return members;
  }
}

/** A single character that is not in the alphabet stands for itself. */
const literally = (raw: string): string[] => (Array.from(raw).length === 1 ? [raw] : []);

/**
 * Where markdown-it alone takes longer than the length of a post allows: the end of a label, which it would look for anew from each
 * bracket; the descriptions of pictures in pictures, which it would read anew for each picture around them; and the state it makes for each
 * paragraph, however plain. What is read stays the same, but for a picture in a picture in a picture.
 */
import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;
type Token = ReturnType<Parser['parse']>[number];
type StateInline = InstanceType<Parser['inline']['State']>;

/** What is known of each place of a text that is being read. */
interface Labels {
  /** Where a label ends that is open at the place: one more than the place of its `]`, -1 where nothing ends it, 0 while not known. */
  readonly ends: Int32Array;
  /** 1 where a link stands between the place and that end. */
  readonly holdLink: Uint8Array;
}

const labels = new WeakMap<StateInline, Labels>();

const labelsOf = (state: StateInline): Labels => {
  const known = labels.get(state) ?? {
    ends: new Int32Array(state.src.length + 1),
    holdLink: new Uint8Array(state.src.length + 1),
  };
  labels.set(state, known);
  return known;
};

/**
 * Finds where the label ends that is open at `from`, and so where all labels end that begin on the way. A way is what `skipToken` steps
 * over; the same from each place on, so no place is passed twice.
 */
const findEnds = (state: StateInline, from: number, { ends, holdLink }: Labels): void => {
  /** The places passed in labels that are still open, and how many of them stand outside of each. */
  const passed: number[] = [];
  const outside: number[] = [0];
  const endOpenOne = (end: number, isLinkLast: boolean): void => {
    let isLink = isLinkLast;
    for (const left = outside.pop() ?? 0; passed.length > left;) {
      const place = passed.pop() ?? 0;
      const isLabel = state.src.charAt(place) === '[';
      isLink ||= holdLink[place] === 1 || (isLabel && holdLink[place + 1] === 1);
      ends[place] = end;
      holdLink[place] = isLink ? 1 : 0;
    }
  };
  state.pos = from;
  while (outside.length > 0 && state.pos < state.posMax) {
    const at = state.pos;
    const known = ends[at] ?? 0;
    if (known < 0) break;
    if (known > 0) {
      endOpenOne(known, holdLink[at] === 1);
      state.pos = known;
      continue;
    }
    passed.push(at);
    const sign = state.src.charAt(at);
    state.md.inline.skipToken(state);
    if (sign === ']') endOpenOne(at + 1, false);
    else if (sign === '[' && state.pos === at + 1) outside.push(passed.length);
    else if (sign === '[') holdLink[at] = 1;
  }
  while (outside.length > 0) endOpenOne(-1, false);
};

/**
 * Where the text of a link ends whose bracket is at `start`, -1 when it does not, or when a link stands in it and `disableNested` says that
 * none may: what markdown-it's own `parseLinkLabel` answers.
 */
export const endOfLabel = (state: StateInline, start: number, disableNested = false): number => {
  const known = labelsOf(state);
  const first = start + 1;
  if (known.ends[first] === 0) {
    const before = state.pos;
    findEnds(state, first, known);
    state.pos = before;
  }
  const end = (known.ends[first] ?? 0) - 1;
  return end < 0 || end >= state.posMax || (disableNested && known.holdLink[first] === 1) ? -1 : end;
};

/** Text in which no rule for inlines finds anything: none of the signs they begin with, no line end, no full stop (an address has one). */
const plain = /^[^\n!#$%&*+\-.:<=>@[\]\\^_`{}~]+$/;

/** Makes a parser quick for any post. What comes back reads a paragraph, a heading or a cell, with what the rules are told in `env`. */
export const parseQuickly = (
  markdown: Parser,
): ((text: string, env: Readonly<Record<string, unknown>>) => Token[]) => {
  markdown.helpers = { ...markdown.helpers, parseLinkLabel: endOfLabel };
  const parse = markdown.inline.parse.bind(markdown.inline);
  /** The posts of which a picture's description is being read. */
  const inDescription = new WeakSet<object>();
  // Called for descriptions only. One in another stays as it is written: read again for each picture around it, it would cost its length
  // times the depth.
  markdown.inline.parse = (content, md, env, tokens) => {
    if (inDescription.has(env)) return;
    inDescription.add(env);
    parse(content, md, env, tokens);
    inDescription.delete(env);
  };
  const { Token } = new markdown.core.State('', markdown, {});
  return (text, env) => {
    const tokens: Token[] = [];
    if (plain.test(text)) {
      const token = new Token('text', '', 0);
      token.content = text;
      tokens.push(token);
    } else if (text !== '') parse(text, markdown, env, tokens);
    return tokens;
  };
};

/**
 * Where markdown-it alone takes longer than the length of a post allows: labels that never end, which it would look for to the text's
 * end from each bracket, and the state it makes for each paragraph, however plain. What is read stays the same.
 */
import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;
type StateInline = InstanceType<Parser['inline']['State']>;

/** For each text that is being read: how many `]` stand at a place or after it. */
const closing = new WeakMap<StateInline, Uint32Array>();

const closingAt = (state: StateInline, place: number): number => {
  let counts = closing.get(state);
  if (!counts) {
    counts = new Uint32Array(state.src.length + 1);
    for (let at = state.src.length - 1; at >= 0; at -= 1)
      counts[at] = (counts[at + 1] ?? 0) + (state.src.charAt(at) === ']' ? 1 : 0);
    closing.set(state, counts);
  }
  return counts[place] ?? 0;
};

/**
 * Where the text of a link ends whose bracket is at `start`, -1 when it does not: markdown-it's own rule (`parseLinkLabel`), which gives up
 * as soon as fewer brackets are left than are open.
 */
export const endOfLabel = (state: StateInline, start: number, disableNested = false): number => {
  const before = state.pos;
  let end = -1;
  state.pos = start + 1;
  for (let level = 1; state.pos < state.posMax && level <= closingAt(state, state.pos);) {
    const at = state.pos;
    const sign = state.src.charAt(at);
    if (sign === ']') level -= 1;
    if (level === 0) {
      end = at;
      break;
    }
    state.md.inline.skipToken(state);
    if (sign !== '[') continue;
    if (state.pos === at + 1) level += 1;
    else if (disableNested) break;
  }
  state.pos = before;
  return end;
};

/** Text in which no rule for inlines finds anything: none of the signs they begin with, no line end, no full stop (an address has one). */
const plain = /^[^\n!#$%&*+\-.:<=>@[\]\\^_`{}~]+$/;

/** Makes a parser quick for any post. */
export const parseQuickly = (markdown: Parser): void => {
  markdown.helpers = { ...markdown.helpers, parseLinkLabel: endOfLabel };
  markdown.core.ruler.at('inline', ({ tokens, md, env, Token }) => {
    for (const { type, content, children } of tokens) {
      if (type !== 'inline' || children === null) continue;
      if (plain.test(content)) {
        const text = new Token('text', '', 0);
        text.content = content;
        children.push(text);
      } else md.inline.parse(content, md, env, children);
    }
  });
};

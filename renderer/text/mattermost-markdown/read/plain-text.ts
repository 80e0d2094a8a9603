/**
 * A post's Markdown as plain text, for previews, notifications and search. Only texts with a character that can be Markdown go
 * through the parser: most chat does not, and a history has to pass here at tens of thousands of posts a second.
 */
import { isParsed, tokensOf, type Token } from './parser.ts';
import { withEmoji } from '../emoji.ts';

export interface PlainText {
  /** Everything a reader sees, code included. */
  readonly plain: string;
  /** Only what is not code: mentions count here (facts, "Posts": mentions are text). */
  readonly prose: string;
}

const settings = { inlineLatex: false };

/** Inline marks anywhere, block marks at the start of a line. */
const mayBeMarkdown = /[`*_~[\]<&\\|]|^(?: {4}|\t|[ ]{0,3}(?:[#>+=-]|\d{1,9}[.)]))/m;

/** Plain text of a message's Markdown. */
export const plainTextOf = (source: string): PlainText => {
  if (!mayBeMarkdown.test(source) || !isParsed(source)) {
    const text = withEmoji(source.trim());
    return { plain: text, prose: text };
  }
  const all: string[] = [];
  const prose: string[] = [];
  for (const token of tokensOf(source, settings)) appendBlock(token, all, prose);
  return { plain: tidy(all), prose: tidy(prose) };
};

const tidy = (parts: readonly string[]): string =>
  parts
    .join('')
    .replace(/(?<![ \t])[ \t]*\n\s*/g, '\n')
    .trim();

const appendBlock = (token: Token, all: string[], prose: string[]): void => {
  switch (token.type) {
    case 'inline':
      for (const child of token.children ?? []) appendInline(child, all, prose);
      return;
    case 'fence':
    case 'code_block':
      all.push(token.content, '\n');
      prose.push('\n');
      return;
    case 'td_close':
    case 'th_close':
      push(' ', all, prose);
      return;
    default:
      // Every other block ends a line: paragraphs, headings, list items, table rows, rules.
      if (token.nesting <= 0) push('\n', all, prose);
  }
};

const appendInline = (token: Token, all: string[], prose: string[]): void => {
  switch (token.type) {
    case 'text':
    case 'text_special':
      push(withEmoji(token.content), all, prose);
      return;
    case 'code_inline':
      all.push(token.content);
      // A blank keeps the words on both sides apart.
      prose.push(' ');
      return;
    case 'softbreak':
    case 'hardbreak':
      push('\n', all, prose);
      return;
    case 'image':
      // Its text is the alternative text, as plain tokens.
      for (const child of token.children ?? []) appendInline(child, all, prose);
      return;
    default:
  }
};

const push = (text: string, all: string[], prose: string[]): void => {
  all.push(text);
  prose.push(text);
};

/**
 * Makes a document of the clipboard's content. Word, Excel, web pages and Teams give HTML, which the reader of Teams' bodies reads; nothing
 * of it is run, loaded or put into the page. A text that looks like Markdown is read as Markdown.
 */
import {
  changeInlines,
  inlinesOf,
  runsOf,
  tidyDocument,
  type Document,
  type Inline,
} from '../../text/document/index.ts';
import { linkedBlocksOfText } from '../../text/linked-text.ts';
import { readMattermostBody } from '../../text/mattermost-markdown/index.ts';
import { openTeamsText } from '../../text/teams-html/index.ts';
import { webAddress } from '../../text/web-address.ts';

/** The parts of the clipboard that are used; '' if a kind is missing. */
export interface Clipped {
  readonly html: string;
  readonly text: string;
}

/** The content as text, and as the user may have meant it. If the user undoes the second, the first stays. */
export interface Pasted {
  readonly plain: Document | null;
  readonly document: Document;
}

/** A text with more characters is too long for a message of either service, so it becomes a file. */
export const longestPaste = 60_000;

/** For HTML with more characters, its text is used, because reading the HTML would take too long. */
const longestHtml = 1_500_000;

/** Null if there is nothing to paste. */
export const pasted = ({ html, text }: Clipped): Pasted | null => {
  if (html !== '' && html.length <= longestHtml) {
    const document = tidyDocument(readHtml(html));
    if (document.blocks.length > 0) return { plain: null, document };
  }
  const lines = text.replace(/\r\n?/g, '\n').trimEnd();
  if (lines.trim() === '') return null;
  const plain = { blocks: linkedBlocksOfText(lines) };
  return looksLikeMarkdown(lines)
    ? { plain, document: readMattermostBody(lines) }
    : { plain: null, document: plain };
};

/** Windows puts the copied part between these marks, and the rest of its page outside of them. */
const fragment = /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/i;

const readHtml = (html: string): Document => {
  const content = fragment.exec(html)?.[1] ?? html;
  // A table's rows may be the whole fragment (Excel): without their table they would be read as lines.
  const whole = /^\s*<(?:tr|col|tbody)\b/i.test(content) ? `<table>${content}</table>` : content;
  const read = openTeamsText({ format: 'html', content: whole }).read({ mentions: [], files: [] });
  return changeInlines(read, (inlines) => inlinesOf(runsOf(inlines).filter(({ leaf }) => isOurs(leaf))));
};

/** Pictures that only their own page or program can show are left out. */
const isOurs = (inline: Inline): boolean =>
  inline.kind !== 'image' || (inline.source.kind === 'web' && webAddress(inline.source.url) !== null);

/** Marks that are rare in other text: a fence, a table's second line, a link with its text, bold. */
const certain = [
  /^(?:```|~~~)/,
  /^\|? ?:?-{3,99}:? ?\|/,
  /\[[^[\]]{1,200}\]\(https?:\/\/[^\s()]{1,500}\)/,
  /\*\*[^\s*][^*]{0,200}\*\*/,
];
/** Marks with which one line may begin by chance, but hardly several lines. */
const perLine = /^ {0,9}(?:[-*+] |\d{1,3}[.)] |#{1,6} |> )/;

/** Whether a text looks like Markdown. */
export const looksLikeMarkdown = (text: string): boolean => {
  const lines = text.slice(0, 20_000).split('\n');
  if (lines.some((line) => certain.some((one) => one.test(line.slice(0, 2_000))))) return true;
  return lines.filter((line) => perLine.test(line)).length >= 2;
};

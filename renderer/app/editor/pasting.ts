/**
 * What is on the clipboard as a document. Word, Excel, web pages and Teams bring HTML, which the reader of Teams' bodies reads: nothing
 * of it is run, loaded or put into the page. Text is taken for Markdown where it looks like some.
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

/** What of the clipboard is looked at; '' where it has none of a kind. */
export interface Clipped {
  readonly html: string;
  readonly text: string;
}

/** As text, and as what it may have been meant to be: undoing the second leaves the first. */
export interface Pasted {
  readonly plain: Document | null;
  readonly document: Document;
}

/** Characters of text beyond which no message of either service goes: such text is taken along as a file. */
export const longestPaste = 60_000;

/** Characters of HTML beyond which its text is taken instead: reading it would be felt. */
const longestHtml = 1_500_000;

/** Null where there is nothing to paste. */
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

/** Windows puts what was copied between these marks, and what the page around it declares outside of them. */
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

/** Marks that hardly stand in other text: a fence, a table's second line, a link with its text, bold. */
const certain = [
  /^(?:```|~~~)/,
  /^\|? ?:?-{3,99}:? ?\|/,
  /\[[^[\]]{1,200}\]\(https?:\/\/[^\s()]{1,500}\)/,
  /\*\*[^\s*][^*]{0,200}\*\*/,
];
/** Marks that one line may begin with by chance, and several hardly. */
const perLine = /^ {0,9}(?:[-*+] |\d{1,3}[.)] |#{1,6} |> )/;

/** Whether a text was meant as Markdown, as far as the look of its lines tells. */
export const looksLikeMarkdown = (text: string): boolean => {
  const lines = text.slice(0, 20_000).split('\n');
  if (lines.some((line) => certain.some((one) => one.test(line.slice(0, 2_000))))) return true;
  return lines.filter((line) => perLine.test(line)).length >= 2;
};

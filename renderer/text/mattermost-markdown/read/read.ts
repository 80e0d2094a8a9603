/** A post's Markdown as a document. */
import type { Document } from '../../document/index.ts';
import { blocksOfText, plainOfDocument, tidyDocument } from '../../document/index.ts';
import { isParsed } from './parser.ts';
import { blocksOfPost } from './read-blocks.ts';
import { joiner } from '../joiner.ts';
import type { MattermostReading } from './reading.ts';
import { isWithoutMarkup } from './without-markup.ts';

/** Reads a post's message. Never throws; what no post would be (longer or deeper than any) stays text. */
export const readMattermostBody = (markdown: string, reading: MattermostReading = {}): Document => {
  const lines = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
  const source = lines.includes('\0') ? lines.replaceAll('\0', '\ufffd') : lines;
  if (isParsed(source)) return tidyDocument({ blocks: blocksOfPost(source, reading) });
  reading.hearProse?.(source);
  return tidyDocument({ blocks: blocksOfText(source.replaceAll(joiner, '')) });
};

/** The texts of a post that its row and its mentions need. */
export interface PostTexts {
  /** The text that a person reads, line by line. */
  readonly plain: string;
  /** The running text as it is written, without code and addresses. Mattermost looks for names in it. */
  readonly prose: string;
}

/** Reads both texts of a post's message. A text without markup is not parsed, because most posts are such texts. */
export const textsOfPost = (markdown: string): PostTexts => {
  if (isWithoutMarkup(markdown)) return { plain: markdown, prose: markdown };
  const prose: string[] = [];
  const document = readMattermostBody(markdown, { hearProse: (text) => prose.push(text) });
  return { plain: plainOfDocument(document), prose: prose.join('\n') };
};

/** Markdown as plain text: what a person reads of it, line by line. */
export const plainOfMarkdown = (markdown: string): string =>
  isWithoutMarkup(markdown) ? markdown : plainOfDocument(readMattermostBody(markdown));

/** A post's Markdown as a document. */
import type { Document } from '../../document/index.ts';
import { blocksOfText, plainOfDocument, tidyDocument } from '../../document/index.ts';
import { isParsed } from './parser.ts';
import { blocksOfPost } from './read-blocks.ts';
import { joiner } from '../joiner.ts';
import type { MattermostReading } from './reading.ts';

/** Reads a post's message. Never throws; what no post would be (longer or deeper than any) stays text. */
export const readMattermostBody = (markdown: string, reading: MattermostReading = {}): Document => {
  const lines = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
  const source = lines.includes('\0') ? lines.replaceAll('\0', '\ufffd') : lines;
  if (isParsed(source)) return tidyDocument({ blocks: blocksOfPost(source, reading) });
  reading.hearProse?.(source);
  return tidyDocument({ blocks: blocksOfText(source.replaceAll(joiner, '')) });
};

/** Markdown as plain text: what a person reads of it, line by line. */
export const plainOfMarkdown = (markdown: string): string => plainOfDocument(readMattermostBody(markdown));

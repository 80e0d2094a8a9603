/** A post's Markdown as a document. */
import type { Document } from '../../document/index.ts';
import { blocksOfText, plainOfDocument, tidyDocument } from '../../document/index.ts';
import { isParsed, tokensOf } from './parser.ts';
import { blocksOfTokens } from './read-blocks.ts';
import { joiner } from '../joiner.ts';
import type { MattermostReading } from './reading.ts';

/** Reads a post's message. Never throws; what no post would be (longer or deeper than any) stays text. */
export const readMattermostBody = (markdown: string, reading: MattermostReading = {}): Document => {
  const source = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
  if (isParsed(source)) {
    const tokens = tokensOf(source, { inlineLatex: reading.inlineLatex ?? false });
    return tidyDocument({ blocks: blocksOfTokens(tokens, reading) });
  }
  reading.hearProse?.(source);
  return tidyDocument({ blocks: blocksOfText(source.replaceAll(joiner, '')) });
};

/** Markdown as plain text: what a person reads of it, line by line. */
export const plainOfMarkdown = (markdown: string): string => plainOfDocument(readMattermostBody(markdown));

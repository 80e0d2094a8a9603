/** A post's Markdown as a document. */
import type { Document } from '../../document/index.ts';
import { blocksOfText, tidyDocument } from '../../document/index.ts';
import { isParsed, tokensOf } from './parser.ts';
import { blocksOfTokens } from './read-blocks.ts';
import { joiner } from '../joiner.ts';
import type { MattermostReading } from './reading.ts';

/** Reads a post's message. Never throws; what no post would be (longer or deeper than any) stays text. */
export const readMattermostBody = (markdown: string, reading: MattermostReading = {}): Document => {
  const source = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
  const blocks = isParsed(source)
    ? blocksOfTokens(tokensOf(source, { inlineLatex: reading.inlineLatex ?? false }), reading)
    : blocksOfText(source.replaceAll(joiner, ''));
  return tidyDocument({ blocks });
};

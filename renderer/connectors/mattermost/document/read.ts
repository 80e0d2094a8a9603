/** A post's Markdown as a document. */
import type { ConversationId, Document, MentionTarget } from '../../../model/index.ts';
import { blocksOfText, tidyDocument } from '../../../model/index.ts';
import { isParsed, tokensOf } from './parser.ts';
import { blocksOfTokens } from './read-blocks.ts';
import { joiner } from './read-text.ts';

/** What reading needs to know of the server. All names are given in lower case. */
export interface MattermostReading {
  /** Whom `@username` means; null for nobody. `@all`, `@channel` and `@here` are everybody without asking. */
  readonly mentioned?: (username: string) => MentionTarget | null;
  /** Which channel `~name` means; null for none. */
  readonly channel?: (name: string) => ConversationId | null;
  readonly isCustomEmoji?: (name: string) => boolean;
  /** Where addresses without a host lead (`/team/pl/…`). */
  readonly siteUrl?: string;
  /** Whether the server draws `$…$` as a formula (EnableLatex and EnableInlineLatex); off when absent, as on a new server. */
  readonly inlineLatex?: boolean;
}

/** Reads a post's message. Never throws; what no post would be (longer or deeper than any) stays text. */
export const readMattermostBody = (markdown: string, reading: MattermostReading = {}): Document => {
  const source = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
  const blocks = isParsed(source)
    ? blocksOfTokens(tokensOf(source, { inlineLatex: reading.inlineLatex ?? false }), reading)
    : blocksOfText(source.replaceAll(joiner, ''));
  return tidyDocument({ blocks });
};

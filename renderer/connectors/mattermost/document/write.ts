/** A document as the Markdown of a post. */
import type { Document, FileId, MentionTarget, QuoteBlock } from '../../../model/index.ts';
import { degradeForMattermost } from './degrade.ts';
import { writeBlocks } from './write-blocks.ts';

/** Whom or what a mention becomes in Mattermost. */
export type MattermostMentioned =
  | { readonly kind: 'user'; readonly username: string }
  | { readonly kind: 'everyone'; readonly word: 'all' | 'channel' | 'here' }
  | { readonly kind: 'channel'; readonly name: string };

/** What writing needs to know of the other side. */
export interface MattermostWriting {
  /** Null for whom Mattermost does not know: the mention's text is written, which notifies nobody. */
  readonly mention: (target: MentionTarget, text: string) => MattermostMentioned | null;
  /** Where a file's picture is found; null when the file hangs on the post and needs no place in the text. */
  readonly picture?: (fileId: FileId) => string | null;
  /** Quotes that become the thread the post answers in are left out. */
  readonly quote?: (quote: QuoteBlock) => 'write' | 'leave-out';
  /** Whether a name (lower case) is somebody's: `@name` in the text must not notify them, as it did not on the other side. */
  readonly isUsername?: (name: string) => boolean;
  readonly isCustomEmoji?: (name: string) => boolean;
  /** Whether the server draws `$…$` as a formula. */
  readonly inlineLatex?: boolean;
}

/** Writes a document. Every line break of it is one in the Markdown, as Mattermost shows them. */
export const writeMattermostBody = (document: Document, how: MattermostWriting): string =>
  writeBlocks(degradeForMattermost(document, how).blocks, how);

/** How long a post is for Mattermost's limit, which counts characters, not UTF-16 units (facts, mattermost: 16,383). */
export const mattermostLength = (markdown: string): number => {
  let length = markdown.length;
  for (let at = 0; at < markdown.length; at += 1) {
    const unit = markdown.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && (markdown.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      length -= 1;
      at += 1;
    }
  }
  return length;
};

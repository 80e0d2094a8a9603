/** What a writer of a post has to know of its server. */
import type { FileId } from '../../../model/index.ts';
import type { MentionTarget, QuoteBlock } from '../../document/index.ts';

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

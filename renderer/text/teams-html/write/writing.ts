/** What a writer of a Teams body has to know of the other side, and what it returns. */
import type { FileId } from '../../../model/index.ts';
import type { MentionTarget, QuoteBlock } from '../../document/index.ts';

/** Whom or what a mention becomes in Teams. */
export type TeamsMentioned =
  | { readonly kind: 'user'; readonly id: string; readonly displayName: string }
  /** Everybody in it is notified. */
  | {
      readonly kind: 'conversation';
      readonly id: string;
      readonly displayName: string;
      readonly type: 'chat' | 'channel' | 'team';
    }
  /** Nobody is notified; a conversation that is pointed at. */
  | { readonly kind: 'link'; readonly url: string; readonly text: string };

/** What writing needs to know of the other side. */
export interface TeamsWriting {
  /** Null for whom Teams does not know: the mention's text is written, which notifies nobody. */
  readonly mention: (target: MentionTarget, text: string) => TeamsMentioned | null;
  /** The `src` of a file's picture in the body (`../hostedContents/1/$value`); null when it does not stand there. */
  readonly picture?: (fileId: FileId) => string | null;
  /** The id of the `messageReference` attachment that stands for this quote; null to write the quote out. */
  readonly quote?: (quote: QuoteBlock) => string | null;
  /** Ids of the attachments whose markers follow the text, such as files. */
  readonly attachmentIds?: readonly string[];
}

/** A member of a Graph message's `mentions` on send (facts, graph §2). */
export interface GraphMention {
  readonly id: number;
  readonly mentionText: string;
  readonly mentioned:
    | {
        readonly user: {
          readonly id: string;
          readonly displayName: string;
          readonly userIdentityType: 'aadUser';
        };
      }
    | {
        readonly conversation: {
          readonly id: string;
          readonly displayName: string;
          readonly conversationIdentityType: 'chat' | 'channel' | 'team';
        };
      };
}

export interface TeamsBody {
  readonly contentType: 'html';
  readonly content: string;
  readonly mentions: readonly GraphMention[];
}

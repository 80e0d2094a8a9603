/**
 * What a message says, whichever service it was written in: the form between Teams' HTML and Mattermost's Markdown. Each connector
 * reads its own bodies into it and writes them from it. The shape follows mdast (blocks that hold blocks or inlines); text in it is
 * the text a person reads, never markup.
 */
import type { ConversationId, FileId, MessageId, PersonId } from '../../model/ids.ts';

export interface Document {
  readonly blocks: readonly Block[];
}

export type Block =
  | ParagraphBlock
  | HeadingBlock
  | ListBlock
  | QuoteBlock
  /** `language` by highlight.js' lower-case name (`javascript`); '' when it says none. */
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | TableBlock
  | { readonly kind: 'rule' };

/**
 * Where lines stand: `end` is the left in Arabic, `right` is not. Absent where they begin as their language does; only the screen shows it
 * (`withoutLooks`).
 */
interface Aligned {
  readonly align?: 'center' | 'right' | 'end';
}

export interface ParagraphBlock extends Aligned {
  readonly kind: 'paragraph';
  readonly children: readonly Inline[];
}

export interface HeadingBlock extends Aligned {
  readonly kind: 'heading';
  readonly level: HeadingLevel;
  readonly children: readonly Inline[];
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

export interface ListBlock {
  readonly kind: 'list';
  readonly ordered: boolean;
  /** The first item's number; 1 for lists without numbers. */
  readonly start: number;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  /** Whether a task is done; null for items that are no tasks. */
  readonly checked: boolean | null;
  readonly blocks: readonly Block[];
}

/** Quoted text; with the author and the message where it quotes a message that can be found. */
export interface QuoteBlock {
  readonly kind: 'quote';
  readonly authorName: string | null;
  readonly messageId: MessageId | null;
  readonly blocks: readonly Block[];
}

export type Cell = readonly Inline[];
export type Alignment = 'left' | 'center' | 'right' | null;

export interface TableBlock {
  readonly kind: 'table';
  /** One per column. */
  readonly alignments: readonly Alignment[];
  readonly header: readonly Cell[] | null;
  readonly rows: readonly (readonly Cell[])[];
}

export type Inline = Leaf | MarkedInline | LinkInline;

export type MarkKind = 'strong' | 'emphasis' | 'strike' | 'underline' | 'superscript' | 'subscript';

export interface MarkedInline {
  readonly kind: MarkKind;
  readonly children: readonly Inline[];
}

export interface LinkInline {
  readonly kind: 'link';
  readonly url: string;
  readonly title: string;
  readonly children: readonly Inline[];
}

export type Leaf =
  | TextLeaf
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  /** `emoji` null for custom emoji, which only have a name (without colons); `fileId` is their picture where it is a file of the message. */
  | {
      readonly kind: 'emoji';
      readonly emoji: string | null;
      readonly name: string;
      readonly fileId?: FileId;
    }
  | MentionInline
  | ImageInline;

export interface TextLeaf {
  readonly kind: 'text';
  readonly text: string;
  /** How the screen shows it beyond its marks. Absent for most text; no service gets it (`withoutLooks`). */
  readonly look?: Look;
}

/** What no service takes over from the other, and the screen shows all the same. */
export interface Look {
  /** `#rrggbb`, as the writer chose it for a light ground. */
  readonly color?: string;
  readonly background?: string;
  readonly size?: 'small' | 'large';
  /** Names somebody or something that its service marks and that is not known by an id here: a tag of people, `#release`, `~channel`. */
  readonly names?: 'people' | 'hashtag' | 'channel';
}

export interface MentionInline {
  readonly kind: 'mention';
  readonly target: MentionTarget;
  /** As the body has it (`Ada Okafor`, `@ada`): what is left where the other side knows no such person. */
  readonly text: string;
}

export type MentionTarget =
  | { readonly kind: 'person'; readonly personId: PersonId }
  /** Everybody in the conversation. */
  | { readonly kind: 'everyone' }
  /** A conversation that is pointed at; nobody is notified. */
  | { readonly kind: 'channel'; readonly conversationId: ConversationId };

export interface ImageInline {
  readonly kind: 'image';
  /** A file of the message, or a picture elsewhere (a GIF). */
  readonly source:
    { readonly kind: 'file'; readonly fileId: FileId } | { readonly kind: 'web'; readonly url: string };
  readonly alternative: string;
  /** Pixels, null where unknown. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Text as an inline. */
export const textInline = (text: string): Leaf => ({ kind: 'text', text });

/** A paragraph of these inlines. */
export const paragraph = (...children: readonly Inline[]): Block => ({ kind: 'paragraph', children });

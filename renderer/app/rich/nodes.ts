/**
 * A message body as the page draws it: a small tree of known kinds. There is no kind for markup, style, script or a remote resource,
 * so nothing of that sort can reach the page whatever a body holds; React writes the texts.
 */
import type { FileReference } from '../../model/index.ts';

/** Elements that pass through with their children and nothing else. */
export const plainTags = [
  'p',
  'div',
  'span',
  'strong',
  'em',
  's',
  'u',
  'sub',
  'sup',
  'ul',
  'li',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'tr',
  'th',
  'td',
  'code',
  'br',
  'hr',
] as const;
export type PlainTag = (typeof plainTags)[number];

export type MentionOf = 'me' | 'person' | 'everyone' | 'channel' | 'hashtag';

export type RichNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'element'; readonly tag: PlainTag; readonly children: readonly RichNode[] }
  | { readonly kind: 'ordered-list'; readonly start: number; readonly children: readonly RichNode[] }
  /** `href` is http, https or mailto. */
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly RichNode[] }
  | { readonly kind: 'mention'; readonly of: MentionOf; readonly text: string }
  | { readonly kind: 'emoji'; readonly text: string; readonly name: string }
  | { readonly kind: 'code-block'; readonly language: string; readonly text: string }
  /** A picture of the message itself, from the cache. */
  | { readonly kind: 'picture'; readonly file: FileReference; readonly small: boolean }
  /** A picture elsewhere: never loaded, shown as a link (`href` null when it has no address one could open). */
  | { readonly kind: 'remote-picture'; readonly href: string | null; readonly label: string };

export interface RichBody {
  readonly nodes: readonly RichNode[];
  /** Characters of the source that were left out, for "show more". */
  readonly left: number;
  /** Nothing but one to three emoji: shown large. */
  readonly jumbo: boolean;
}

/** The text of a tree, as it reads. */
export const textOf = (nodes: readonly RichNode[]): string =>
  nodes
    .map((node) => {
      switch (node.kind) {
        case 'text':
        case 'mention':
        case 'emoji':
        case 'code-block':
          return node.text;
        case 'element':
        case 'ordered-list':
        case 'link':
          return textOf(node.children);
        case 'picture':
          return '';
        case 'remote-picture':
          return node.label;
      }
    })
    .join('');

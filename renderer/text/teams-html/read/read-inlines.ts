/** The leaves of a Teams body: emoji, pictures, mentions, and the marks that tags and styles give to text. */
import type { FileReference } from '../../../model/index.ts';
import type { ImageInline, Leaf, MarkKind } from '../../document/index.ts';
import { markBits } from '../../document/index.ts';
import { isHostedContent } from './media/hosted-content.ts';
import { sizeOfPicture } from './picture-size.ts';
import { opensInTeamsOnly } from './teams-only-address.ts';
import type { FindMentioned } from './mentions.ts';
import { isOneEmoji } from '../../emoji-count.ts';
import { literalText, type HtmlElement } from './nodes.ts';

const markByTag: ReadonlyMap<string, MarkKind> = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['em', 'emphasis'],
  ['i', 'emphasis'],
  ['cite', 'emphasis'],
  ['s', 'strike'],
  ['strike', 'strike'],
  ['del', 'strike'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['sub', 'subscript'],
  ['sup', 'superscript'],
]);

/** Property, value and mark of a style, all in small letters. */
const styles: readonly (readonly [RegExp, RegExp, MarkKind])[] = [
  [/^font-weight$/, /^(?:bold|[6-9]00)/, 'strong'],
  [/^font-style$/, /^italic/, 'emphasis'],
  [/^text-decoration(?:-line)?$/, /line-through/, 'strike'],
  [/^text-decoration(?:-line)?$/, /underline/, 'underline'],
];

const marksOfStyle = (style: string): number => {
  let marks = 0;
  for (const declaration of style.toLowerCase().split(';')) {
    const [property = '', value = ''] = declaration.split(':', 2).map((part) => part.trim());
    for (const [name, pattern, mark] of styles)
      if (name.test(property) && pattern.test(value)) marks |= markBits[mark];
  }
  return marks;
};

/** The marks an element gives to what is in it, beside those it stands in. Pasted text has them as styles. */
export const marksOf = ({ name, attributes }: HtmlElement): number => {
  const kind = markByTag.get(name);
  const marks = kind === undefined ? 0 : markBits[kind];
  const style = name === 'span' ? (attributes.style ?? '').slice(0, 500) : '';
  return style === '' ? marks : marks | marksOfStyle(style);
};

const isPictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** A name as Mattermost allows it for emoji. */
const emojiName = (text: string): string =>
  text
    .trim()
    .replace(/^:|:$/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9_+-]+/g, '_');

/** `<emoji>` and emoji that older clients send as pictures. What has no character stays as its words. */
export const emojiOf = ({ attributes, children }: HtmlElement): Leaf | null => {
  const shown = attributes.alt ?? (literalText(children) || (attributes.title ?? ''));
  if (shown === '') return null;
  return isPictograph.test(shown)
    ? { kind: 'emoji', emoji: shown, name: emojiName(attributes.title ?? attributes.id ?? '') }
    : { kind: 'text', text: shown };
};

/** `<customemoji>`: only its name is known to the other side. */
export const customEmojiOf = (
  { attributes }: HtmlElement,
  files: ReadonlyMap<string, FileReference>,
): Leaf | null => {
  const name = emojiName(attributes.alt ?? attributes.title ?? attributes.id ?? '');
  const file = files.get(attributes.source ?? '');
  return name === '' ? null : { kind: 'emoji', emoji: null, name, ...(file ? { fileId: file.id } : {}) };
};

/** Emoji that older clients send as pictures: they say so, or their description is one emoji and nothing else. */
export const isEmojiPicture = ({ attributes }: HtmlElement): boolean =>
  /emoji/i.test(attributes.itemtype ?? '') || isOneEmoji((attributes.alt ?? '').trim());

/**
 * A picture: one of the message's own files, or one on the web (a GIF); others (those of a message that is forwarded, which only Graph
 * shows) leave their description.
 */
export const pictureOf = (
  { attributes }: HtmlElement,
  files: ReadonlyMap<string, FileReference>,
): Leaf | null => {
  const url = attributes.src ?? '';
  const alternative = attributes.alt ?? '';
  const file = files.get(url);
  const source: ImageInline['source'] | null = file
    ? { kind: 'file', fileId: file.id }
    : /^https?:\/\//i.test(url) && !isHostedContent(url) && !opensInTeamsOnly(url)
      ? { kind: 'web', url }
      : null;
  if (source === null)
    return alternative === '' || alternative === 'image' ? null : { kind: 'text', text: alternative };
  return {
    kind: 'image',
    source,
    // Teams calls every pasted picture "image".
    alternative: source.kind === 'file' && alternative === 'image' ? '' : alternative,
    ...sizeOfPicture(attributes),
  };
};

/** A mention; who cannot be told is their name as text. */
export const mentionOf = (element: HtmlElement, mentioned: FindMentioned): Leaf | null => {
  const text = literalText(element.children).replace(/\s+/g, ' ').trim();
  const target = mentioned(element.attributes.id ?? '', text);
  if (target === null) return text === '' ? null : { kind: 'text', text, look: { names: 'people' } };
  return { kind: 'mention', target, text };
};

/** Addresses that may be carried; scripts and data are no links. */
export const linkAddress = (href: string | undefined): string | null => {
  const url = (href ?? '').trim();
  return /^(?:https?|mailto|tel|ftps?|sips?|sms|callto|msteams|im):/i.test(url) ? url : null;
};

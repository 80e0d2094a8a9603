/** Inlines as Mattermost's Markdown. */
import type { ImageInline, Inline, LinkInline, MentionInline } from '../../document/index.ts';
import { inlinesOf, plainOfInlines, runsOf } from '../../document/index.ts';
import { addressesIn, destination } from '../../addresses.ts';
import { emojiOfName, nameOfEmoji } from '../emoji.ts';
import { escapeMarkdown, withoutMarkSigns } from './escape.ts';
import { joiner } from '../joiner.ts';
import { MarksOfText } from '../marks.ts';
import type { MattermostWriting } from './writing.ts';

/** Where inlines stand: the characters around them, delimiters of marks left aside. */
interface Place {
  readonly before: string;
  readonly after: string;
  /** The beginning of what follows, as far as it is text. */
  readonly ahead: string;
  readonly inCell: boolean;
  readonly inLink: boolean;
  readonly inMark: boolean;
}

const isWord = (character: string): boolean => /[\p{L}\p{N}_]/u.test(character);
const isPunctuation = (character: string): boolean => /[\p{P}\p{S}]/u.test(character);

/** Whether what stands before a name would be read with it; a sign that is written as an entity may be a letter (`_`). */
const isTouched = (before: string): boolean => isWord(before) || before === ';';

/** Signs of what follows that are looked at. */
const lookAhead = 16;

/** Whether a paragraph ends with this text, all of which is looked at. */
const endsWith = (inlines: readonly Inline[], at: number, { after }: Place): boolean => {
  const last = inlines[at];
  return at === inlines.length - 1 && after === '' && last?.kind === 'text' && last.text.length <= lookAhead;
};

/** The last character as a person sees it; half a surrogate pair says nothing of what it is. */
const lastCharacter = (text: string): string => {
  const last = text.charAt(text.length - 1);
  return /[\udc00-\udfff]/.test(last) ? text.slice(-2) : last;
};
const firstCharacter = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 32);

export class MarkdownInlineWriter {
  readonly #how: MattermostWriting;

  constructor(how: MattermostWriting) {
    this.#how = how;
  }

  /** How often an emphasis within a word stands in bold text or around it, so that it is not clear which asterisks belong together. */
  #ambiguous = 0;

  /** The Markdown of inlines in their normal form; breaks are line feeds. */
  write(inlines: readonly Inline[], inCell = false): string {
    const place: Place = { before: '', after: '', ahead: '', inCell, inLink: false, inMark: false };
    this.#ambiguous = 0;
    const written = this.#all(inlines, place);
    return this.#ambiguous === 0 ? written : this.#all(unnested(inlines), place);
  }

  #all(inlines: readonly Inline[], place: Place): string {
    const parts: string[] = [];
    // Looking at the end of all that is written would put it together each time.
    let tail = '';
    for (const [at, inline] of inlines.entries()) {
      const following = inlines[at + 1];
      const part = this.#one(inline, tail, {
        ...place,
        before: tail === '' ? place.before : lastCharacter(tail),
        after: following === undefined ? place.after : firstOf(following),
        ahead:
          following === undefined
            ? place.ahead
            : following.kind === 'text'
              ? following.text.slice(0, lookAhead) + (endsWith(inlines, at + 1, place) ? '\n' : '')
              : firstOf(following),
      });
      parts.push(part);
      tail = (tail + part.slice(-2)).slice(-2);
    }
    return parts.join('');
  }

  /** `written` is the end of what stands before. */
  #one(inline: Inline, written: string, place: Place): string {
    switch (inline.kind) {
      case 'text':
        return escapeMarkdown(inline.text, place, this.#how);
      case 'break':
        return '\n';
      case 'code':
        return separate(codeSpan(inline.text), '`', written);
      case 'emoji':
        return this.#emoji(inline.emoji, inline.name, place);
      case 'mention':
        return this.#mention(inline, place);
      case 'image':
        return picture(inline, place);
      case 'link':
        return this.#link(inline, place);
      case 'strong':
        return this.#marked(['**'], inline.children, written, place);
      case 'strike':
        return this.#marked(['~~'], inline.children, written, place);
      default: {
        // An underscore reads better but does not work within words, nor before signs that are escaped.
        const { before, after, ahead } = place;
        const isApart = !isWord(before) && (/^[\s.,;?)"'/]?$/.test(after) || /^:\s/.test(ahead));
        return this.#marked(isApart ? ['_', '*'] : ['*'], inline.children, written, place);
      }
    }
  }

  /**
   * Text between the first delimiters that Mattermost reads as those of it. CommonMark readers (its mobile apps) do not take a delimiter
   * between a letter and punctuation for one: an invisible joiner on its inner side makes it one (`**Note:**text`).
   */
  #marked(delimiters: readonly string[], children: readonly Inline[], written: string, place: Place): string {
    const content = this.#all(children, { ...place, inMark: true });
    const text = content.trim();
    if (text === '') return content;
    const start = content.slice(0, content.indexOf(text));
    const end = content.slice(start.length + text.length);
    const needs = (outer: string, inner: string, mark: string): boolean =>
      isWord(outer) && isPunctuation(inner) && inner !== mark;
    for (const delimiter of delimiters) {
      const mark = delimiter.charAt(0);
      // Mattermost begins no emphasis with an asterisk before these.
      const isTouching = start === '' && needs(place.before, firstCharacter(text), mark);
      const open = isTouching || /^["<]/.test(text) ? joiner : '';
      const close = end === '' && needs(place.after, lastCharacter(text), mark) ? joiner : '';
      const marked = delimiter + open + text + close + delimiter;
      if (!isReadAsOne(marked, delimiter)) continue;
      if (delimiter === '*' && (place.inMark || text.includes('**'))) this.#ambiguous += 1;
      return start + (start === '' ? separate(marked, mark, written) : marked) + end;
    }
    this.#ambiguous += 1;
    return content;
  }

  #emoji(emoji: string | null, name: string, { before, after }: Place): string {
    const known = emoji === null ? name : nameOfEmoji(emoji);
    const touches = isTouched(before);
    const apart = !touches && !isWord(after);
    if (emoji === null) return `${touches ? joiner : ''}:${name}:${isWord(after) ? joiner : ''}`;
    return known !== null && apart && emojiOfName(known) === emoji ? `:${known}:` : emoji;
  }

  /** A joiner keeps a mention apart from a word that it touches, also behind a colon (`@name:server`). */
  #mention({ target, text }: MentionInline, { before, ahead }: Place): string {
    const mentioned = this.#how.mention(target, text);
    if (mentioned === null) return text;
    const name =
      mentioned.kind === 'user'
        ? `@${mentioned.username}`
        : mentioned.kind === 'everyone'
          ? `@${mentioned.word}`
          : `~${mentioned.name}`;
    return `${isTouched(before) || before === '@' ? joiner : ''}${name}${/^[.:-]*[\p{L}\p{N}_]/u.test(ahead) ? joiner : ''}`;
  }

  #link(link: LinkInline, place: Place): string {
    const text = plainOfInlines(link.children);
    const [found] = addressesIn(link.url);
    const isBare =
      link.title === '' &&
      text === link.url &&
      link.children.every(({ kind }) => kind === 'text') &&
      found?.from === 0 &&
      found.to === link.url.length;
    if (isBare && !place.inCell && !(place.inMark && /[*_~]/.test(link.url))) {
      // At the end of a sentence Mattermost leaves its signs out of the address; what else follows would be taken for a part of it.
      const endsThere = place.ahead === '' || /^(?!\S*[:;]\S)[.,;:!?)'"»”’]*\s/.test(place.ahead);
      return endsThere && !place.inMark && !isWord(place.before) ? link.url : `<${link.url}>`;
    }
    const children = this.#all(link.children, { ...place, before: '[', after: ']', inLink: true });
    const title = link.title === '' ? '' : ` "${titleOf(link.title)}"`;
    return `[${children}](${withinMark(destination(link.url) + title, place)})`;
  }
}

/** The same inlines with no mark around more than one leaf, links aside: each then has delimiters of its own. */
const unnested = (inlines: readonly Inline[]): Inline[] => {
  const runs = runsOf(inlines);
  const flat: Inline[] = [];
  for (let at = 0; at < runs.length;) {
    const link = runs[at]?.link ?? null;
    let end = at + 1;
    while (link !== null && runs[end]?.link === link) end += 1;
    for (const inline of inlinesOf(runs.slice(at, end))) flat.push(inline);
    at = end;
  }
  return flat;
};

/** Whether Mattermost takes the delimiters at both ends for those of one mark: what stands between may close it before. */
const isReadAsOne = (marked: string, delimiter: string): boolean => {
  const { length } = delimiter;
  // Where the sign does not stand between them, nothing else can close the mark.
  if (marked.indexOf(delimiter.charAt(0), length) === marked.length - length) return true;
  const mark = new MarksOfText(marked).at(0);
  return mark?.length === delimiter.length && mark.close === marked.length - delimiter.length;
};

/** A delimiter right after the same sign would be read with it. */
const separate = (marked: string, mark: string, written: string): string =>
  written.endsWith(mark) && !written.endsWith(`\\${mark}`) ? joiner + marked : marked;

const firstOf = (inline: Inline): string => {
  switch (inline.kind) {
    case 'text':
      return firstCharacter(inline.text);
    case 'break':
      return '\n';
    case 'code':
      return '`';
    case 'emoji':
      // It is written by its name or as itself.
      return inline.emoji === null ? ':' : firstCharacter(inline.emoji);
    case 'mention':
      return '@';
    case 'image':
      return '!';
    case 'link':
      return '[';
    case 'strike':
      return '~';
    default:
      return '*';
  }
};

/** Code in more backticks than it holds in a row. */
const codeSpan = (text: string): string => {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return fence + padded + fence;
};

/** Signs of marks close them in an address or title, too. */
const withinMark = (written: string, { inMark }: Place): string =>
  inMark ? withoutMarkSigns(written) : written;

const titleOf = (title: string): string =>
  title
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('\\', '&#92;')
    .replace(/\s+/g, ' ');

/** A picture with its size, which Mattermost writes after the address. */
const picture = ({ source, alternative, width, height }: ImageInline, place: Place): string => {
  if (source.kind !== 'web') return '';
  const alt = alternative
    .replaceAll(joiner, '')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\[\]`*_~!|]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\s+/g, ' ');
  const size =
    width === null && height === null ? '' : ` =${width ?? ''}${height === null ? '' : `x${height}`}`;
  const markdown = `![${alt}](${withinMark(destination(source.url), place)}${size})`;
  return place.inCell ? markdown.replaceAll('|', '%7C') : markdown;
};

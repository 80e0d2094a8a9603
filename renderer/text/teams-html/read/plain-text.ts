/** Plain text, pictures and recordings of a Teams body, in one pass over its HTML. */
import type { RecordingMedium } from '../../../model/index.ts';
import { ShallowParser } from './shallow-parser.ts';

/** A picture in a body: its source exactly as an HTML parser gives it, and what the tag says of it. */
export interface BodyPicture {
  readonly source: string;
  readonly alternative: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** A film or sound in a body. */
export interface BodyRecording {
  readonly medium: RecordingMedium;
  /** Its own `src`, and those of the `<source>` in it. */
  readonly sources: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ReadBody {
  readonly plain: string;
  readonly pictures: readonly BodyPicture[];
  readonly recordings: readonly BodyRecording[];
}

const blocks = new Set(
  'address article aside blockquote codeblock div dl dt dd fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tbody thead tr ul'.split(
    ' ',
  ),
);
/** Their inside is not for reading: attachments are shown from the message's attachments, the rest is no text at all. */
const silent = new Set([
  'attachment',
  'head',
  'math',
  'noscript',
  'script',
  'style',
  'svg',
  'systemeventmessage',
  'template',
  'title',
]);
const literal = new Set(['codeblock', 'pre']);

const styledWidth = /(?:^|[;\s])width\s*:\s*([\d.]+)px/i;
const styledHeight = /(?:^|[;\s])height\s*:\s*([\d.]+)px/i;

/** Pixels from an attribute or an inline style, null when they say nothing usable. */
const pixels = (attribute: string | undefined, style: string | undefined, styled: RegExp): number | null => {
  const text = attribute ?? styled.exec((style ?? '').slice(0, 1_000))?.[1] ?? '';
  const value = Math.round(Number.parseFloat(text));
  return Number.isFinite(value) && value > 0 && value < 100_000 ? value : null;
};

const isEmojiPicture = (attributes: Readonly<Record<string, string>>): boolean =>
  /emoji/i.test(attributes.itemtype ?? '');

class Reader {
  readonly pictures: BodyPicture[] = [];
  readonly recordings: (BodyRecording & { readonly sources: string[] })[] = [];
  /** Grows by appending only, and is looked at once, at the end: looking at its end on the way would make long bodies quadratic. */
  #text = '';
  #last = '';
  #silentDepth = 0;
  #literalDepth = 0;
  #cellStarted = false;
  readonly #lists: (number | null)[] = [];

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (silent.has(name)) this.#silentDepth += 1;
    if (this.#silentDepth > 0) return;
    if (literal.has(name)) this.#literalDepth += 1;
    if (name === 'br') this.#add('\n');
    else if (blocks.has(name)) this.#line();
    if (name === 'ul') this.#lists.push(null);
    else if (name === 'ol') this.#lists.push(Number.parseInt(attributes.start ?? '1', 10) || 1);
    else if (name === 'li') this.#item();
    else if (name === 'tr') this.#cellStarted = false;
    else if (name === 'td' || name === 'th') this.#cell();
    else if (name === 'emoji' || name === 'customemoji') this.#add(attributes.alt ?? attributes.title ?? '');
    else if (name === 'img') this.#picture(attributes);
    else if (name === 'video' || name === 'audio')
      this.recordings.push({ medium: name, sources: sourceOf(attributes), attributes });
    else if (name === 'source') this.recordings.at(-1)?.sources.push(...sourceOf(attributes));
  }

  text(text: string): void {
    if (this.#silentDepth > 0) return;
    if (this.#literalDepth > 0) this.#add(text);
    else {
      const collapsed = text.replace(spaces, ' ');
      this.#add(collapsed.startsWith(' ') && isSpace(this.#last) ? collapsed.slice(1) : collapsed);
    }
  }

  close(name: string): void {
    if (silent.has(name)) {
      this.#silentDepth = Math.max(0, this.#silentDepth - 1);
      return;
    }
    if (this.#silentDepth > 0) return;
    if (literal.has(name)) this.#literalDepth = Math.max(0, this.#literalDepth - 1);
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    if (blocks.has(name)) this.#line();
  }

  result(): ReadBody {
    return { plain: tidy(this.#text), pictures: this.pictures, recordings: this.recordings };
  }

  #add(text: string): void {
    if (text === '') return;
    this.#text += text;
    this.#last = text.charAt(text.length - 1);
  }

  #line(): void {
    if (this.#last !== '' && this.#last !== '\n') this.#add('\n');
  }

  #item(): void {
    const at = this.#lists.length - 1;
    const count = this.#lists[at];
    if (typeof count === 'number') {
      this.#add(`${count}. `);
      this.#lists[at] = count + 1;
    } else this.#add('- ');
  }

  #cell(): void {
    if (this.#cellStarted) this.#add('\t');
    this.#cellStarted = true;
  }

  #picture(attributes: Readonly<Record<string, string>>): void {
    const source = attributes.src ?? '';
    const alternative = attributes.alt ?? '';
    if (isEmojiPicture(attributes)) {
      this.#add(alternative);
      return;
    }
    // A GIF's description is worth reading; Teams calls every pasted picture "image".
    if (alternative !== 'image' && !isHostedContent(source)) this.#add(alternative);
    if (source === '') return;
    this.pictures.push({
      source,
      alternative,
      width: pixels(attributes.width, attributes.style, styledWidth),
      height: pixels(attributes.height, attributes.style, styledHeight),
    });
  }
}

const sourceOf = ({ src = '' }: Readonly<Record<string, string>>): string[] => (src === '' ? [] : [src]);

const spaces = /[\s\u00a0]+/g;
const isSpace = (character: string): boolean => character === ' ' || character === '\n' || character === '\t';

/** Lines without spaces at their ends and never more than one empty line together. */
const tidy = (text: string): string => {
  if (!text.includes('\n')) return text.trim();
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};

/** Graph's own are some hundred characters long. */
const longestSource = 4_096;

/** Whether an address is one of Graph's hosted contents (`…/messages/…/hostedContents/…/$value`), whatever its host. */
export const isHostedContent = (source: string): boolean =>
  source.length <= longestSource && /\/messages\/[^?#]*\/hostedContents\/[^/?#]+\/\$value$/.test(source);

/** Plain text and pictures of HTML; any text will do, well-formed or not. Entities are decoded, markup never comes through. */
export const readHtml = (html: string): ReadBody => {
  if (!/[<&]/.test(html)) return { plain: tidy(html.replace(spaces, ' ')), pictures: [], recordings: [] };
  const reader = new Reader();
  const parser = new ShallowParser(reader);
  parser.end(html);
  return reader.result();
};

/** Plain text of a body whose contentType is `text`: it may look like markup and still is text. */
export const readText = (text: string): ReadBody => ({
  plain: text.replace(/\r\n?/g, '\n').trim(),
  pictures: [],
  recordings: [],
});

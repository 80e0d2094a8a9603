/**
 * Text as Markdown that Mattermost shows as that text. Only what would be taken for markup is escaped: by a backslash where
 * Mattermost's renderer knows one, as an entity elsewhere, and by a joiner where even that would still notify people.
 */
import { emojiOfName } from '../emoji.ts';
import { addressesIn, destination } from './addresses.ts';
import { joiner } from './read-text.ts';
import type { MattermostWriting } from './write.ts';

export interface EscapeContext {
  /** What stands before and after, as far as it is written or known: a character, '' at an end. */
  readonly before: string;
  readonly after: string;
  readonly inCell: boolean;
  readonly inLink: boolean;
  /** Between delimiters, which stand right before and after the text. */
  readonly inMark: boolean;
}

const escapable = new Set('`*{}[]()#+-.!_>|~\\');
const suspicious = /[\\`*_~[\]<&|:@$]/;
/** One at a time, but names of emoji and mentions whole. */
const special = /(?<!\w):[\w+-]+:(?!\w)|(?<![\p{L}\p{N}])@[a-z0-9][a-z0-9._-]*|[\\`*_~[\]<&|$]/giu;

/** Running text as Markdown; the starts of lines are seen to by `escapeLineStart`. */
export const escapeMarkdown = (text: string, context: EscapeContext, how: MattermostWriting): string => {
  const whole = text.includes(joiner) ? text.replaceAll(joiner, '') : text;
  if (!suspicious.test(whole)) return withExclamation(whole, context);
  const addresses = context.inLink ? [] : addressesIn(whole);
  if (addresses.length === 0) return withExclamation(escapePart(whole, 0, whole, context, how), context);
  let escaped = '';
  let from = 0;
  for (const [index, { from: start, to, url }] of addresses.entries()) {
    escaped += escapePart(whole.slice(from, start), from, whole, context, how);
    from = to;
    const text = whole.slice(start, to);
    const next = addresses[index + 1]?.from ?? whole.length;
    const following = next > to ? escapePart(whole.slice(to, next), to, whole, context, how) : '';
    const ends = following === '' && next === whole.length;
    const isBare = ends
      ? !context.inMark && context.after.trim() === ''
      : following !== '' && !/^[\\&]/.test(following);
    escaped += context.inCell || !isBare ? wrapped(text, url) : text;
  }
  return withExclamation(escaped + escapePart(whole.slice(from), from, whole, context, how), context);
};

/** An address apart from what follows, which Mattermost would take for a part of it. */
const wrapped = (text: string, url: string): string =>
  text === url && !url.includes('|')
    ? `<${url}>`
    : `[${text.replace(/[[\]*_~`\\|]/g, (character) => `&#${character.charCodeAt(0)};`)}](${destination(url)})`;

/** `!` before a link would make it a picture. */
const withExclamation = (text: string, { after }: EscapeContext): string =>
  after === '[' && text.endsWith('!') ? `${text.slice(0, -1)}\\!` : text;

/** `part` stands at `offset` in `whole`. */
const escapePart = (
  part: string,
  offset: number,
  whole: string,
  context: EscapeContext,
  how: MattermostWriting,
): string => {
  if (part === '') return '';
  // A bracket only matters where one that closes it is followed by an address, or may be.
  const bracketsCount = context.after !== '' || /\][([:]/.test(whole);
  const one = (character: string, at: number): string => {
    const delimiter = context.inMark ? character : null;
    const before = at === 0 ? (delimiter ?? context.before) : whole.charAt(at - 1);
    const after = at + 1 < whole.length ? whole.charAt(at + 1) : (delimiter ?? context.after);
    return escapeCharacter(character, before, after, { ...context, bracketsCount, rest: whole, at }, how);
  };
  return part.replace(special, (match: string, place: number) => {
    const at = offset + place;
    if (match.length === 1) return one(match, at);
    const inner = Array.from({ length: match.length }, (_, index) => {
      const character = match.charAt(index);
      return character === '_' ? one(character, at + index) : character;
    }).join('');
    if (match.startsWith('@')) return isMention(match.slice(1), how) ? `@${joiner}${inner.slice(1)}` : inner;
    const name = match.slice(1, -1);
    const isEmoji = emojiOfName(name.toLowerCase()) !== null || how.isCustomEmoji?.(name) === true;
    return isEmoji ? `&#58;${inner.slice(1)}` : inner;
  });
};

interface CharacterContext extends EscapeContext {
  readonly bracketsCount: boolean;
  readonly rest: string;
  readonly at: number;
}

const isSpace = (character: string): boolean => character.trim() === '';
const isWord = (character: string): boolean => /[A-Za-z0-9]/.test(character);

const escapeCharacter = (
  character: string,
  before: string,
  after: string,
  { inCell, inLink, bracketsCount, rest, at }: CharacterContext,
  how: MattermostWriting,
): string => {
  switch (character) {
    case '\\':
      return after === '' || after === '\n' || !escapable.has(after) ? endsText(rest, at) : '\\\\';
    case '`':
      return '\\`';
    case '*':
      return isSpace(before) && isSpace(after) ? character : '\\*';
    case '_':
      return (isSpace(before) && isSpace(after)) || (isWord(before) && isWord(after)) ? character : '\\_';
    case '~':
      return before === '~' || after === '~' ? '\\~' : character;
    case '[':
    case ']':
      if (inLink) return character === '[' ? '&#91;' : '&#93;';
      return character === '[' && bracketsCount ? '\\[' : character;
    case '<':
      return after === '' || isSpace(after) ? character : opensAddress(rest, at) ? '&lt;' : character;
    case '&':
      return entityAhead(rest, at) ? '&amp;' : character;
    case '|':
      return inCell ? '\\|' : character;
    case '$':
      return how.inlineLatex === true ? '&#36;' : character;
    default:
      return character;
  }
};

/** A backslash before what it cannot escape stays alone; at the end of a text nobody knows what follows once it is put together. */
const endsText = (text: string, at: number): string => (at === text.length - 1 ? '\\\\' : '\\');

const address = /<[^\s<>]*(?:[:@]|www|$)/y;
const opensAddress = (text: string, at: number): boolean => {
  address.lastIndex = at;
  return address.test(text);
};

const entity = /&#?\w+;/y;
const entityAhead = (text: string, at: number): boolean => {
  entity.lastIndex = at;
  return entity.test(text);
};

const everyone = new Set(['all', 'channel', 'here']);

/** Whether the server would notify somebody of `@name` (it takes full stops and dashes off the end, and parts words at them). */
const isMention = (name: string, how: MattermostWriting): boolean => {
  const lowered = name.toLowerCase();
  const candidates = [lowered, lowered.replace(/[._-]+$/, ''), lowered.split(/[.-]/)[0] ?? ''];
  return candidates.some(
    (candidate) => everyone.has(candidate) || (candidate !== '' && how.isUsername?.(candidate) === true),
  );
};

/** A line of a paragraph whose start would make it a heading, quote, list, rule, table or task. */
export const escapeLineStart = (line: string): string => {
  if (!/^[#>+*_\d[|:=-]/.test(line)) return line;
  if (/^#{1,6}(?=\s|$)/.test(line) || /^[>+*-](?=\s|$)/.test(line) || line.startsWith('>'))
    return `\\${line}`;
  if (/^\[[ xX]\](?=\s|$)/.test(line)) return `\\${line}`;
  if (/^_(?:\s*_)+\s*$/.test(line)) return `\\${line}`;
  const numbered = /^(\d{1,9})([.)])(?=\s|$)/.exec(line);
  if (numbered) return `${numbered[1] ?? ''}\\${line.slice((numbered[1] ?? '').length)}`;
  if (/^[\s|:=-]+$/.test(line)) {
    const at = line.search(/[|-]/);
    return at === -1 ? line.replace('=', '&#61;') : `${line.slice(0, at)}\\${line.slice(at)}`;
  }
  return line;
};

/**
 * Text as Markdown that Mattermost shows as that text. Only what would be taken for markup is escaped: by a backslash where
 * Mattermost's renderer knows one, as an entity elsewhere, and by a joiner where even that would still notify people.
 */
import { anyOf, emoticon, nameOfEmoticon } from '../emoticons.ts';
import { emojiOfName } from '../emoji.ts';
import { addressesIn, destination } from '../../addresses.ts';
import { joiner } from '../joiner.ts';
import type { MattermostWriting } from './writing.ts';

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
const suspicious = /[\\`*_~[\]<&|@$:;.]|x-d/i;
/** What one of `special` has in it; a full stop matters to addresses alone. */
const meaningful = /[\\`*_~[\]<&|@$:;]|x-d/i;
/** One at a time, but names of emoji, emoticons and mentions whole. */
const special = anyOf(
  /(?<!\w):[\w+-]+:(?!\w)/iu,
  emoticon,
  /(?<![\p{L}\p{N}])@[a-z0-9][a-z0-9._-]*/iu,
  /[\\`*_~[\]<&|$]/iu,
);

/** Running text as Markdown; the starts of lines are seen to by `escapeLineStart`. */
export const escapeMarkdown = (text: string, context: EscapeContext, how: MattermostWriting): string => {
  const whole = text.includes(joiner) ? text.replaceAll(joiner, '') : text;
  if (!suspicious.test(whole)) return withExclamation(whole, context);
  // A bracket only matters where one that closes it is followed by an address, or may be.
  const bracketsCount = context.after !== '' || /\][([:]/.test(whole);
  const escapeFrom = (from: number, to: number): string =>
    escapePart(from, to, { ...context, bracketsCount, whole }, how);
  const addresses = context.inLink ? [] : addressesIn(whole);
  let escaped = escapeFrom(0, addresses[0]?.from ?? whole.length);
  for (const [index, { from, to, url }] of addresses.entries()) {
    const text = whole.slice(from, to);
    const next = addresses[index + 1]?.from ?? whole.length;
    const following = escapeFrom(to, next);
    // Up to the next white space everything is looked at for the address's end.
    const tail = /^\S*/.exec(following)?.[0] ?? '';
    const ends = tail === following && next === whole.length;
    const isBare = !/[\\&\u2060]/.test(tail) && (!ends || (!context.inMark && context.after.trim() === ''));
    const written =
      context.inMark && /[*_~]/.test(url)
        ? `[${entities(text)}](${withoutMarkSigns(destination(url))})`
        : context.inCell || !isBare
          ? wrapped(text, url)
          : text;
    escaped = withExclamation(escaped, { ...context, after: written.charAt(0) }) + written + following;
  }
  return withExclamation(escaped, context);
};

/** An address apart from what follows, which Mattermost would take for a part of it. */
const wrapped = (text: string, url: string): string =>
  text === url ? `<${url}>` : `[${entities(text)}](${destination(url)})`;

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;
/** Text in which no sign is markup. */
const entities = (text: string): string => text.replace(/[&[\]*_~`\\|]/g, entity);

/** Written Markdown in a mark without the signs that would close it: there Mattermost does not see that they are escaped. */
export const withoutMarkSigns = (written: string): string => written.replace(/[*_~]/g, entity);

/** `!` before a link would make it a picture, a backslash text. */
const withExclamation = (text: string, { after }: EscapeContext): string => {
  if (after !== '[') return text;
  if (text.endsWith('!')) return `${text.slice(0, -1)}\\!`;
  return /(?<!\\)(?:\\\\)*\\$/.test(text) ? `${text.slice(0, -1)}&#92;` : text;
};

interface PartContext extends EscapeContext {
  readonly whole: string;
  readonly bracketsCount: boolean;
}

/** What stands in `whole` between two places. */
const escapePart = (start: number, end: number, context: PartContext, how: MattermostWriting): string => {
  if (start >= end) return '';
  const { whole, inMark } = context;
  const one = (character: string, at: number): string => {
    const delimiter = inMark ? character : null;
    const before = at === 0 ? (delimiter ?? context.before) : whole.charAt(at - 1);
    const after = at + 1 < whole.length ? whole.charAt(at + 1) : (delimiter ?? context.after);
    return escapeCharacter(character, before, after, { ...context, at }, how);
  };
  const part = whole.slice(start, end);
  if (!meaningful.test(part)) return part;
  return part.replace(special, (match: string, place: number) => {
    const at = start + place;
    if (match.length === 1) return one(match, at);
    // An emoticon's entities would be read as the emoticon; what parts it cannot be seen.
    if (nameOfEmoticon(match) !== null) {
      const [first = '', ...rest] = Array.from(match, (character, index) => one(character, at + index));
      return first + joiner + rest.join('');
    }
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

interface CharacterContext extends PartContext {
  readonly at: number;
}

const isSpace = (character: string): boolean => character.trim() === '';
const isWord = (character: string): boolean => /[A-Za-z0-9]/.test(character);

const escapeCharacter = (
  character: string,
  before: string,
  after: string,
  context: CharacterContext,
  how: MattermostWriting,
): string => {
  const { inCell, inLink, inMark, bracketsCount, whole, at } = context;
  switch (character) {
    case '\\':
      return escapeBackslash(after, at === whole.length - 1 || (inMark && isSpace(after)));
    case '`':
      return '\\`';
    case '*':
      if (inMark) return entity(character);
      return isSpace(before) && isSpace(after) ? character : '\\*';
    case '_':
      if (isWord(before) && isWord(after)) return character;
      if (inMark) return entity(character);
      return isSpace(before) && isSpace(after) ? character : '\\_';
    case '~':
      if (inMark) return entity(character);
      return before === '~' || after === '~' ? '\\~' : character;
    case '[':
    case ']':
      if (inLink) return character === '[' ? '&#91;' : '&#93;';
      return character === '[' && bracketsCount ? '\\[' : character;
    case '<':
      if (after === '' || isSpace(after)) return character;
      // The second of two may begin what is written as an address.
      return after === '<' || opensAddress(whole, at, context.after) ? '&lt;' : character;
    case '&':
      return entityAhead(whole, at) ? '&amp;' : character;
    case '|':
      return inCell ? '\\|' : character;
    case '$':
      return how.inlineLatex === true ? '&#36;' : character;
    default:
      return character;
  }
};

/**
 * A backslash before what it cannot escape stays alone. At the end of a text it is not known what follows once all is put together, and
 * Mattermost knows no escaped backslash before an underscore, so there it is an entity.
 */
const escapeBackslash = (after: string, isLast: boolean): string => {
  if (isLast && after !== '') return '&#92;';
  return after === '' || escapable.has(after) ? '\\\\' : '\\';
};

const address = /<[^\s<>]*(?:[:@]|www|(?<open>$))/y;
/** `<` that begins an address, or may: what follows the text is not known. */
const opensAddress = (text: string, at: number, following: string): boolean => {
  address.lastIndex = at;
  const found = address.exec(text);
  return found !== null && (found.groups?.open === undefined || following.trim() !== '');
};

const anyEntity = /&#?\w+;/y;
const entityAhead = (text: string, at: number): boolean => {
  anyEntity.lastIndex = at;
  return anyEntity.test(text);
};

const everyone = new Set(['all', 'channel', 'here']);

/** Whether the server would notify somebody of `@name` (it takes full stops and dashes off the end, and parts words at them). */
const isMention = (name: string, how: MattermostWriting): boolean => {
  const lowered = name.toLowerCase();
  const candidates = [lowered, lowered.replace(/(?<![._-])[._-]+$/, ''), lowered.split(/[.-]/)[0] ?? ''];
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
  // A link whose text looks like the name of an address.
  if (/^\[[^\]]+\]:/.test(line)) return joiner + line;
  // The signs of a rule may differ. Those of a mark work no more if one of them is escaped.
  if (/^(?:\s*[-*_]){3,}\s*$/.test(line)) return /^(?:-|_\s)/.test(line) ? `\\${line}` : joiner + line;
  const numbered = /^(\d+)([.)])(?=\s|$)/.exec(line);
  if (numbered) return `${numbered[1] ?? ''}\\${line.slice((numbered[1] ?? '').length)}`;
  if (/^[\s|:=-]+$/.test(line)) {
    const at = line.search(/[|-]/);
    return at === -1 ? line.replace('=', '&#61;') : `${line.slice(0, at)}\\${line.slice(at)}`;
  }
  return line;
};

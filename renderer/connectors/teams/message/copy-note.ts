/**
 * The note in a Teams message that names the Mattermost post whose copy it is. It is the title of an empty abbreviation at the end, which
 * nobody sees. Teams cleans HTML and may remove it, but an earlier bridge used such a mark (facts, teams-plugin §3). So it is only one sign
 * of several. It is needed if the database is lost and the post is deleted, because no other sign is left then.
 */
import type { CopyNote, DressingNote, LineMark, SharedKey } from '../../../model/index.ts';

const version = 1;
const longestKey = 512;
const mostParts = 1_000;
const longestMark = 30;
/** More than a post needs: it leaves at most ten files behind. */
const mostLines = 24;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The note as HTML that nobody sees. */
export const writeCopyNote = ({ of, part, parts, dressing }: CopyNote): string => {
  const key = of.replace(/[&<>"]/g, (character) => entities[character] ?? '');
  const around = dressing === undefined ? '' : ` ${wordOfDressing(dressing)}`;
  return `<abbr title="isthmus ${version} ${part}/${parts} ${key}${around}"></abbr>`;
};

/** The dressing as one word, with a sign before each of its parts; `-` if it is empty. */
const wordOfDressing = ({ speaker, quotes, importance, above, below }: DressingNote): string => {
  const word = [
    // First, because it could not be told from the end of a digest.
    ...(quotes ? ['q'] : []),
    ...(speaker === undefined ? [] : [`@${speaker}`]),
    ...(importance === null ? [] : [`!${importance}`]),
    ...above.slice(0, mostLines).map((mark) => `^${mark}`),
    ...below.slice(0, mostLines).map((mark) => `_${mark}`),
  ].join('');
  return word === '' ? '-' : word;
};

const dressingOfWord = (word: string): DressingNote | null => {
  const said: readonly string[] = word.match(/q|[@!^_][0-9a-z]*/g) ?? [];
  if (said.join('') !== (word === '-' ? '' : word) || said.length > 2 * mostLines + 3) return null;
  const marks = (sign: string): LineMark[] =>
    said.filter((one) => one.startsWith(sign)).map((one) => one.slice(1) as LineMark);
  const [speaker] = marks('@');
  const all = [...marks('@'), ...marks('!'), ...marks('^'), ...marks('_')];
  if (!all.every(({ length }) => length > 0 && length <= longestMark)) return null;
  return {
    ...(speaker === undefined ? {} : { speaker }),
    quotes: said.includes('q'),
    importance: marks('!')[0] ?? null,
    above: marks('^'),
    below: marks('_'),
  };
};

/** A note counts only at the end of a body: quoted or forwarded texts come before the message's own text. */
const noteAtEnd =
  /<abbr title="isthmus (\d{1,4}) (\d{1,4})\/(\d{1,4}) ([^\s"<>&]{1,600})(?: ([-q@!^_0-9a-z]{1,1640}))?">\s*<\/abbr>(?:\s|<\/?(?:p|div|br)\b[^<>]*>|<attachment id="[^"<>]*"><\/attachment>)*$/i;
/** How many characters at a body's end are searched: the markers of ten files may follow the note. */
const looked = 6_000;

/** The note at the end of an HTML body; null if there is none, or if a later version wrote it. */
export const readCopyNote = (html: string): CopyNote | null => {
  const found = noteAtEnd.exec(html.slice(-looked));
  if (!found) return null;
  const [, written, part, parts, of = '', word] = found;
  const note = { part: Number(part), parts: Number(parts) };
  const isOurs =
    Number(written) === version &&
    note.parts >= 1 &&
    note.parts <= mostParts &&
    note.part < note.parts &&
    of.length <= longestKey;
  if (!isOurs) return null;
  const dressing = word === undefined ? null : dressingOfWord(word.toLowerCase());
  return { kind: 'copy', of: of as SharedKey, ...note, ...(dressing === null ? {} : { dressing }) };
};

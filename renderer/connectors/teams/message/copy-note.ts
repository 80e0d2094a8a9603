/**
 * The note in a Teams message that says which Mattermost post it is a copy of: the title of an empty abbreviation at its end, which nobody
 * sees. Teams cleans HTML and may drop it; an earlier bridge shipped with such a mark (facts, teams-plugin §3). It is one signal among
 * others, for what a lost database and a deleted post leave no other trace of.
 */
import type { CopyNote, SharedKey } from '../../../model/index.ts';

const version = 1;
const longestKey = 512;
const mostParts = 1_000;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The HTML that hides a note. */
export const writeCopyNote = ({ of, part, parts }: CopyNote): string =>
  `<abbr title="isthmus ${version} ${part}/${parts} ${of.replace(/[&<>"]/g, (character) => entities[character] ?? '')}"></abbr>`;

/** At the end of a body only: what was quoted or forwarded comes before its own words. */
const noteAtEnd =
  /<abbr title="isthmus (\d{1,4}) (\d{1,4})\/(\d{1,4}) ([^\s"<>&]{1,600})">\s*<\/abbr>(?:\s|<\/?(?:p|div|br)\b[^<>]*>|<attachment id="[^"<>]*"><\/attachment>)*$/i;
/** How much of a body's end is looked at, characters: the markers of ten files may follow. */
const looked = 4_000;

/** The note at the end of an HTML body; null without one, and for one of a later version. */
export const readCopyNote = (html: string): CopyNote | null => {
  const found = noteAtEnd.exec(html.slice(-looked));
  if (!found) return null;
  const [, written, part, parts, of = ''] = found;
  const note = { part: Number(part), parts: Number(parts) };
  const isOurs =
    Number(written) === version &&
    note.parts >= 1 &&
    note.parts <= mostParts &&
    note.part < note.parts &&
    of.length <= longestKey;
  return isOurs ? { kind: 'copy', of: of as SharedKey, ...note } : null;
};

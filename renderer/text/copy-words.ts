/**
 * The words of Isthmus in messages that it writes for others: around a copy's text, in place of a deleted message, in the post of a link.
 * Their readers use another service, and nobody knows their language: these words are English, whatever the page's language is. They are
 * never read back (docs/decisions/0027-dressing-is-noted.md).
 */
import type { Message } from '../model/index.ts';

/** What stands first in a message whose service has no place for its importance. */
export const importanceWords = { important: 'IMPORTANT!', urgent: 'URGENT!' } as const satisfies Readonly<
  Record<Exclude<Message['importance'], 'normal'>, string>
>;

/** In place of the name of an author who has none. */
export const unnamedWords = 'Somebody';

/** When a message was written (ms) that is carried late: in UTC, since readers live in several zones. */
export const writtenWords = (createdAt: number): string => {
  const at = new Date(createdAt).toISOString();
  return `Written ${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
};

/** What stands in place of a deleted message that others have answered. */
export const deletedWords = 'This message was deleted.';

/** Why a file does not go across. `limit` in bytes. */
export type MissingFileCause =
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'no-right' }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'unreadable' };

/** Why a file is missing, after its name and a comma. */
export const missingFileWords = (why: MissingFileCause): string => {
  switch (why.kind) {
    case 'too-large':
      return `too large to be carried (at most ${sizeWords(why.limit)})`;
    case 'gone':
      return 'not there any more when it was to be carried';
    case 'refused':
      return 'not accepted on this side';
    case 'no-right':
      return 'its sender may add no files on this side';
    case 'no-room':
      return 'no room for it on this side';
    case 'unreadable':
      return 'could not be read when it was to be carried';
  }
};

/** Bytes as people read them, in steps of 1,000 as systems show them today. */
export const sizeWords = (bytes: number): string => {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit] ?? ''}`;
};

/** The post that links a Mattermost conversation: `there` is the Teams conversation's name, '' where it has none. */
export const linkWords = (here: 'channel' | 'group', there: string, webUrl: string | null): string => {
  const what = here === 'group' ? 'This group message' : 'This channel';
  return `${what} is linked with ${there === '' ? 'a chat' : there} in Microsoft Teams.${webUrl === null ? '' : ` ${webUrl}`}`;
};

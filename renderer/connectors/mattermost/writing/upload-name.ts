/** A file's name as the server takes it. */

/**
 * UTF-8 bytes. The server's local storage takes 255 and answers a longer name with 500 for ever (facts, "Seen on a real server"); some are
 * left for what it puts beside a name itself.
 */
const longest = 240;
/** A longer one is no ending that tells the type. */
const longestEnding = 40;

/** The name without a path or signs that no name has, shortened in front of its ending and never inside a character; never empty. */
export const uploadName = (name: string): string => {
  const clean = name
    .replace(/[\\/\p{Cc}]/gu, '_')
    // Half a character.
    .replace(/\p{Cs}/gu, '\u{FFFD}')
    .trim();
  if (/^\.*$/.test(clean)) return 'file';
  if (bytesOf(clean) <= longest) return clean;
  const found = /\.[^.\s]+$/.exec(clean)?.[0] ?? '';
  const ending = bytesOf(found) <= longestEnding ? found : '';
  const stem = clean.slice(0, clean.length - ending.length);
  let kept = '';
  let room = longest - bytesOf(ending);
  for (const { segment } of characters.segment(stem)) {
    room -= bytesOf(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${ending}`;
};

/** What people see as one character may be several code points (a flag, an accent). */
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength;

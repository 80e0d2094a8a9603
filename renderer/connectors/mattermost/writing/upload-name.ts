/** A file's name as the server takes it. */

/**
 * UTF-8 bytes. The server's local storage takes 255 and always answers 500 for a longer name (facts, "Seen on a real server"). The
 * difference is room for what the server adds to a name.
 */
const longest = 240;
/** A longer ending does not tell the type. */
const longestEnding = 40;

/**
 * The name with `_` for slashes and control characters. If it is too long, it is cut before its ending, never inside a character. It is
 * never empty.
 */
export const uploadName = (name: string): string => {
  const clean = name
    .replace(/[\\/\p{Cc}]/gu, '_')
    // Half of a surrogate pair.
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

/** One character for people may be several code points (a flag, an accent). */
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength;

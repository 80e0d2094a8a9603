/** Whether this system can draw emoji. Some Linux systems have no font for them, and show a box in place of each. */

/** The side of the square in which a sign is drawn, CSS pixels. */
const side = 32;

/** The pixels of one sign, as the page's font and those that the system uses in its place draw it. */
const drawn = (sign: string): Uint8ClampedArray | null => {
  const pen = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (pen === null) return null;
  pen.font = ['20px', 'sans-serif'].join(' ');
  pen.fillText(sign, 2, 24);
  return pen.getImageData(0, 0, side, side).data;
};

/** A character that Unicode never gives a sign: it is drawn as what is missing. */
const never = '\u{1FFFE}';

/**
 * False if the system draws an emoji like a character that does not exist. It asks the browser, so ask once. The emoji is one that no text font
 * has: some have the smileys.
 */
export const canDrawEmoji = (): boolean => {
  const [emoji, missing] = [drawn('🚀'), drawn(never)];
  if (emoji === null || missing === null) return true;
  const hasColour = emoji.some((value, at) => at % 4 !== 3 && value !== 0);
  return hasColour || emoji.some((value, at) => value !== missing[at]);
};

/** Custom emoji that people of the organisation have made: drawn here, so that no binary lies in the repository. One of them moves. */
import { png } from './pictures.ts';

export interface PlannedEmoji {
  /** Without colons. */
  readonly name: string;
  readonly mimeType: 'image/png' | 'image/gif';
  readonly bytes: Uint8Array;
}

const size = 32;

const distance = (x: number, y: number): number => Math.hypot(x - size / 2, y - size / 2);

/** A lantern: a warm light in a dark frame. */
const lantern = png(size, size, (x, y) => {
  if (distance(x, y) < 8) return [255, 214, 90];
  return Math.abs(x - 16) < 11 && Math.abs(y - 16) < 14 ? [54, 60, 82] : [214, 226, 240];
});

const ring = png(size, size, (x, y) => {
  const away = distance(x, y);
  if (away > 15 || away < 7) return [255, 255, 255];
  return x < 16 === y < 16 ? [214, 58, 52] : [250, 246, 240];
});

/**
 * A GIF (GIF89a) of these frames, shown for ever. A frame has a colour's number (0 to 3) for each pixel. The dictionary of LZW is cleared after every second
 * pixel, so that codes stay at three bits.
 */
const gif = (
  colours: readonly (readonly [number, number, number])[],
  frames: readonly ((x: number, y: number) => number)[],
): Uint8Array => {
  const out: number[] = [...Buffer.from('GIF89a'), size, 0, size, 0, 0xf1, 0, 0, ...colours.flat()];
  out.push(0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0);
  for (const paint of frames) {
    out.push(0x21, 0xf9, 4, 0, 25, 0, 0, 0, 0x2c, 0, 0, 0, 0, size, 0, size, 0, 0, 2);
    const codes: number[] = [];
    for (let at = 0; at < size * size; at += 1) {
      if (at % 2 === 0) codes.push(4);
      codes.push(paint(at % size, Math.floor(at / size)));
    }
    codes.push(5);
    const bits = codes.flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
    const bytes: number[] = [];
    for (let at = 0; at < bits.length; at += 8)
      bytes.push(bits.slice(at, at + 8).reduce((sum, bit, place) => sum | (bit << place), 0));
    for (let at = 0; at < bytes.length; at += 255) {
      const block = bytes.slice(at, at + 255);
      out.push(block.length, ...block);
    }
    out.push(0);
  }
  return new Uint8Array([...out, 0x3b]);
};

/** A boat that rocks. */
const boat = (lean: number) => (x: number, y: number) => {
  const deck = 20 + ((x - 16) * lean) / 8;
  if (y > 26) return 1;
  if (y > deck && y < deck + 7 && Math.abs(x - 16) < 12 - (y - deck)) return 2;
  return x === 16 && y > 4 && y <= deck ? 3 : 0;
};

export const customEmoji: readonly PlannedEmoji[] = [
  { name: 'bay_lantern', mimeType: 'image/png', bytes: lantern },
  { name: 'lifebuoy', mimeType: 'image/png', bytes: ring },
  {
    name: 'rocking_boat',
    mimeType: 'image/gif',
    bytes: gif(
      [
        [233, 243, 250],
        [44, 120, 170],
        [176, 64, 46],
        [60, 46, 38],
      ],
      [boat(-2), boat(2)],
    ),
  },
];

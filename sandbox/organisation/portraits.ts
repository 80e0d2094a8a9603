/** Made-up photos of people: head and shoulders before a ground, in colours that depend on the person. */
import { crc32 } from 'node:zlib';
import { png } from './pictures.ts';

type Colour = readonly [red: number, green: number, blue: number];

const grounds: readonly Colour[] = [
  [191, 219, 233],
  [233, 205, 186],
  [206, 222, 189],
  [222, 201, 229],
  [240, 224, 170],
  [190, 214, 208],
];
const skins: readonly Colour[] = [
  [247, 214, 190],
  [224, 172, 130],
  [176, 120, 82],
  [112, 74, 52],
];
const clothes: readonly Colour[] = [
  [44, 82, 110],
  [128, 50, 62],
  [52, 94, 70],
  [90, 70, 120],
  [70, 70, 78],
];
const hairs: readonly Colour[] = [
  [48, 36, 30],
  [120, 84, 48],
  [196, 160, 96],
  [110, 110, 112],
];

const hashOf = (seed: string): number => crc32(Buffer.from(seed, 'utf8'));

const pick = (colours: readonly Colour[], hash: number): Colour =>
  colours[hash % colours.length] ?? [0, 0, 0];

/** Whether a point is inside an ellipse; all values from 0 to 1. */
const isIn = (x: number, y: number, centreX: number, centreY: number, wide: number, high: number): boolean =>
  ((x - centreX) / wide) ** 2 + ((y - centreY) / high) ** 2 <= 1;

/** The colour at a point; both from 0 to 1. */
const colourAt = (hash: number, x: number, y: number): Colour => {
  if (y > 0.31 && isIn(x, y, 0.5, 0.42, 0.17, 0.21)) return pick(skins, hash >>> 4);
  if (y < 0.5 && isIn(x, y, 0.5, 0.38, 0.21, 0.22)) return pick(hairs, hash >>> 10);
  return isIn(x, y, 0.5, 1.02, 0.36, 0.38) ? pick(clothes, hash >>> 16) : pick(grounds, hash);
};

/** The bytes of a PNG of `size` pixels squared; the same for the same seed. */
export const portrait = (seed: string, size: number): Uint8Array => {
  const hash = hashOf(seed);
  return png(size, size, (x, y) => colourAt(hash, (x + 0.5) / size, (y + 0.5) / size));
};

/** Whether a person has set a photo: two of three have. */
export const hasPortrait = (seed: string): boolean => hashOf(seed) % 3 !== 0;

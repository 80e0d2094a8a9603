import { expect, it } from 'vitest';
import { live, type LifeFigures, lifeGrace, type LifeOptions } from './testing/life.ts';
import { awayTimes } from './times.ts';

const lives = async (
  count: number,
  options: Omit<LifeOptions, 'seed' | 'hours'> = {},
): Promise<readonly LifeFigures[]> => {
  const figures: LifeFigures[] = [];
  for (let seed = 1; seed <= count; seed += 1) figures.push(await live({ seed, hours: 30, ...options }));
  return figures;
};
const sum = (figures: readonly LifeFigures[], of: keyof LifeFigures): number =>
  figures.reduce((total, one) => total + one[of], 0);
const together = (figures: readonly LifeFigures[]): number =>
  figures.filter(({ together }) => together > 0).length;

it('in bad lives, the author’s Isthmus and the relay never carry at the same time, and each carries while the other is away', async () => {
  const figures = await lives(6);
  expect(together(figures)).toBe(0);
  expect(sum(figures, 'takenOver')).toBeGreaterThan(30);
  expect(Math.min(...figures.map(({ authorActs }) => authorActs))).toBeGreaterThan(500);
  expect(Math.min(...figures.map(({ relayActs }) => relayActs))).toBeGreaterThan(100);
  // A relay that begins anew in the middle counts the silence from there, perhaps twice.
  const longest = Math.max(...figures.map(({ longestWithout }) => longestWithout));
  expect(longest).toBeLessThan(3 * (lifeGrace + awayTimes.margin + 60_000));
});

it.each<[string, Omit<LifeOptions, 'seed' | 'hours'>]>([
  ['a relay whose policy goes and comes', { policyMoves: true }],
  ['a server that refuses what the author changes or deletes', { refuses: true }],
])('with %s neither do they, and both carry', async (_what, bad) => {
  const figures = await lives(4, bad);
  expect(together(figures)).toBe(0);
  expect(Math.min(...figures.map(({ authorActs }) => authorActs))).toBeGreaterThan(300);
  expect(sum(figures, 'relayActs')).toBeGreaterThan(100);
});

it.each<[string, Omit<LifeOptions, 'seed' | 'hours'>]>([
  ['an author who returns without waiting', { authorSeesFree: true }],
  [
    'an author who returns without waiting, and a relay that reads once',
    { authorSeesFree: true, relayReadsOnce: true },
  ],
  ['an author who trusts their lease for too long', { authorTimes: { ...awayTimes, trusted: 1.6 } }],
])('the lives find %s', async (_what, wrong) => {
  expect(together(await lives(2, wrong))).toBeGreaterThan(0);
});

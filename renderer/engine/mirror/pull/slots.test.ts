import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../model/index.ts';
import { turnOf } from './crowd.ts';
import { type Slots, shiftOf, untilTurn, untilWanted, wantedApart } from './slots.ts';

const people = (count: number): PersonId[] =>
  Array.from({ length: count }, (_, at) => `t/user/${String(at).padStart(5, '0')}` as PersonId);

const told: Slots = { of: 'desktop', isTold: true, shift: 0 };
const untold: Slots = { of: 'desktop', isTold: false, shift: 0 };
const relay: Slots = { of: 'relay', isTold: true, shift: 0 };
const now = 1_234_567_400;
/** Graph answers all together once a second for each conversation; requests take different times to get there, ms. */
const apart = 1_000;

/** All moments within `during` ms at which a wait ends, each once. */
const begins = (wait: (at: number) => number, during: number): number[] => {
  const all: number[] = [];
  for (let at = now; at < now + during; at = (all.at(-1) ?? 0) + 300) all.push(at + wait(at));
  return all;
};
const gaps = (times: readonly number[]): number[] => {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted.slice(1).map((at, before) => at - (sorted[before] ?? 0));
};

describe('slots', () => {
  it('of a relay, of whoever cannot wait and of two turns are more than a second apart', () => {
    const turns = people(3).map((me, _, all) => turnOf(me, all) ?? { at: 0, of: 1 });
    const times = [
      ...begins((at) => untilWanted(relay, at), 15_000),
      ...begins((at) => untilWanted(told, at), 15_000),
      ...turns.flatMap((turn) => begins((at) => untilTurn(turn, told, at), 15_000)),
    ];
    expect(times.length).toBeGreaterThan(11);
    expect(Math.min(...gaps(times.map((at) => Math.ceil(at / 250) * 250)))).toBeGreaterThan(apart);
  });
  it('come soon for whoever cannot wait, and for the relay', () => {
    const wanted = begins((at) => untilWanted(told, at), 60_000);
    expect(Math.max(...gaps(wanted))).toBe(wantedApart);
    expect(Math.max(...gaps(begins((at) => untilWanted(relay, at), 60_000)))).toBe(2 * wantedApart);
    expect(Math.max(...gaps(begins((at) => untilWanted(untold, at), 60_000)))).toBe(wantedApart);
  });
  it('of different conversations are not all at the same time, and those of one are for all who share it', () => {
    const shifts = Array.from({ length: 200 }, (_, at) => shiftOf(`19:${at}@thread.tacv2`));
    expect(new Set(shifts).size).toBeGreaterThan(150);
    const fifths = [0, 1, 2, 3, 4].map(
      (fifth) => shifts.filter((shift) => Math.floor(shift / 1_000) === fifth).length,
    );
    for (const count of fifths) expect(count).toBeGreaterThan(15);
    expect(shiftOf('19:7@thread.tacv2')).toBe(shifts[7]);
    const shifted = { ...told, shift: 700 };
    expect(untilWanted(shifted, now + 700)).toBe(untilWanted(told, now));
    expect(untilTurn({ at: 1, of: 3 }, shifted, now + 700)).toBe(untilTurn({ at: 1, of: 3 }, told, now));
  });
});

describe('turns', () => {
  it.each([told, untold])('are taken one after the other by all people of a conversation (%o)', (slots) => {
    const all = people(40);
    const waits = all.map((me) => untilTurn(turnOf(me, [...all].reverse()) ?? { at: 0, of: 0 }, slots, now));
    expect(new Set(waits).size).toBe(40);
    expect(Math.min(...gaps(waits))).toBeGreaterThan(apart);
    expect(Math.max(...waits)).toBeLessThanOrEqual(slots.isTold ? 200_000 : 100_000);
  });
  it('come again after everybody else had theirs, and soon even in a very large conversation', () => {
    for (const [size, slots, round] of [
      [2, untold, 5_000],
      [2, told, 10_000],
      [50_000, told, 1_800_000],
    ] as const) {
      const all = people(size);
      const turn = turnOf(all.at(-1) ?? ('' as PersonId), all) ?? { at: 0, of: 0 };
      const at = now + untilTurn(turn, slots, now);
      expect(untilTurn(turn, slots, at)).toBe(0);
      // It has gone by.
      expect(untilTurn(turn, slots, at + 400)).toBe(round - 400);
    }
  });
});

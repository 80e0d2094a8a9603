import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../model/index.ts';
import { pollingCadence } from './cadence.ts';
import { cadenceAmong, turnOf, untilTurn } from './crowd.ts';

const people = (count: number): PersonId[] =>
  Array.from({ length: count }, (_, at) => `t/user/${String(at).padStart(5, '0')}` as PersonId);

describe('the cadence among many desktops', () => {
  it('is its own for one, and never faster', () => {
    expect(cadenceAmong(1, pollingCadence)).toEqual(pollingCadence);
    const many = cadenceAmong(10_000, pollingCadence);
    for (const presence of ['focused', 'unfocused', 'away'] as const)
      for (const name of ['index', 'attended', 'sweep', 'kept', 'overview', 'presence'] as const) {
        const own = pollingCadence[presence][name];
        if (own === null) expect(many[presence][name]).toBeNull();
        else expect(many[presence][name]).toBeGreaterThanOrEqual(own);
      }
  });
  it('leaves the half of the limit for lists of chats free, however many there are', () => {
    for (const desktops of [1_000, 2_000, 10_000]) {
      const { focused, unfocused } = cadenceAmong(desktops, pollingCadence);
      const perSecond =
        (desktops / 4) * (1_000 / (focused.index ?? NaN)) +
        (desktops / 2) * (1_000 / (unfocused.index ?? NaN));
      expect(perSecond).toBeLessThan(15);
    }
  });
});

describe('turns', () => {
  it('are taken one after the other by all people of a conversation, a second apart at least', () => {
    const all = people(40);
    const begins = all
      .map((me) => untilTurn(turnOf(me, [...all].reverse()) ?? { at: 0, of: 0 }, 1_234_567_400))
      .sort((one, other) => one - other);
    expect(new Set(begins).size).toBe(40);
    const apart = begins.slice(1).map((at, before) => at - (begins[before] ?? 0));
    expect(Math.min(...apart)).toBeGreaterThan(1_000);
    expect(Math.max(...begins)).toBeLessThanOrEqual(60_000);
  });
  it('come again after everybody else had theirs, and soon even in a very large conversation', () => {
    for (const [size, round] of [
      [2, 3_000],
      [5_000, 600_000],
    ] as const) {
      const all = people(size);
      const turn = turnOf(all.at(-1) ?? ('' as PersonId), all);
      expect(turn).not.toBeNull();
      if (!turn) return;
      const wait = untilTurn(turn, 77_777_777);
      const at = 77_777_777 + wait;
      expect(untilTurn(turn, at)).toBe(0);
      // It has gone by.
      expect(untilTurn(turn, at + 400)).toBe(round - 400);
    }
  });
  it('do not exist for somebody alone, or not in it', () => {
    const some = people(2);
    const alone = some.slice(0, 1);
    expect(alone.map((me) => turnOf(me, alone))).toEqual([null]);
    expect(turnOf('t/user/eve' as PersonId, some)).toBeNull();
  });
});

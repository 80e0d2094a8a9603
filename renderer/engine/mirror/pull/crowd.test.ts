import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../model/index.ts';
import { pollingCadence } from './cadence.ts';
import { cadenceAmong, turnOf } from './crowd.ts';

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
  it('are by the order of ids, the same for everybody', () => {
    const all = people(5);
    const turns = all.map((me) => turnOf(me, [...all].reverse()));
    expect(turns).toEqual([0, 1, 2, 3, 4].map((at) => ({ at, of: 5 })));
  });
  it('do not exist for somebody alone, or not in it', () => {
    const some = people(2);
    const alone = some.slice(0, 1);
    expect(alone.map((me) => turnOf(me, alone))).toEqual([null]);
    expect(turnOf('t/user/eve' as PersonId, some)).toBeNull();
  });
});

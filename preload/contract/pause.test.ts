import { expect, it } from 'vitest';
import { carryPauseOf, pauseEnd } from './pause.ts';

it('tomorrow begins at the next midnight of the user’s time zone', () => {
  const evening = new Date(2026, 2, 28, 23, 30).getTime();
  expect(pauseEnd('tomorrow', evening)).toBe(new Date(2026, 2, 29).getTime());
  expect(pauseEnd('tomorrow', new Date(2026, 2, 29).getTime())).toBe(new Date(2026, 2, 30).getTime());
});

it('an hour is sixty minutes', () => {
  expect(pauseEnd('hour', 7)).toBe(3_600_007);
});

it('carrying is paused for a time, until the user ends the pause, or not at all', () => {
  expect(carryPauseOf('hour', 7)).toEqual({ kind: 'until', until: 3_600_007 });
  expect(carryPauseOf('until-ended', 7)).toEqual({ kind: 'until-ended' });
  expect(carryPauseOf(null, 7)).toEqual({ kind: 'none' });
});

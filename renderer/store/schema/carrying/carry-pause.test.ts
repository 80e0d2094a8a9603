import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { carryPauseStep } from './carry-pause.ts';

it.each([{ startedAt: 7, state: { kind: 'running' } }, { damaged: true }])(
  'carrying was not paused before, in %o',
  async (before) => {
    const row = { key: 'engine', ...before };
    const { rows } = await upgradedBy(carryPauseStep, { engine: [row] });
    expect(rows).toEqual({ engine: [{ ...row, carryPause: { kind: 'none' } }] });
  },
);

it('no row is stored if no engine has run', async () => {
  const { rows } = await upgradedBy(carryPauseStep, { engine: [] });
  expect(rows).toEqual({});
});

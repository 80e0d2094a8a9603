import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { noticeTimesStep } from './notice-times.ts';

it('a setting that differs from its default counts as chosen long ago, the others as never chosen', async () => {
  const row = {
    ...{ key: 'all', keywords: ['on call'], quiet: null, followsThreads: true },
    followsDoNotDisturb: { teams: true, mattermost: false },
  };
  const { rows } = await upgradedBy(noticeTimesStep, { noticeSettings: [row] });
  expect(rows).toEqual({
    noticeSettings: [{ ...row, changedAt: { keywords: 0, 'do-not-disturb-mattermost': 0 } }],
  });
});

it('a user who chose nothing has no row', async () => {
  const { rows } = await upgradedBy(noticeTimesStep, { noticeSettings: [] });
  expect(rows).toEqual({});
});

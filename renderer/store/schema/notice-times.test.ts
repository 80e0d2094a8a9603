import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { noticeTimesStep } from './notice-times.ts';

it('what differs from the beginning was chosen, long ago; the rest never', async () => {
  const row = {
    ...{ key: 'all', keywords: ['on call'], quiet: null, followsThreads: true },
    followsDoNotDisturb: { teams: true, mattermost: false },
  };
  const { rows } = await upgradedBy(noticeTimesStep, { noticeSettings: [row] });
  expect(rows).toEqual({
    noticeSettings: [{ ...row, changedAt: { keywords: 0, 'do-not-disturb-mattermost': 0 } }],
  });
});

it('where nothing was chosen nothing is stored', async () => {
  const { rows } = await upgradedBy(noticeTimesStep, { noticeSettings: [] });
  expect(rows).toEqual({});
});

import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { noticeSettingsStep } from './notice-settings.ts';

const upgraded = async (row: object): Promise<readonly object[] | undefined> =>
  (await upgradedBy(noticeSettingsStep, { noticeSettings: [row] })).rows.noticeSettings;

it('chosen settings stay, for every day and both services', async () => {
  expect(
    await upgraded({
      key: 'all',
      keywords: ['tea'],
      quiet: { from: 1_320, to: 420 },
      followsDoNotDisturb: false,
    }),
  ).toEqual([
    {
      key: 'all',
      keywords: ['tea'],
      quiet: { days: [0, 1, 2, 3, 4, 5, 6], from: 1_320, to: 420 },
      followsThreads: true,
      followsDoNotDisturb: { teams: false, mattermost: false },
    },
  ]);
});

it.each([
  { key: 'all', keywords: [], quiet: null, followsDoNotDisturb: true },
  // The same minute for start and end was never quiet, and would be a whole day now.
  { key: 'all', keywords: [], quiet: { from: 600, to: 600 }, followsDoNotDisturb: true },
  { key: 'all', keywords: [], quiet: { from: 'damaged' } },
])('%o gives no quiet hours', async (row) => {
  expect(await upgraded(row)).toEqual([
    {
      key: 'all',
      keywords: [],
      quiet: null,
      followsThreads: true,
      followsDoNotDisturb: { teams: true, mattermost: true },
    },
  ]);
});

it('a user who chose nothing has no row', async () => {
  const { rows } = await upgradedBy(noticeSettingsStep, { conversations: [{ id: 'm/c', accountId: 'm' }] });
  expect(rows).toEqual({ conversations: [{ id: 'm/c', accountId: 'm' }] });
});

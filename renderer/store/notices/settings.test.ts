import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  changeNoticeSettings,
  noticeDefaults,
  readNoticeSettings,
  readOwnSettings,
  takeOwnSettings,
} from './settings.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('a change stores the chosen settings, and keeps the others', async () => {
  expect(await readNoticeSettings(database)).toEqual(noticeDefaults);
  const quiet = { days: [1, 2] as const, from: 1_320, to: 420 };
  await changeNoticeSettings(database, { keywords: [' tea ', 'TEA', 'on call'] }, 5);
  await changeNoticeSettings(database, { quiet, followsThreads: true }, 7);
  expect(await readNoticeSettings(database)).toEqual({
    ...noticeDefaults,
    keywords: ['tea', 'on call'],
    quiet,
    changedAt: { keywords: 5, quiet: 7 },
  });
});

it('two settings for do-not-disturb that are changed at the same time are both stored', async () => {
  await Promise.all([
    changeNoticeSettings(database, { followsDoNotDisturb: { teams: false } }, 1),
    changeNoticeSettings(database, { followsDoNotDisturb: { mattermost: false } }, 1),
  ]);
  expect((await readNoticeSettings(database)).followsDoNotDisturb).toEqual({
    teams: false,
    mattermost: false,
  });
});

it('a choice after another one has a later time, also if this clock is behind', async () => {
  await takeOwnSettings(database, [{ kind: 'follows-threads', value: false, at: 900 }]);
  await changeNoticeSettings(database, { followsThreads: true }, 5);
  expect(await readOwnSettings(database)).toEqual([{ kind: 'follows-threads', value: true, at: 901 }]);
});

it('later settings of another computer are stored, each setting separately', async () => {
  await changeNoticeSettings(database, { keywords: ['tea'], followsThreads: false }, 10);
  const quiet = { days: [1], from: 0, to: 60 } as const;
  const given = [
    { kind: 'keywords', value: ['rum'], at: 9 },
    { kind: 'quiet', value: quiet, at: 8 },
    { kind: 'follows-threads', value: true, at: 11 },
  ] as const;
  expect(await takeOwnSettings(database, given)).toBe(true);
  expect(await readNoticeSettings(database)).toMatchObject({
    keywords: ['tea'],
    quiet,
    followsThreads: true,
  });
  expect(await takeOwnSettings(database, given)).toBe(false);
});

it('keywords without times are kept from both computers', async () => {
  await database.noticeSettings.put({ ...noticeDefaults, keywords: ['tea'], changedAt: { keywords: 0 } });
  await takeOwnSettings(database, [{ kind: 'keywords', value: ['rum'], at: 0 }]);
  expect(await readOwnSettings(database)).toEqual([{ kind: 'keywords', value: ['rum', 'tea'], at: 1 }]);
});

it.each([
  ['here', 0, 900],
  ['on the other computer', 900, 0],
])('keywords without times (%s) are not replaced by a newer keyword', async (_, here, there) => {
  await database.noticeSettings.put({
    ...noticeDefaults,
    keywords: ['tea'],
    changedAt: { keywords: here },
  });
  const given = [{ kind: 'keywords', value: ['rum'], at: there }] as const;
  await takeOwnSettings(database, given);
  const both = [{ kind: 'keywords', value: ['rum', 'tea'], at: 901 }] as const;
  expect(await readOwnSettings(database)).toEqual(both);
  expect(await takeOwnSettings(database, both)).toBe(false);
  // A word that is removed afterwards stays removed.
  await changeNoticeSettings(database, { keywords: ['rum'] }, 1_000);
  expect(await takeOwnSettings(database, both)).toBe(false);
});

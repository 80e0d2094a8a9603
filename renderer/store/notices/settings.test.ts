import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { IsthmusDatabase } from '../database.ts';
import { changeNoticeSettings, noticeDefaults, readNoticeSettings } from './settings.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('keeps what was chosen, and leaves what was not named', async () => {
  expect(await readNoticeSettings(database)).toEqual(noticeDefaults);
  const quiet = { days: [1, 2] as const, from: 1_320, to: 420 };
  await changeNoticeSettings(database, { keywords: [' tea ', 'TEA', 'on call'] });
  await changeNoticeSettings(database, { quiet });
  expect(await readNoticeSettings(database)).toEqual({
    ...noticeDefaults,
    keywords: ['tea', 'on call'],
    quiet,
  });
});

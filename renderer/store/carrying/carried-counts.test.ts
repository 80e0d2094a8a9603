import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { IsthmusDatabase } from '../database.ts';
import { countCarried, readCarriedSince } from './carried-counts.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const hour = 3_600_000;
const midnight = 500 * 24 * hour + 1.75 * hour;

it('messages are counted by direction and quarter of an hour, so that a day is summed from its midnight', async () => {
  for (const at of [midnight - 1, midnight, midnight + 899_999, midnight + 23 * hour])
    await countCarried(database, 'teams', at);
  await countCarried(database, 'mattermost', midnight + hour);
  expect(await readCarriedSince(database, midnight)).toEqual({ teams: 3, mattermost: 1 });
  expect(await readCarriedSince(database, midnight - 24 * hour)).toEqual({ teams: 4, mattermost: 1 });
  expect(await readCarriedSince(database, midnight + 24 * hour)).toEqual({ teams: 0, mattermost: 0 });
});

it('counts of more than two days ago are removed', async () => {
  await countCarried(database, 'teams', midnight);
  await countCarried(database, 'mattermost', midnight + 30 * hour);
  await countCarried(database, 'teams', midnight + 49 * hour);
  expect(await database.carriedCounts.toArray()).toMatchObject([{ from: 'mattermost' }, { from: 'teams' }]);
});

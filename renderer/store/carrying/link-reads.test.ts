import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { IsthmusDatabase } from '../database.ts';
import { readLinkReadRow, readLinkReadRows, removeLinkReadRows, writeLinkReadRow } from './link-reads.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('each link has one row of reads, which is deleted with it', async () => {
  const [a, b] = ['a', 'b'].map((linkId) => ({ linkId, mattermost: 1, teams: 2 }));
  if (a === undefined || b === undefined) throw new Error('two rows');
  for (const row of [a, { ...b, teams: 1 }, b]) await writeLinkReadRow(database, row);
  expect(await readLinkReadRow(database, 'b')).toEqual(b);
  expect(await readLinkReadRows(database, ['b', 'c', 'a'])).toEqual([b, undefined, a]);
  await removeLinkReadRows(database, ['b', 'c']);
  expect(await readLinkReadRows(database, ['a', 'b'])).toEqual([a, undefined]);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, link } from '../../../test/support/rows.ts';
import type { AccountId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { openComputerRow } from './computer.ts';
import { removeCarriedOf } from './forget-account.ts';
import { writePinsReadRow } from './link-posts.ts';
import { writeLinkReadRow } from './link-reads.ts';
import { writeLinkRows } from './links.ts';
import { countNotCarried, readNotCarried } from './not-carried.ts';

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await openComputerRow(database, () => 'first');
  await writePinsReadRow(database, { conversationId: general, accountId: account });
});
afterEach(() => database.close());

const counts = () =>
  Promise.all(
    [database.links, database.linkReads, database.notCarried, database.pinsRead].map((table) =>
      table.count(),
    ),
  );

it('carried rows of an account are deleted, also of links that are gone, and the installation gets a new id', async () => {
  await writeLinkRows(database, [link({ id: 'mine' }), link({ id: 'other' })]);
  for (const id of ['mine', 'gone', 'other']) {
    await writeLinkReadRow(database, { linkId: id, mattermost: 1, teams: 1 });
    await countNotCarried(database, id, 'empty');
  }
  await removeCarriedOf(database, account, (id) => id !== 'other');
  expect(await counts()).toEqual([1, 1, 1, 0]);
  expect(await readNotCarried(database, 'other')).toHaveLength(1);
  expect(await openComputerRow(database, () => 'second')).toBe('second');
});

it('an account without carried rows leaves the installation’s id unchanged', async () => {
  await writeLinkRows(database, [link({ id: 'other' })]);
  await removeCarriedOf(database, 't' as AccountId, () => false);
  expect(await counts()).toEqual([1, 0, 0, 1]);
  expect(await openComputerRow(database, () => 'second')).toBe('first');
});

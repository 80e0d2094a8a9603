import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  forgetKnownLinks,
  knowLink,
  openComputerRow,
  readClaimedAt,
  readKnownLinks,
  writeClaimedAt,
} from './computer.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('an installation has one id, made with its database', async () => {
  expect(await openComputerRow(database, () => 'first')).toBe('first');
  expect(await openComputerRow(database, () => 'second')).toBe('first');
});

it('the list of known links is stored, and can be deleted at once', async () => {
  await knowLink(database, 'early');
  expect([...(await readKnownLinks(database))]).toEqual([]);
  await openComputerRow(database, () => 'one');
  for (const link of ['a', 'b', 'a']) await knowLink(database, link);
  expect([...(await readKnownLinks(database))]).toEqual(['a', 'b']);
  await forgetKnownLinks(database, (link) => link === 'a');
  expect([...(await readKnownLinks(database))]).toEqual(['b']);
  await forgetKnownLinks(database, () => true);
  expect([...(await readKnownLinks(database))]).toEqual([]);
  expect(await openComputerRow(database, () => 'two')).toBe('one');
});

it('the time of the user’s claim is stored, and with each change of it the known links are deleted', async () => {
  expect(await readClaimedAt(database)).toBeNull();
  await openComputerRow(database, () => 'one');
  await knowLink(database, 'a');
  await writeClaimedAt(database, 7);
  expect([await readClaimedAt(database), [...(await readKnownLinks(database))]]).toEqual([7, []]);
  await knowLink(database, 'a');
  await writeClaimedAt(database, null);
  expect([await readClaimedAt(database), [...(await readKnownLinks(database))]]).toEqual([null, []]);
  expect(await openComputerRow(database, () => 'two')).toBe('one');
});

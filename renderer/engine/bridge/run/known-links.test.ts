/** Over which links a computer may carry, and that it stops at once when somebody else may have carried. */
import { beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { link as linkRow } from '../../../../test/support/rows.ts';
import { type IsthmusDatabase, knowLink, openComputerRow, readKnownLinks } from '../../../store/index.ts';
import { KnownLinks } from './known-links.ts';

const link = linkRow();

let database: IsthmusDatabase;
let known: KnownLinks;
beforeEach(async () => {
  database = openDatabase();
  await openComputerRow(database, () => 'one');
  await knowLink(database, link.id);
  known = new KnownLinks(database);
});

it('a link is known once the database has said so, until all are forgotten', async () => {
  expect(known.get(link.id)).toBeUndefined();
  known.add(link);
  expect(known.get(link.id)).toBe(link);
  await known.forget(() => true);
  expect(known.get(link.id)).toBeUndefined();
  expect([...(await readKnownLinks(database))]).toEqual([]);
});

it('no link is known while they are being forgotten, nor what was read before', async () => {
  known.add(link);
  const times = known.timesForgotten;
  const forgetting = known.forget(() => true);
  expect(known.get(link.id)).toBeUndefined();
  known.add(link);
  expect(known.get(link.id)).toBeUndefined();
  await forgetting;
  expect(known.get(link.id)).toBeUndefined();
  expect(known.timesForgotten).toBe(times + 1);
});

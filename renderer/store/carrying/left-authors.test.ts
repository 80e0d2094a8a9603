import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, ada } from '../../../test/support/rows.ts';
import type { AccountId, PersonId, SharedKey } from '../../model/index.ts';
import type { LeftAuthorRow } from '../carry-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import { addLeftAuthor, forgetLeftAuthorsOf, readLeftAuthors, settleLeftAuthor } from './left-authors.ts';

const row: LeftAuthorRow = {
  ...{ id: ada, accountId: account, claimed: 'user/ada' as SharedKey },
  ...{ from: 50, at: 100, links: ['a', 'b'] },
};

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('of two times the earlier beginning and the links of both are kept; another claim is another row', async () => {
  await addLeftAuthor(database, row);
  await addLeftAuthor(database, { ...row, from: 70, at: 120, links: ['b', 'c'] });
  await addLeftAuthor(database, { ...row, claimed: 'user/other' as SharedKey });
  expect(await readLeftAuthors(database)).toEqual([
    { ...row, at: 120, links: ['a', 'b', 'c'] },
    { ...row, claimed: 'user/other' },
  ]);
});

it('somebody is forgotten with their last link, and stays where they have disconnected once more', async () => {
  await addLeftAuthor(database, row);
  await settleLeftAuthor(database, row, new Set(['a']));
  expect(await readLeftAuthors(database)).toEqual([{ ...row, links: ['b'] }]);
  await settleLeftAuthor(database, { ...row, at: 99 }, new Set(['b']));
  expect(await readLeftAuthors(database)).toHaveLength(1);
  await settleLeftAuthor(database, row, new Set(['b']));
  expect(await readLeftAuthors(database)).toEqual([]);
});

it('an account that leaves takes its people and its links with it', async () => {
  const other = { ...row, id: 'm-other/ada' as PersonId, accountId: 'm-other' as AccountId };
  const gone = { ...other, id: 'm-other/ben' as PersonId, links: ['a'] };
  for (const one of [row, other, gone]) await addLeftAuthor(database, one);
  await forgetLeftAuthorsOf(database, account, (id) => id === 'a');
  expect(await readLeftAuthors(database)).toEqual([{ ...other, links: ['b'] }]);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account } from '../../../test/support/rows.ts';
import type { FileId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { hasPictureRow, readPictureRow, writePictureRow } from './pictures.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('a picture can be read after it was stored', async () => {
  const [kept, other] = ['a', 'b'] as FileId[];
  if (kept === undefined || other === undefined) throw new Error('two pictures');
  await writePictureRow(database, {
    fileId: kept,
    accountId: account,
    bytes: new Blob([new Uint8Array([1, 2, 3])]),
    storedAt: 1,
  });
  expect([await hasPictureRow(database, kept), await hasPictureRow(database, other)]).toEqual([true, false]);
  expect(await readPictureRow(database, kept)).toMatchObject({ fileId: kept, storedAt: 1 });
  expect(await readPictureRow(database, other)).toBeUndefined();
});

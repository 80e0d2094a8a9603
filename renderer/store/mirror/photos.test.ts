import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account } from '../../../test/support/rows.ts';
import type { PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { PhotoRow } from '../rows.ts';
import { isPhotoDue, readPhotos, writePhotoRow } from './photos.ts';

const day = 24 * 60 * 60_000;
const row = (id: string, over: Partial<PhotoRow> = {}): PhotoRow => ({
  ...{ id: id as PersonId, accountId: account, bytes: new Blob(['x']), stamp: '', readAt: 0 },
  ...over,
});

describe('a photo is to be read', () => {
  it('if none is known, but not if the person has none', () => {
    expect(isPhotoDue({}, undefined, 0)).toBe(true);
    expect(isPhotoDue({ photoStamp: '7' }, undefined, 0)).toBe(true);
    expect(isPhotoDue({ photoStamp: '' }, undefined, 0)).toBe(false);
  });
  it('when the service reports a change, for a photo of any age', () => {
    const kept = row('a', { stamp: '7' });
    expect(isPhotoDue({ photoStamp: '7' }, kept, 400 * day)).toBe(false);
    expect(isPhotoDue({ photoStamp: '8' }, kept, 1)).toBe(true);
    const refused = row('a', { stamp: '7', bytes: null });
    expect(isPhotoDue({ photoStamp: '8' }, refused, 1)).toBe(true);
  });
  it('after a week if the service reports no versions, after three days if there was none', () => {
    expect(isPhotoDue({}, row('a'), 7 * day)).toBe(false);
    expect(isPhotoDue({}, row('a'), 7 * day + 1)).toBe(true);
    expect(isPhotoDue({}, row('a', { bytes: null }), 3 * day)).toBe(false);
    expect(isPhotoDue({}, row('a', { bytes: null }), 3 * day + 1)).toBe(true);
    // A refused one too, although its stamp is the same.
    const refused = row('a', { stamp: '7', bytes: null });
    expect(isPhotoDue({ photoStamp: '7' }, refused, 3 * day)).toBe(false);
    expect(isPhotoDue({ photoStamp: '7' }, refused, 3 * day + 1)).toBe(true);
  });
});

describe('the stored photos', () => {
  let database: IsthmusDatabase;
  beforeEach(() => {
    database = openDatabase();
  });
  afterEach(() => database.close());
  it('are found by person', async () => {
    await writePhotoRow(database, row('a', { stamp: '1' }));
    const found = await readPhotos(database, ['a', 'b'] as PersonId[]);
    expect([...found.values()].map(({ id, stamp }) => [id, stamp])).toEqual([['a', '1']]);
  });
  it('have a maximum number: the oldest are removed, never the one that was just read', async () => {
    for (const [at, id] of ['a', 'b', 'c', 'd'].entries())
      await writePhotoRow(database, row(id, { readAt: at }), 4);
    await writePhotoRow(database, row('e', { readAt: -1 }), 4);
    expect((await database.photos.toCollection().primaryKeys()).sort()).toEqual(['c', 'd', 'e']);
  });
});

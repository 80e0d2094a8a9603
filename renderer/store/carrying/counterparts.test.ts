import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageId } from '../../model/index.ts';
import type { CounterpartRow } from '../carry-rows.ts';
import { IsthmusDatabase } from '../database.ts';
import { readCopies, readOrigins } from './counterparts.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('counterparts', () => {
  it('are found from the origin and from each copy', async () => {
    const row = { id: 'o', copies: ['k1', null, 'k2'] } as unknown as CounterpartRow;
    await database.counterparts.bulkPut([row, { ...row, id: 'x' as MessageId, copies: [] }]);
    const ids = ['o', 'k1', 'k2', 'y'] as MessageId[];
    expect([...(await readOrigins(database, ids))]).toEqual([['o', row]]);
    const copies = await readCopies(database, ids);
    expect(ids.map((id) => copies.get(id))).toEqual([[], [row], [row], []]);
  });
});

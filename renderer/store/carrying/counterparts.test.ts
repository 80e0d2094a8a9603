import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageId } from '../../model/index.ts';
import type { CounterpartRow } from '../carry-rows.ts';
import { IsthmusDatabase } from '../database.ts';
import {
  readCopies,
  readCopyRows,
  readCounterpartRow,
  readCounterpartRowsOf,
  readOrigins,
  readPairRows,
  writeCounterpartRow,
} from './counterparts.ts';

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

  it('are stored by their origin, and read by it, by copies, by both, and by link', async () => {
    const row = (id: string, linkId: string, copies: readonly string[]): CounterpartRow =>
      ({ id, linkId, copies }) as unknown as CounterpartRow;
    const [a, b] = [row('a', 'l', ['x', 'y']), row('b', 'other', ['a'])];
    for (const one of [a, row('b', 'l', []), b]) await writeCounterpartRow(database, one);
    const ids = (...some: string[]) => some as MessageId[];
    expect(await readCounterpartRow(database, b.id)).toEqual(b);
    expect(await readCopyRows(database, ids('y'))).toEqual([a]);
    expect(await readCopyRows(database, ids('x', 'y', 'z'))).toEqual([a, a]);
    expect(await readPairRows(database, ids('a'))).toEqual([b, a]);
    expect(await readCounterpartRowsOf(database, 'l')).toEqual([a]);
  });
});

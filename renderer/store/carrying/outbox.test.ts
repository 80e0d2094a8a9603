import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxRow } from '../carry-rows.ts';
import { IsthmusDatabase } from '../database.ts';
import { readOutbox } from './outbox.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('the outbox', () => {
  const row = (key: string, linkId: string, at: number, kind: string): OutboxRow =>
    ({ messageId: key, linkId, at, state: { kind } }) as unknown as OutboxRow;
  it('is read by what waits and what failed, oldest first, without what was discarded, and never whole', async () => {
    await database.outbox.bulkPut([
      row('a', 'l1', 5, 'failed'),
      row('b', 'l2', 3, 'failed'),
      row('c', 'l1', 4, 'waiting'),
      row('d', 'l2', 1, 'queued'),
      row('e', 'l1', 2, 'discarded'),
      row('f', 'l3', 6, 'sending'),
      row('g', 'l3', 7, 'uploading'),
    ]);
    const ids = (rows: readonly OutboxRow[]) => rows.map(({ messageId }) => messageId);
    const all = await readOutbox(database, 10);
    expect([ids(all.failed), ids(all.waiting)]).toEqual([
      ['b', 'a'],
      ['d', 'c', 'f', 'g'],
    ]);
    const some = await readOutbox(database, 2);
    expect([some.failed.length, some.waiting.length]).toEqual([2, 2]);
  });
});

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageId } from '../../model/index.ts';
import type { OutboxRow, OutboxState } from '../carry-rows.ts';
import { IsthmusDatabase } from '../database.ts';
import {
  countOutbox,
  putOutbox,
  readOldestSeen,
  readOutbox,
  readOutboxRow,
  readOutboxRowsIn,
  removeOutboxRow,
  removeOutboxRowsIn,
  setOutboxState,
} from './outbox.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('the outbox', () => {
  const states: Readonly<Record<OutboxState['kind'], OutboxState>> = {
    queued: { kind: 'queued' },
    uploading: { kind: 'uploading' },
    sending: { kind: 'sending', act: { kind: 'repeatable' }, after: 0, retryAt: 0, tries: 0 },
    waiting: { kind: 'waiting', why: 'offline', until: 0, tries: 0 },
    failed: { kind: 'failed', reason: { kind: 'gone' } },
    discarded: { kind: 'discarded' },
  };
  const row = (key: string, linkId: string, at: number, kind: OutboxState['kind']): OutboxRow => ({
    messageId: key as MessageId,
    linkId,
    service: 'teams',
    at,
    state: states[kind],
  });
  it('returns waiting and failed rows, oldest first, without discarded ones, and is never read whole', async () => {
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

  it('is counted by state, and tells since when its oldest open row has been known', async () => {
    expect([...(await countOutbox(database))]).toEqual([]);
    expect(await readOldestSeen(database)).toBeNull();
    const open = (key: string, linkId: string, at: number, seen?: number) => ({
      ...row(key, linkId, at, 'queued'),
      ...(seen === undefined ? {} : { seen }),
    });
    await putOutbox(database, [
      open('a', 'l1', 1, 50),
      open('b', 'l1', 2, 60),
      open('c', 'l2', 3, 40),
      open('d', 'l3', 4),
      { ...row('e', 'l3', 5, 'failed'), seen: 1 },
    ]);
    await setOutboxState(database, 'c' as MessageId, states.sending);
    expect(Object.fromEntries(await countOutbox(database))).toEqual({ queued: 3, sending: 1, failed: 1 });
    expect(await readOldestSeen(database)).toBe(40);
  });

  it('is read by message, and by link and state', async () => {
    const [a, b] = [row('a', 'l1', 5, 'sending'), row('b', 'l1', 3, 'sending')];
    const c = row('c', 'l2', 1, 'sending');
    await database.outbox.bulkPut([a, b, c, row('d', 'l1', 1, 'queued')]);
    expect(await readOutboxRow(database, a.messageId)).toEqual(a);
    expect(await readOutboxRowsIn(database, ['l1'], 'sending')).toEqual([a, b]);
    expect(await readOutboxRowsIn(database, ['l2', 'l1'], 'sending')).toEqual([a, b, c]);
  });

  it('loses settled rows, and the rows of a link that are in given states', async () => {
    const rows = [
      row('a', 'l1', 1, 'queued'),
      row('b', 'l1', 2, 'sending'),
      row('c', 'l1', 3, 'failed'),
      row('d', 'l2', 4, 'queued'),
      row('e', 'l2', 5, 'queued'),
    ];
    await database.outbox.bulkPut(rows);
    await removeOutboxRowsIn(database, 'l1', ['queued', 'failed']);
    await removeOutboxRow(database, 'e' as MessageId);
    expect(await database.outbox.toArray()).toEqual([rows[1], rows[3]]);
  });
});

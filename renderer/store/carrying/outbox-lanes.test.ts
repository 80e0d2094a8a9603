import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FileId, MessageId } from '../../model/index.ts';
import type { OutboxState } from '../carry-rows.ts';
import { IsthmusDatabase } from '../database.ts';
import {
  putOutbox,
  readLane,
  readLanes,
  setOutboxFiles,
  setOutboxState,
  type UnplacedOutboxRow,
} from './outbox.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

const queued: OutboxState = { kind: 'queued' };
const failed: OutboxState = { kind: 'failed', reason: { kind: 'gone' } };
const givenUp: OutboxState = { kind: 'discarded' };
const idOf = (key: string): MessageId => `m/c/${key}` as MessageId;
const row = (key: string, at: number, state: OutboxState = queued): UnplacedOutboxRow => ({
  messageId: idOf(key),
  linkId: 'l',
  service: 'teams',
  at,
  state,
});
const lane = { linkId: 'l', service: 'teams' } as const;
const keysIn = async (): Promise<string[]> =>
  (await readLane(database, lane, 10)).map(({ messageId }) => messageId);

it('a row is in its lane while it is open, and returns when it is opened again', async () => {
  await putOutbox(database, [row('late', 2), row('early', 1), row('given-up', 0, givenUp)]);
  expect(await keysIn()).toEqual([idOf('early'), idOf('late')]);
  for (const state of [failed, givenUp]) {
    await setOutboxState(database, idOf('early'), state);
    expect(await keysIn()).toEqual([idOf('late')]);
    expect(await database.outbox.get(idOf('early'))).toEqual(row('early', 1, state));
  }
  await setOutboxState(database, idOf('early'), { kind: 'waiting', why: 'offline', until: 9, tries: 1 });
  expect(await keysIn()).toEqual([idOf('early'), idOf('late')]);
});

it('its files stay with it while it moves', async () => {
  const files = [{ of: 'f' as FileId, session: 's', handle: null, instead: null }];
  await putOutbox(database, [row('a', 1)]);
  await setOutboxFiles(database, idOf('a'), files);
  await setOutboxState(database, idOf('a'), failed);
  expect((await database.outbox.get(idOf('a')))?.files).toEqual(files);
});

it('a deleted row is not opened again', async () => {
  await setOutboxState(database, idOf('gone'), queued);
  await setOutboxFiles(database, idOf('gone'), []);
  expect(await database.outbox.count()).toBe(0);
});

it('only open rows are read, for any number of settled ones', async () => {
  const settled = Array.from({ length: 200 }, (_, at) => row(`s${at}`, at, at % 2 === 0 ? failed : givenUp));
  await putOutbox(database, [...settled, row('a', 300), row('b', 301)]);
  let read = 0;
  database.outbox.hook('reading', (one) => {
    read += 1;
    return one;
  });
  expect(await readLanes(database)).toEqual(['l teams']);
  expect(read).toBe(0);
  expect(await keysIn()).toEqual([idOf('a'), idOf('b')]);
  expect(read).toBe(2);
});

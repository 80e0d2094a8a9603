import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, me, message } from '../../../../test/support/rows.ts';
import { ingest } from '../../../../test/support/mirrored.ts';
import type { PersonId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow } from './account-row.ts';
import { isSame } from './ingest-messages.ts';

let database: IsthmusDatabase;

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await ingest(database, batchOf([conversation()]));
});
afterEach(() => database.close());

it('a batch whose time span has many more messages than the batch finds its stored messages', async () => {
  const times = Array.from({ length: 40 }, (_, at) => 1_000 + at);
  const rows = times.map((createdAt) => message(`${createdAt}`, { createdAt }));
  await ingest(database, batchOf(rows.map(told)));
  const ends = [rows[0], rows[39]].flatMap((row) => (row ? [row] : []));
  expect(await ingest(database, batchOf(ends.map(told)))).toMatchObject({ added: 0, changed: 0 });
  const edited = ends.map((row) => told({ ...row, version: 9_000, plain: 'edited' }));
  expect(await ingest(database, batchOf(edited))).toMatchObject({ added: 0, changed: 2 });
  expect(await database.messages.count()).toBe(40);
});

it('a new message names its author and all people who reacted; a stored one names nobody', async () => {
  const reader = `${account}/reader` as PersonId;
  const row = message('a', { reactions: [{ emoji: '👍', name: '+1', personIds: [me, reader] }] });
  expect((await ingest(database, batchOf([told(row)]))).people).toEqual(new Set([ada, me, reader]));
  expect((await ingest(database, batchOf([told(row)]))).people).toEqual(new Set());
  const beside = await ingest(database, batchOf([told(row), told(message('b', { authorId: ada }))]));
  expect(beside).toMatchObject({ added: 1, changed: 0 });
  expect(beside.people).toEqual(new Set([ada]));
});

it('two versions are the same only if nothing differs, with or without a new time stamp', () => {
  expect(isSame(undefined, message('a'))).toBe(false);
  expect(isSame(message('a'), message('a'))).toBe(true);
  expect(isSame(message('a'), message('a', { pinned: true }))).toBe(false);
  expect(isSame(message('a'), message('a', { version: 2_000 }))).toBe(false);
});

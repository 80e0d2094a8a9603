import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import type { AccountId, CarryKey, FileId, MessageId } from '../../model/index.ts';
import type { AttemptRow, WrittenText } from '../attempt-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import {
  firstInLane,
  isMadeHere,
  lastInLane,
  putAttempt,
  readAttempt,
  readAttemptLanes,
  readFailedAttempts,
  readSettledAttempt,
  removeAttemptsOf,
  settleAttempt,
} from './attempts.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const key = (name: string): CarryKey => name as CarryKey;
const row = (name: string, at: number, over: Partial<AttemptRow> = {}): AttemptRow => ({
  key: key(name),
  accountId: account,
  target: general,
  lane: general,
  at,
  want: { kind: 'remove', of: { kind: 'message', id: `${general}/1` as MessageId } },
  state: { kind: 'queued' },
  ...over,
});

it('open acts are found by their lane, without a read of settled ones', async () => {
  for (let at = 0; at < 60; at += 1)
    await settleAttempt(database, row(`failed ${at}`, at), { kind: 'failed', reason: { kind: 'gone' } });
  await putAttempt(database, row('late', 90));
  await putAttempt(database, row('early', 80));
  await putAttempt(database, row('elsewhere', 1, { lane: 'another' }));
  let read = 0;
  for (const table of [database.attempts, database.settledAttempts])
    table.hook('reading', (one: object) => {
      read += 1;
      return one;
    });
  expect(await readAttemptLanes(database)).toEqual(['another', general].sort());
  expect(read).toBe(0);
  expect((await firstInLane(database, general))?.key).toBe('early');
  expect((await lastInLane(database, general))?.key).toBe('late');
  expect(read).toBe(2);
});

it('an act is in one table only, in every state', async () => {
  const one = row('one', 1);
  await putAttempt(database, one);
  await settleAttempt(database, one, { kind: 'failed', reason: { kind: 'too-long' } });
  expect(await readAttempt(database, one.key)).toBeUndefined();
  expect((await readFailedAttempts(database, general)).map((found) => found.key)).toEqual(['one']);
  await putAttempt(database, one);
  expect(await readSettledAttempt(database, one.key)).toBeUndefined();
  expect(await readFailedAttempts(database, general)).toEqual([]);
});

it('a failed act keeps its files for the next try; a finished one keeps none', async () => {
  const id = 'f' as FileId;
  const text: WrittenText = {
    document: { blocks: [] },
    subject: null,
    importance: 'normal',
    threadId: '',
    quotes: null,
  };
  const bytes = new Blob(['low water at noon']);
  const one = row('one', 1, {
    want: { kind: 'send', text, files: [{ id, name: 'tides.txt', mimeType: null, bytes }] },
    files: [{ of: id, session: null, handle: '{}', instead: null }],
  });
  const kept = async () => {
    const held = await readSettledAttempt(database, one.key);
    return [held?.want.kind === 'send' && held.want.files.length, held?.files?.length];
  };
  await settleAttempt(database, one, { kind: 'failed', reason: { kind: 'too-long' } });
  expect(await kept()).toEqual([1, 1]);
  for (const state of [
    { kind: 'discarded' },
    { kind: 'done', made: `${general}/made` as MessageId },
  ] as const) {
    await settleAttempt(database, one, state);
    expect(await kept()).toEqual([0, undefined]);
    expect(await readSettledAttempt(database, one.key)).toMatchObject({ want: { text }, state });
  }
});

it('the newest finished acts stay, and name their messages', async () => {
  const made = (at: number): MessageId => `${general}/made-${at}` as MessageId;
  await settleAttempt(database, row('failed', 0), { kind: 'failed', reason: { kind: 'gone' } });
  for (let at = 1; at <= 53; at += 1)
    await settleAttempt(database, row(`done ${at}`, at), { kind: 'done', made: made(at) });
  expect(await database.settledAttempts.count()).toBe(51);
  expect(await isMadeHere(database, made(3))).toBe(false);
  expect(await isMadeHere(database, made(4))).toBe(true);
  expect(await readFailedAttempts(database, general)).toHaveLength(1);
});

it('the acts of an account are deleted with it, and no others', async () => {
  const other = 'other' as AccountId;
  await putAttempt(database, row('open', 1));
  await settleAttempt(database, row('settled', 2), { kind: 'discarded' });
  await putAttempt(database, row('kept', 3, { accountId: other }));
  await removeAttemptsOf(database, account);
  expect(await database.attempts.toCollection().primaryKeys()).toEqual(['kept']);
  expect(await database.settledAttempts.count()).toBe(0);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import type { IsthmusDatabase } from '../database.ts';
import { readEngineRow, startEngineRow, writeCarryPause, writeEngineState } from './engine-row.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('an engine that has not started has no state', async () => {
  await writeEngineState(database, { kind: 'disk-full' });
  expect(await readEngineRow(database)).toBeUndefined();
});

it('the engine’s state changes without its start time; after a new start it is running', async () => {
  await startEngineRow(database, 7);
  await writeEngineState(database, { kind: 'paused', by: 'user' });
  expect(await readEngineRow(database)).toEqual({
    key: 'engine',
    startedAt: 7,
    state: { kind: 'paused', by: 'user' },
    carryPause: { kind: 'none' },
  });
  await startEngineRow(database, 8);
  expect(await readEngineRow(database)).toMatchObject({ startedAt: 8, state: { kind: 'running' } });
});

it('a pause of carrying lasts beyond the next start', async () => {
  expect(await startEngineRow(database, 7)).toEqual({ kind: 'none' });
  await writeCarryPause(database, { kind: 'until', until: 99 });
  expect(await startEngineRow(database, 8)).toEqual({ kind: 'until', until: 99 });
  expect(await readEngineRow(database)).toMatchObject({
    startedAt: 8,
    carryPause: { kind: 'until', until: 99 },
  });
});

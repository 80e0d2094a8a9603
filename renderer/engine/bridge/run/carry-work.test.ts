import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ada, general, message } from '../../../../test/support/rows.ts';
import type { World } from '../../../connectors/world.ts';
import { type IsthmusDatabase, readCarriedSince, readRelayedAuthors } from '../../../store/index.ts';
import { rememberAct } from './carry-work.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const note = message('1', { authorId: ada });
const nothing = { changes: [], unseen: [], row: null };

it('a message that a relay carried is counted for its author with the copy, and not without', async () => {
  const world = { now: () => 1_000_000 } as World;
  const context = { database, storesInto: [], store: () => Promise.resolve(), world };
  await rememberAct(context, note.id, 'teams', nothing);
  expect(await readRelayedAuthors(database)).toEqual([]);
  await rememberAct(context, note.id, 'teams', nothing, note);
  const refused = { ...context, store: () => Promise.reject(new RangeError('no room')) };
  await expect(rememberAct(refused, note.id, 'teams', nothing, note)).rejects.toThrow('no room');
  expect(await readRelayedAuthors(database)).toEqual([
    { id: ada, accountId: note.accountId, conversationId: general, messages: 1 },
  ]);
  expect(await readCarriedSince(database, 0)).toEqual({ teams: 0, mattermost: 1 });
});

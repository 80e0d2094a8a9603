import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, ada, me } from '../../../test/support/rows.ts';
import type { PersonId, Presence } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import { writePresences } from './presences.ts';

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.open();
});
afterEach(() => database.close());

const write = (...told: readonly (readonly [PersonId, Presence])[]) =>
  writePresences(database, account, new Map(told));

it('the newest presence of each person is stored', async () => {
  await write();
  await write([ada, 'away'], [me, 'online']);
  await write([ada, 'busy']);
  expect(await database.presences.toArray()).toEqual([
    { id: ada, accountId: account, presence: 'busy' },
    { id: me, accountId: account, presence: 'online' },
  ]);
});

it('an equal presence is not written again, because it would wake live queries', async () => {
  await write([ada, 'away']);
  const changed: string[] = [];
  // Tests of other files in this process may still write to databases of their own.
  const hear = (parts: object): void =>
    void changed.push(...Object.keys(parts).filter((part) => part.includes(`//${database.name}/`)));
  Dexie.on.storagemutated.subscribe(hear);
  await write([ada, 'away']);
  expect(changed).toEqual([]);
  await write([ada, 'online']);
  Dexie.on.storagemutated.unsubscribe(hear);
  expect(changed).not.toEqual([]);
});

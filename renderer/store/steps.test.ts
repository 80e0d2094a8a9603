import { Dexie, liveQuery } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import type { Person, Team } from '../model/index.ts';
import { IsthmusDatabase } from './database.ts';
import { allOf, andThen } from './steps.ts';

// Dexie's live queries rest where the machine has no IndexedDB of its own, whatever the database was given.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

it('what a live query reads in its last step is followed, however many run at once', async () => {
  const database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  const person = (displayName: string): Person => ({ id: 'p', displayName }) as unknown as Person;
  await database.people.put(person('before'));
  // As deep as a stretch of a linked conversation is read: written with await, the last step of some of the readers was not followed.
  const readDeep = () =>
    andThen(
      allOf([
        database.counterparts.bulkGet([]),
        database.counterparts.where('copies').anyOf(['x']).toArray(),
      ]),
      () =>
        andThen(database.messages.bulkGet([]), () =>
          andThen(database.links.bulkGet(['none']), (found) => found.length),
        ),
    );
  const readName = () =>
    andThen(allOf([database.teams.toArray(), database.links.toArray()]), () =>
      andThen(readDeep(), () =>
        andThen(database.people.get('p' as Person['id']), (found) => found?.displayName ?? ''),
      ),
    );
  let readers = 0;
  await new Promise<void>((resolve) => {
    for (let query = 0; query < 8; query += 1) {
      let first = true;
      liveQuery(readName).subscribe((name) => {
        if (first) readers += 1;
        first = false;
        if (name === 'after') readers -= 1;
        if (readers === 8) void database.people.put(person('after'));
        if (name === 'after' && readers === 0) resolve();
      });
    }
  });
  expect(readers).toBe(0);
  database.close();
});

it('keeps the type of each read', async () => {
  const database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  const [teams, count]: [Team[], number] = await allOf([database.teams.toArray(), 3]);
  expect([teams, count]).toEqual([[], 3]);
  database.close();
});

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, Person } from '../../model/index.ts';
import { IsthmusDatabase } from '../database.ts';
import { readContested } from './people.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('what tells nobody apart', () => {
  it('is a claim of two people, or an address that two people of one account have', async () => {
    const person = (account: string, key: string, claims: string | null, email: string | null): Person =>
      ({ id: `${account}/${key}`, accountId: account, claims, email }) as unknown as Person;
    await database.people.bulkPut([
      person('m', '1', 'ada', 'a@x'),
      person('m', '2', 'ada', 'b@x'),
      person('m', '3', 'ben', 'b@x'),
      person('t', '1', null, 'a@x'),
      person('t', '2', null, null),
      person('other', '1', 'ben', 'c@x'),
    ]);
    const contested = await readContested(database, ['m', 't'] as AccountId[]);
    expect([...contested.claims]).toEqual(['ada']);
    expect([...contested.addresses]).toEqual(['b@x']);
  });
});

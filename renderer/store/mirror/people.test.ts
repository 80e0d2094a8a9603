import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, ada, me, person } from '../../../test/support/rows.ts';
import type { AccountId, Person, PersonId } from '../../model/index.ts';
import { IsthmusDatabase } from '../database.ts';
import { readContested, readPersonRow, readPersonRows } from './people.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('what tells nobody apart', () => {
  it('is a claim of two people, or an address that two people of one account have', async () => {
    const who = (of: string, key: string, claims: string | null, email: string | null): Person =>
      ({ id: `${of}/${key}`, accountId: of, claims, email }) as unknown as Person;
    await database.people.bulkPut([
      who('m', '1', 'ada', 'a@x'),
      who('m', '2', 'ada', 'b@x'),
      who('m', '3', 'ben', 'b@x'),
      who('t', '1', null, 'a@x'),
      who('t', '2', null, null),
      who('other', '1', 'ben', 'c@x'),
    ]);
    const contested = await readContested(database, ['m', 't'] as AccountId[]);
    expect([...contested.claims]).toEqual(['ada']);
    expect([...contested.addresses]).toEqual(['b@x']);
  });
});

describe('people', () => {
  it('are read by id, in the order they are asked for', async () => {
    const [one, other] = [person(ada), person(me)];
    await database.people.bulkPut([one, other]);
    expect(await readPersonRow(database, ada)).toEqual(one);
    const unknown = `${account}/unknown` as PersonId;
    expect(await readPersonRows(database, [me, unknown, ada])).toEqual([other, undefined, one]);
  });
});

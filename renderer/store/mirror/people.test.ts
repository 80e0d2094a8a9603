import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, ada, me, person } from '../../../test/support/rows.ts';
import type { AccountId, Person, PersonId, SharedKey } from '../../model/index.ts';
import { IsthmusDatabase } from '../database.ts';
import {
  readByAddress,
  readClaimants,
  readEverybody,
  readNamedPersonIdsOf,
  readPersonRow,
  readPersonRows,
  removePeopleOf,
  writePersonRows,
} from './people.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('people with claims', () => {
  const who = (of: string, key: string, claims: string | null, email: string | null): Person =>
    person(`${of}/${key}` as PersonId, {
      accountId: of as AccountId,
      claims: claims as SharedKey | null,
      email,
    });
  const ids = (people: readonly Person[]): PersonId[] => people.map(({ id }) => id);
  const m = 'm' as AccountId;
  beforeEach(async () => {
    await database.people.bulkPut([
      who('m', '1', 'ada', 'a@x'),
      who('m', '2', 'ada', 'b@x'),
      who('m', '3', 'ben', 'b@x'),
      who('m', '4', null, null),
      who('other', '1', 'ben', 'b@x'),
    ]);
  });

  it('are found by their claim, in one account, and no more than requested', async () => {
    const claims = ['ada', 'ben', 'cleo'] as SharedKey[];
    expect(ids(await readClaimants(database, m, claims, 2))).toEqual(['m/1', 'm/2', 'm/3']);
    expect(ids(await readClaimants(database, m, claims, 1))).toEqual(['m/1', 'm/3']);
    expect(ids(await readByAddress(database, m, ['b@x', 'c@x'], 2))).toEqual(['m/2', 'm/3']);
  });

  it('are removed with their account, and no others', async () => {
    await removePeopleOf(database, m);
    expect(ids(await readEverybody(database))).toEqual(['other/1']);
  });
});

describe('people', () => {
  it('are read by id, in the order they are asked for', async () => {
    const [one, other] = [person(ada), person(me)];
    await writePersonRows(database, [person(ada, { displayName: 'Other' }), other]);
    await writePersonRows(database, [one]);
    expect(await readPersonRow(database, ada)).toEqual(one);
    const unknown = `${account}/unknown` as PersonId;
    expect(await readPersonRows(database, [me, unknown, ada])).toEqual([other, undefined, one]);
  });

  it('who are named only by messages are left out of the list of named people', async () => {
    const elsewhere = person('t/eve' as PersonId);
    await database.people.bulkPut([person(ada), person(me, { namedAt: 5 }), elsewhere]);
    expect(await readNamedPersonIdsOf(database, account)).toEqual([ada]);
  });
});

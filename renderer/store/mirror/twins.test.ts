import fc from 'fast-check';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  contestedAmong,
  twinsOf,
  type AccountId,
  type Person,
  type PersonId,
  type SharedKey,
} from '../../model/index.ts';
import { IsthmusDatabase } from '../database.ts';
import { readTwins } from './twins.ts';

const teams = 't' as AccountId;
const mattermost = 'm' as AccountId;
const accounts = { teams, mattermost };
const keys = ['1', '2', '3', '4'];
const person = (accountId: AccountId, key: string, claims: string | null, email: string | null): Person =>
  ({
    id: `${accountId}/${key}` as PersonId,
    accountId,
    claims: claims as SharedKey | null,
    email,
  }) as Person;

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

describe('twins of some people', () => {
  it('are those that the rule over everybody says', async () => {
    const pick = fc.option(fc.constantFrom(...keys));
    const everybody = fc.tuple(
      fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), claims: pick, email: pick }), {
        selector: ({ key }) => key,
      }),
      fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), email: pick }), {
        selector: ({ key }) => key,
      }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(everybody, async ([there, here, isKnown]) => {
        const people = [
          ...there.map(({ key, claims, email }) => person(mattermost, key, claims, email)),
          ...here.map(({ key, email }) => person(teams, key, null, email)),
          // Somebody of another account says the same: no concern of these two.
          person('x' as AccountId, '1', '1', '1'),
        ];
        await database.people.clear();
        await database.people.bulkPut(people);
        const me = isKnown
          ? { teams: 't/1' as PersonId, mattermost: 'm/2' as PersonId }
          : { teams: null, mattermost: null };
        const ours = people.filter(({ accountId }) => accountId !== ('x' as AccountId));
        const all = twinsOf(ours, { accounts, me, contested: contestedAmong(ours) });
        for (const one of ours.filter(({ accountId }) => accountId === mattermost))
          for (const other of ours.filter(({ accountId }) => accountId === teams)) {
            const some = await readTwins(database, [one, other], accounts, me);
            expect(some.get(one.id) === other.id).toBe(all.get(one.id) === other.id);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('a claim that two make is nobody’s, and the user’s own is nobody else’s', () => {
    const me = { teams: 't/1' as PersonId, mattermost: 'm/1' as PersonId };
    const people = [
      person(mattermost, '2', '2', null),
      person(mattermost, '3', '2', null),
      person(mattermost, '4', '1', null),
      person(teams, '1', null, null),
      person(teams, '2', null, null),
    ];
    const twins = twinsOf(people, { accounts, me, contested: contestedAmong(people) });
    expect([...twins]).toEqual([
      ['m/1', 't/1'],
      ['t/1', 'm/1'],
    ]);
  });
});

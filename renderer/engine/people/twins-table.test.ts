/** The table of who is whom: it agrees with the rule for everybody, after any changes. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest, removeAccount } from '../../../test/support/mirrored.ts';
import { person } from '../../../test/support/rows.ts';
import { twinRows } from '../../../test/support/twins.ts';
import type { AccountId, Change, Person, PersonId, PersonTwins, Service } from '../../model/index.ts';
import { removeTwinsOf, type IsthmusDatabase } from '../../store/index.ts';
import { bareBatch } from '../mirror/store/batch.ts';
import { openAccountRow } from '../mirror/store/account-row.ts';
import { fillTwins, keepTwins, twinsRule } from './twins-table.ts';

const accounts = { m: 'mattermost', n: 'mattermost', t: 'teams', u: 'teams' } as const;
type Key = keyof typeof accounts;
const idOf = (key: Key): AccountId => key as AccountId;

let database: IsthmusDatabase;
const open = async (...keys: readonly Key[]): Promise<void> => {
  for (const key of keys)
    await openAccountRow(database, { id: idOf(key), service: accounts[key], displayName: key, label: key });
};
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

interface Told {
  readonly key: Key;
  readonly user: string;
  readonly claims: string | null;
  readonly email: string | null;
}
const personOf = ({ key, user, claims, email }: Told): Person =>
  person(`${key}/${user}` as PersonId, {
    accountId: idOf(key),
    claims: (accounts[key] === 'mattermost' ? claims : null) as Person['claims'],
    email,
  });
/** One batch for each account, as mirrors write. */
const tell = async (told: readonly Told[]): Promise<void> => {
  for (const key of ['m', 'n', 't', 'u'] as const) {
    const changes = told
      .filter((one) => one.key === key)
      .map((one): Change => ({ kind: 'person', person: personOf(one) }));
    if (changes.length > 0) await ingest(database, bareBatch(idOf(key), 'changes', changes));
  }
};
/** The same writes without the rest of a mirror's work. */
const keep = ({ accounts: open, people, twins }: IsthmusDatabase, told: readonly Told[]): Promise<void> =>
  database.transaction('rw', [open, people, twins], async () => {
    for (const key of ['m', 'n', 't'] as const) {
      const now = told.filter((one) => one.key === key).map(personOf);
      const before = await people.bulkGet(now.map(({ id }) => id));
      await people.bulkPut(now);
      const written = now.map((one, at) => ({ before: before[at] ?? null, now: one }));
      await keepTwins(database, { id: idOf(key), service: accounts[key] }, written);
    }
  });

/** The result of the rule for all people in the mirror. */
const byTheRule = async (): Promise<Record<string, string[]>> => {
  const people = await database.people.toArray();
  const open = await database.accounts.toArray();
  const of = (service: Service): AccountId[] =>
    open.filter((account) => account.service === service).map(({ id }) => id);
  return shown(
    of('mattermost').flatMap((mattermost) =>
      of('teams').flatMap((teams) => twinRows(people, { mattermost, teams })),
    ),
  );
};
const shown = (rows: readonly PersonTwins[]): Record<string, string[]> => {
  const all: Record<string, string[]> = {};
  for (const { id, accountId, twins } of rows) {
    const found = twins.map((twin) => `${twin.accountId} ${twin.id} ${String(twin.connected)}`);
    const name = `${accountId} ${id}`;
    all[name] = [...(all[name] ?? []), ...found].sort();
  }
  return all;
};
const stored = async (): Promise<Record<string, string[]>> => shown(await database.twins.toArray());

const nameOf = ({ key, user }: Told): string => `${key} ${user}`;
const told = fc.record({
  key: fc.constantFrom<Key>('m', 'n', 't', 't'),
  user: fc.constantFrom('1', '2', '3', '4', '5'),
  claims: fc.option(fc.constantFrom('1', '2', '3', 'nobody')),
  email: fc.option(fc.constantFrom('a@x', 'b@x', 'c@x')),
});

describe('the table of who is whom', () => {
  it('agrees with the rule for everybody, after all changes in any order', async () => {
    await open('m', 'n', 't');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(told, { minLength: 1, maxLength: 6, selector: nameOf }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom<Key>('m', 'n', 't'),
        async (batches, leaving) => {
          for (const table of [database.people, database.twins, database.derived]) await table.clear();
          for (const batch of batches) {
            await keep(database, batch);
            expect(await stored()).toEqual(await byTheRule());
          }
          const before = await stored();
          await database.twins.clear();
          await fillTwins(database);
          expect(await stored()).toEqual(before);
          await database.people.where('accountId').equals(leaving).delete();
          await removeTwinsOf(database, idOf(leaving));
          expect(await stored()).toEqual(await byTheRule());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is updated when an account is removed, for people of the other accounts too', async () => {
    await open('m', 't', 'u');
    await tell([
      { key: 'm', user: 'ada', claims: '1', email: 'a@x' },
      { key: 't', user: '1', claims: null, email: null },
      { key: 'u', user: '1', claims: null, email: null },
    ]);
    expect((await stored())['m m/ada']).toEqual(['t t/1 true', 'u u/1 true']);
    const leaves = removeAccount(database, idOf('t'));
    await tell([{ key: 'm', user: 'ada', claims: '1', email: 'other@x' }]);
    await leaves;
    expect(await stored()).toEqual({ 'm m/ada': ['u u/1 true'], 'u u/1': ['m m/ada true'] });
  });

  it('removes a claim from its only owner when others make it too, and gives it back later', async () => {
    await open('m', 't');
    const claimant = (user: string, claims: string | null = '1'): Told => ({
      key: 'm',
      user,
      claims,
      email: null,
    });
    await tell([claimant('9'), { key: 't', user: '1', claims: null, email: null }]);
    expect((await stored())['t t/1']).toEqual(['m m/9 true']);
    const others = ['2', '3', '4'];
    await tell(others.map((user) => claimant(user)));
    expect(await stored()).toEqual({});
    await tell(others.map((user) => claimant(user, null)));
    expect((await stored())['m m/9']).toEqual(['t t/1 true']);
  });

  it('ignores the user’s own row, because the caller knows the user', async () => {
    await open('m', 't');
    await database.accounts.update(idOf('m'), { me: 'm/1' as PersonId });
    await tell([
      { key: 'm', user: '1', claims: '1', email: null },
      { key: 't', user: '1', claims: null, email: null },
    ]);
    expect(await stored()).toEqual(await byTheRule());
    expect(Object.keys(await stored())).toHaveLength(2);
  });
});

describe('filling the table', () => {
  beforeEach(async () => {
    await open('m', 't');
    await database.people.bulkPut([
      personOf({ key: 'm', user: 'ada', claims: '1', email: null }),
      personOf({ key: 't', user: '1', claims: null, email: null }),
      // A person of an account that was signed out.
      personOf({ key: 'u', user: '1', claims: null, email: null }),
    ]);
  });

  it('is done once after the upgrade, from everybody who is in the mirror', async () => {
    await fillTwins(database);
    expect(await stored()).toEqual({ 'm m/ada': ['t t/1 true'], 't t/1': ['m m/ada true'] });
    await database.twins.clear();
    await fillTwins(database);
    expect(await stored()).toEqual({});
  });

  it('is done again if an older rule filled it', async () => {
    await database.derived.put({ table: 'twins', rule: twinsRule - 1 });
    await database.twins.put({ id: 'm/old' as PersonId, accountId: idOf('m'), twins: [] });
    await fillTwins(database);
    expect(Object.keys(await stored())).toEqual(['m m/ada', 't t/1']);
  });
});

import { expect, it } from 'vitest';
import { batchOf } from '../../../test/support/batches.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account, ada, person } from '../../../test/support/rows.ts';
import type { AccountId, Change, Person, PersonId, SharedKey } from '../../model/index.ts';
import { openAccountRow } from '../mirror/store/account-row.ts';

const tenant = 't-aaaaaaaaaaaa' as AccountId;

it('the follower reports changed twins only if they have changed', async () => {
  const database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await openAccountRow(database, { id: tenant, service: 'teams', displayName: 'Me', label: 'me' });
  const says = async (change: Change, accountId: AccountId = account): Promise<boolean> =>
    (await ingest(database, batchOf([change], { accountId }))).news.some(
      ({ kind }) => kind === 'people-changed',
    );
  const told = (over: Partial<Person>): Change => ({ kind: 'person', person: { ...person(ada), ...over } });
  const claims = 'user/ada' as SharedKey;
  expect(await says(told({}))).toBe(false);
  expect(await says(told({ claims }))).toBe(false);
  // The claim of the person comes only now, and only by a message.
  const teamsUser = `${tenant}/user/ada` as PersonId;
  expect(await says({ kind: 'name', personId: teamsUser, name: 'Ada', at: 5 }, tenant)).toBe(true);
  expect(await says(told({ claims, jobTitle: 'Pilot', displayName: 'Ada O.' }))).toBe(false);
  expect(await says({ kind: 'presence', personId: ada, presence: 'away' })).toBe(false);
  expect(await says(told({ claims, email: 'ada@example.org' }))).toBe(false);
  expect(await says(told({ claims: null, email: 'ada@example.org' }))).toBe(true);
  expect(
    await says({ kind: 'person', person: person(teamsUser, { email: 'ada@example.org' }) }, tenant),
  ).toBe(true);
  database.close();
});

import { expect, it } from 'vitest';
import { batchOf } from '../../../test/support/batches.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account, ada, person } from '../../../test/support/rows.ts';
import type { Change, Person, SharedKey } from '../../model/index.ts';
import { openAccountRow } from '../mirror/store/account-row.ts';

it('says that who is whom may have changed, when what the directory goes by did, and only then', async () => {
  const database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  const says = async (change: Change): Promise<boolean> =>
    (await ingest(database, batchOf([change]))).news.some(({ kind }) => kind === 'people-changed');
  const told = (over: Partial<Person>): Change => ({ kind: 'person', person: { ...person(ada), ...over } });
  const claims = 'user/ada' as SharedKey;
  expect(await says(told({}))).toBe(true);
  expect(await says(told({}))).toBe(false);
  expect(await says(told({ jobTitle: 'Pilot' }))).toBe(false);
  expect(await says(told({ claims }))).toBe(true);
  expect(await says(told({ claims, email: 'ada@example.org' }))).toBe(true);
  expect(await says(told({ claims, email: 'ada@example.org', displayName: 'Ada O.' }))).toBe(true);
  expect(await says({ kind: 'presence', personId: ada, presence: 'away' })).toBe(false);
  // Somebody whom only a message names: a claim to be them counts from now on.
  const stranger = `${account}/user/stranger` as Person['id'];
  expect(await says({ kind: 'name', personId: stranger, name: 'Eve', at: 5 })).toBe(true);
  database.close();
});

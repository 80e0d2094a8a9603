import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchOf } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { ingest, removeAccount } from '../../../../test/support/mirrored.ts';
import { account, ada, me, person } from '../../../../test/support/rows.ts';
import type { Presence } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow } from './account-row.ts';

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await ingest(database, batchOf([{ kind: 'person', person: person(ada) }]));
});
afterEach(() => database.close());

const presence = (personId: typeof ada, now: Presence) =>
  ingest(database, batchOf([{ kind: 'presence', personId, presence: now }]));

it('presence has its own rows, which are removed with the account', async () => {
  await presence(ada, 'away');
  await presence(me, 'online');
  await presence(ada, 'busy');
  expect(await database.presences.toArray()).toEqual([
    { id: ada, accountId: account, presence: 'busy' },
    { id: me, accountId: account, presence: 'online' },
  ]);
  expect(await database.people.toArray()).toEqual([person(ada)]);
  await removeAccount(database, account);
  expect(await database.presences.count()).toBe(0);
});

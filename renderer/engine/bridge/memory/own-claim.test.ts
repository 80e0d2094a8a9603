import { beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { me } from '../../../../test/support/gathering.ts';
import { person } from '../../../../test/support/rows.ts';
import { sharedKeyOf } from '../../../model/index.ts';
import { type IsthmusDatabase, knowLink, openComputerRow, readKnownLinks } from '../../../store/index.ts';
import { claimRests, untilClaimCounts } from './own-claim.ts';

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await openComputerRow(database, () => 'one');
  await knowLink(database, 'l');
});
const claims = (key: string | null) =>
  database.people.put(person(me.mattermost, { claims: key as ReturnType<typeof sharedKeyOf> | null }));
const until = (now: number) => untilClaimCounts(database, me, now);

it('without a claim of one’s own nothing counts', async () => {
  expect(await until(1_000)).toBeNull();
  await claims(null);
  expect(await until(1_000)).toBeNull();
  await claims('user/somebody-else');
  expect(await until(1_000)).toBeNull();
  expect([...(await readKnownLinks(database))]).toEqual(['l']);
});

it('a claim counts a while after it was first seen, and what was known to be carried before does not', async () => {
  await claims(sharedKeyOf(me.teams));
  expect(await until(1_000)).toBe(claimRests);
  expect([...(await readKnownLinks(database))]).toEqual([]);
  expect(await until(1_000 + claimRests - 1)).toBe(1);
  await knowLink(database, 'l');
  expect(await until(1_000 + claimRests)).toBe(0);
  expect([...(await readKnownLinks(database))]).toEqual(['l']);
});

it('a claim that went and came back is waited for again', async () => {
  await claims(sharedKeyOf(me.teams));
  await until(1_000);
  await claims(null);
  expect(await until(900_000)).toBeNull();
  await claims(sharedKeyOf(me.teams));
  expect(await until(900_000)).toBe(claimRests);
});

it('a clock that was put back begins the wait anew, and no longer', async () => {
  await claims(sharedKeyOf(me.teams));
  await until(1_000_000);
  expect(await until(5_000)).toBe(claimRests);
  expect(await until(5_000 + claimRests)).toBe(0);
});

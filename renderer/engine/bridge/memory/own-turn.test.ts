import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, me } from '../../../../test/support/gathering.ts';
import { person } from '../../../../test/support/rows.ts';
import { sharedKeyOf } from '../../../model/index.ts';
import {
  type IsthmusDatabase,
  keepJoined,
  knowLink,
  openComputerRow,
  readKnownLinks,
} from '../../../store/index.ts';
import { claimRests, untilLinkCounts, untilOwnTurn } from './own-turn.ts';

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await openComputerRow(database, () => 'one');
  await knowLink(database, 'l');
});
const claims = (key: string | null) =>
  database.people.put(person(me.mattermost, { claims: key as ReturnType<typeof sharedKeyOf> | null }));
/** By a link of which nothing else is known. */
const until = (now: number) => untilLinkCounts(database, me, 'elsewhere', now);

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

describe('a link with a relay', () => {
  const untilLink = (now: number) => untilLinkCounts(database, me, 'l', now);
  /** The claim has counted for long, and the link is known. */
  beforeEach(async () => {
    expect(await untilLink(1_000)).toBeNull();
    await claims(sharedKeyOf(me.teams));
    await untilLink(1_000);
    await knowLink(database, 'l');
    await knowLink(database, 'other');
    expect(await untilLink(1_000 + claimRests)).toBe(0);
  });

  it('goes on as before while the user reads both sides', async () => {
    await keepJoined(database, new Set(['l']));
    expect(await untilLink(900_000)).toBe(0);
    expect([...(await readKnownLinks(database))]).toEqual(['l', 'other']);
  });

  it('whose other side the user did not read for a while waits again, and nothing is known of it', async () => {
    await keepJoined(database, new Set());
    expect([...(await readKnownLinks(database))]).toEqual(['other']);
    expect(await untilLink(900_000)).toBe(claimRests);
    expect(await untilLink(900_000 + claimRests)).toBe(0);
  });

  it('waits no longer when the clock is put back', async () => {
    await keepJoined(database, new Set());
    await untilLink(900_000);
    expect(await untilLink(800_000)).toBe(claimRests);
    expect(await untilLink(800_000 + claimRests)).toBe(0);
  });
});

it('where a relay may carry for the user, both the claim and the hold are waited for; elsewhere nothing is', async () => {
  const beside = { ...both, relay: { kind: 'other', ...me } } as const;
  const turn = (link: typeof both, held?: number | null) =>
    untilOwnTurn(database, me, link, held === undefined ? undefined : { untilMayCarry: () => held }, 500_000);
  expect(await turn(both, null)).toBe(0);
  expect(await turn(beside, 0)).toBeNull();
  await claims(sharedKeyOf(me.teams));
  await untilLinkCounts(database, me, both.id, 500_000 - claimRests / 2);
  expect([await turn(beside), await turn(beside, 0)]).toEqual([claimRests / 2, claimRests / 2]);
  expect([await turn(beside, 90_000), await turn(beside, null)]).toEqual([90_000, null]);
});

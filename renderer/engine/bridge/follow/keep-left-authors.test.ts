// The mirror's transaction writes down who has disconnected, where this Isthmus is the relay.
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, both, me } from '../../../../test/support/gathering.ts';
import { account, person } from '../../../../test/support/rows.ts';
import { type Account, type Person, sharedKeyOf } from '../../../model/index.ts';
import { type LinkRow, readLeftAuthors } from '../../../store/index.ts';
import { bridgeFollower } from './bridge-follower.ts';

const [hour, day] = [3_600_000, 86_400_000];
const claims = sharedKeyOf(ben.teams);
const connected = person(ben.mattermost, { claims });
const unconnected = person(ben.mattermost);
const ofRelay: LinkRow = { ...both, relay: { kind: 'this' } };

/** What is kept and told after a person was stored. */
const stored = async (
  before: Person | null,
  now: Person,
  over: {
    readonly heardAt?: number | null;
    readonly currentAt?: number | null;
    readonly links?: readonly LinkRow[];
  } = {},
  database = openDatabase(),
) => {
  const { heardAt, currentAt, links } = {
    ...{ heardAt: 100 * day, currentAt: 100 * day, links: [ofRelay] },
    ...over,
  };
  await database.links.bulkPut(links);
  const followed = await database.transaction('rw', [...bridgeFollower.tables(database)], async () =>
    bridgeFollower.follow(
      database,
      {
        account: {
          ...({} as Account),
          ...{ id: account, service: 'mattermost', me: me.mattermost, currentAt },
        },
        ...{ source: 'changes', changes: [], heardAt },
      },
      {
        ...{ messages: [], added: new Set(), replaced: 0, before: new Map() },
        ...{ reshaped: false, read: new Set(), people: [{ before, now }] },
      },
    ),
  );
  const told = followed.news.filter(({ kind }) => kind === 'authors-left');
  return { database, told, rows: await readLeftAuthors(database) };
};

it('whose claim has gone is kept with the links of the relay, and of nobody else', async () => {
  const { rows, told } = await stored(connected, unconnected);
  expect(told).toEqual([{ kind: 'authors-left', account }]);
  expect(rows).toEqual([
    {
      ...{ id: ben.mattermost, accountId: account, claimed: claims, links: [both.id] },
      ...{ from: 100 * day - hour, at: 100 * day },
    },
  ]);
  for (const [before, now] of [
    [null, connected],
    [connected, connected],
    [unconnected, unconnected],
    [unconnected, connected],
  ] as const) {
    const other = await stored(before, now);
    expect([other.rows, other.told]).toEqual([[], []]);
  }
});

it('a desktop, and a relay whose link is not carried, keep nobody', async () => {
  const other: LinkRow = { ...both, relay: { kind: 'other', ...me } };
  for (const links of [[both], [other], [{ ...ofRelay, carried: false }], []]) {
    const { rows, told } = await stored(connected, unconnected, { links });
    expect([rows, told]).toEqual([[], []]);
  }
});

it('a relay that was off looks back to when it last knew that they were connected, for a week at most', async () => {
  const from = async (over: { heardAt?: number | null; currentAt: number | null }) =>
    (await stored(connected, unconnected, over)).rows[0]?.from;
  expect(await from({ currentAt: 97 * day })).toBe(97 * day - hour);
  expect(await from({ currentAt: 50 * day })).toBe(93 * day);
  // The clock was put back since.
  expect(await from({ currentAt: 120 * day })).toBe(100 * day - hour);
  expect(await from({ currentAt: 97 * day, heardAt: null })).toBe(97 * day - hour);
  // What a mirror holds that was never up to date was not left to anybody.
  expect(await from({ currentAt: null })).toBeUndefined();
});

it('who disconnects once more is looked at from the earlier time on, over the links of both times', async () => {
  const { database } = await stored(connected, unconnected);
  const another: LinkRow = { ...ofRelay, id: `${both.mattermost} t/chat/else`, teams: both.teams };
  await database.links.delete(both.id);
  const late = 100 * day + hour;
  const { rows } = await stored(
    ...([connected, unconnected, { heardAt: late, currentAt: late, links: [another] }, database] as const),
  );
  expect(rows).toMatchObject([{ from: 100 * day - hour, at: late, links: [both.id, another.id] }]);
});

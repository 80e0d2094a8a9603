import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../test/support/database.ts';
import { link } from '../../test/support/rows.ts';
import {
  type CounterpartRow,
  type IsthmusDatabase,
  laneOf,
  type LinkRow,
  type OutboxRow,
} from '../store/index.ts';
import { readLinkReports } from './link-reports.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const author = 'm/ada' as never;
const made = (id: string, over: Partial<LinkRow> = {}): LinkRow =>
  link({
    id,
    mattermost: `m/${id}` as never,
    teams: `t/${id}` as never,
    source: { kind: 'post', messageId: `m/${id}/1` as never, authorId: author },
    standing: { kind: 'good' },
    name: '',
    carried: true,
    ...over,
  });
const pair = (at: number, linkId: string, carriedBy: CounterpartRow['carriedBy']) =>
  ({ id: `m/${linkId}/${at}`, linkId, copies: [`t/${linkId}/${at}`], carriedBy }) as never;
const row = (at: number, linkId: string, state: OutboxRow['state']) =>
  ({
    messageId: `m/${linkId}/${at}`,
    linkId,
    service: 'mattermost',
    at,
    state,
    lane: laneOf({ linkId, service: 'mattermost' }),
  }) as never;

it('of each link: both sides, who made it, who carried how much, what waits, failed and was left', async () => {
  await database.links.bulkPut([
    made('good'),
    made('alone', { name: 'Pier', standing: { kind: 'side-missing', service: 'teams' }, carried: false }),
  ]);
  await database.conversations.bulkPut([
    { id: 'm/good', accountId: 'm', name: 'Harbour' },
    { id: 't/good', accountId: 't', name: 'Harbour talk' },
    { id: 'm/alone', accountId: 'm', name: 'Pier' },
  ] as never[]);
  await database.people.put({
    id: author,
    accountId: 'm',
    displayName: 'Ada',
    claims: null,
    email: null,
  } as never);
  await database.counterparts.bulkPut([
    ...[1, 2, 3].map((at) => pair(at, 'good', 'me')),
    ...[pair(4, 'good', 'other'), pair(5, 'good', 'relay'), pair(1, 'alone', 'other')],
  ]);
  await database.outbox.bulkPut([
    row(6, 'good', { kind: 'waiting', until: 1, why: 'members-hidden', tries: 1 }),
    row(7, 'good', { kind: 'waiting', until: 1, why: 'throttled', tries: 1 }),
    row(8, 'good', { kind: 'failed', reason: { kind: 'too-long' } }),
    row(9, 'good', { kind: 'failed', reason: { kind: 'too-long' } }),
    row(10, 'good', { kind: 'discarded' }),
  ]);
  await database.notCarried.bulkPut([
    { linkId: 'good', reason: 'author-connected', count: 7 },
    { linkId: 'alone', reason: 'empty', count: 1 },
  ]);
  expect(await readLinkReports(database)).toEqual([
    {
      ...{ id: 'alone', mattermost: 'Pier', teams: 'Pier', madeBy: 'Ada', health: 'teams-side-missing' },
      ...{ carried: false, byRelay: 0, byAuthors: 1, waiting: 0, waits: [], failed: {}, left: { empty: 1 } },
    },
    {
      ...{ id: 'good', mattermost: 'Harbour', teams: 'Harbour talk', madeBy: 'Ada', health: 'good' },
      ...{ carried: true, byRelay: 3, byAuthors: 2, waiting: 2, waits: ['members-hidden'] },
      ...{ failed: { 'too-long': 2 }, left: { 'author-connected': 7 } },
    },
  ]);
});

/** For an organisation of any size, no work reads all people to find who is whom. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countReads, type CountedReads } from '../../../test/support/indexed-db/counted-reads.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account as mattermost, facts, link, message, person } from '../../../test/support/rows.ts';
import { holdTimelineRows } from '../../app/timeline/timeline-rows.ts';
import { readJoined } from '../../app/timeline/linked-segment.ts';
import { realTime } from '../../app/queries/testing/time.ts';
import { Queries } from '../../app/queries/queries.ts';
import { query } from '../../app/queries/query.ts';
import {
  messageOfKey,
  type AccountId,
  type Change,
  type ConversationId,
  type Message,
  type Person,
  type PersonId,
} from '../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase } from '../../store/index.ts';
import { followers } from '../followers.ts';
import { readFacts } from '../bridge/links/facts.ts';
import { openAccountRow, writeMe } from '../mirror/store/account-row.ts';
import { bareBatch } from '../mirror/store/batch.ts';
import { derive } from '../mirror/store/derive.ts';
import { readDirectory } from './directory.ts';
import { fillTwins } from './twins-table.ts';

const teams = 't-aaaaaaaaaaaa' as AccountId;
const everybody = 400;
const few = 20;
const tables = ['people', 'twins'];
const here = (key: number): PersonId => `${mattermost}/${key}` as PersonId;
const there = (key: number): PersonId => `${teams}/user/${key}` as PersonId;
const sides = { accounts: { mattermost, teams }, me: { mattermost: here(0), teams: there(0) } };
const channel = facts({ kind: 'direct', participants: [here(0), here(1)] });
const chat = facts({
  id: `${teams}/chat/c` as ConversationId,
  accountId: teams,
  service: 'teams',
  kind: 'direct',
  participants: [there(0), there(1)],
});
const origin = message('o', {
  id: messageOfKey(teams, 'chat/c/o' as Parameters<typeof messageOfKey>[1]),
  accountId: teams,
  conversationId: chat.id,
  authorId: there(1),
  createdAt: 10,
});
const copy = message('k', { authorId: here(1), createdAt: 11 });

let database: IsthmusDatabase;
let queries: Queries;
let reads: CountedReads;
beforeAll(async () => {
  database = openDatabase();
  queries = new Queries(database, realTime);
  reads = countReads(database);
  for (const [id, service, me] of [
    [mattermost, 'mattermost', here(0)],
    [teams, 'teams', there(0)],
  ] as const) {
    await openAccountRow(database, { id, service, displayName: 'Me', label: 'me' });
    await writeMe(database, id, me);
  }
  const people = Array.from({ length: everybody }, (_, key) => [
    person(here(key), {
      claims: (key % 2 === 0 ? `user/${key}` : null) as Person['claims'],
      email: `${key}@x.example`,
    }),
    person(there(key), { email: `${key}@x.example` }),
  ]);
  await database.people.bulkPut(people.flat());
  await fillTwins(database);
  await database.links.put(link({ teams: chat.id, source: { kind: 'people' } }));
  const told = (conversation: typeof channel, of: Message): Change[] => [
    { kind: 'conversation', conversation },
    { kind: 'message', message: of },
  ];
  await ingest(database, bareBatch(teams, 'changes', told(chat, origin)));
  await database.counterparts.put({
    id: origin.id,
    linkId: (await database.links.toArray())[0]?.id ?? '',
    origin: 'teams',
    copies: [copy.id],
    parts: 1,
    carriedBy: 'other',
    originBase: null,
    copyBase: null,
    reactions: [],
  } satisfies CounterpartRow);
  await ingest(database, bareBatch(mattermost, 'changes', told(channel, copy)));
});
afterAll(() => {
  queries.close();
  database.close();
});

it('few rows are read when a person changes their claim', async () => {
  const tell = (over: Partial<Person>, id = here(7)) =>
    ingest(database, bareBatch(mattermost, 'live', [{ kind: 'person', person: person(id, over) }]));
  expect(await database.twins.get(there(7))).toMatchObject({ twins: [{ id: here(7), connected: false }] });
  const rows = await reads.rowsOf(tables, () => tell({ claims: 'user/8' as Person['claims'] }));
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(few);
  // Two people claim to be user 8, so neither claim counts, and the address decides.
  expect(await database.twins.get(there(8))).toMatchObject({ twins: [{ id: here(8), connected: true }] });
  expect(await database.twins.get(here(7))).toMatchObject({ twins: [{ id: there(7), connected: false }] });
  const presence = (): Promise<unknown> =>
    ingest(
      database,
      bareBatch(mattermost, 'live', [{ kind: 'presence', personId: here(7), presence: 'away' }]),
    );
  expect(await reads.rowsOf(tables, presence)).toBeLessThan(few);
});

it('few rows are read when unread messages are counted', async () => {
  const conversation = await database.conversations.get(channel.id);
  if (!conversation) throw new Error('the conversation is not there');
  let unread: number | undefined;
  const rows = await reads.rowsOf(tables, async () => {
    ({ unread } = await derive(database, followers, conversation, here(0)));
  });
  // It is the copy of the unread message there: of the same person, as the address shows.
  expect(unread).toBe(0);
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(few);
});

it('few rows are read when a text is carried', async () => {
  let found: PersonId | null = null;
  const rows = await reads.rowsOf(tables, async () => {
    const directory = await readDirectory(database, { people: [here(2)], channels: [] }, sides);
    found = directory.counterpart(here(2));
  });
  expect(found).toBe(there(2));
  expect(rows).toBeLessThan(few);
});

it('few rows are read when connected people are searched', async () => {
  let partner: PersonId | undefined;
  const rows = await reads.rowsOf(tables, async () => {
    const read = await readFacts(database, sides.accounts, {
      rights: new Map(),
      choices: [],
      isClaimRefused: false,
      troubleWith: () => null,
      relay: { kind: 'user' },
    });
    partner = read?.whoIsWhom.twins.get(here(1));
  });
  expect(partner).toBe(there(1));
  expect(rows).toBeLessThan(few);
});

it('few rows are read when both sides of a conversation are shown', async () => {
  const held = holdTimelineRows(queries);
  let joined = 0;
  const rows = await reads.rowsOf(tables, async () => {
    joined = await queries.once(
      query('both', ['messages', 'people', 'twins', 'counterparts'], async (_, reading) => {
        const { woven } = await readJoined({ held: reading.held, rows: held }, sides, [origin, copy]);
        return woven.size;
      }),
    );
  });
  expect(joined).toBe(2);
  expect(rows).toBeLessThan(few);
});

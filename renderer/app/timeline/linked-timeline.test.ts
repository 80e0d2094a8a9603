import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message, PersonId } from '../../model/index.ts';
import { IsthmusDatabase, type OutboxRow, type OutboxState } from '../../store/index.ts';
import {
  sampleConversation,
  sampleCounterpart,
  linkOf,
  mattermost,
  messageOf,
  samplePerson,
  teams,
} from '../links/testing/sample.ts';
import { twinRows } from '../../../test/support/twins.ts';
import { ShownBodies } from '../world/shown-body.ts';
import { putMessages } from '../../../test/support/put-messages.ts';
import { Queries } from '../queries/queries.ts';
import { realTime } from '../queries/testing/time.ts';
import { step } from './newest.ts';
import { openTimeline, type OpenTimeline, type Timeline } from './timeline.ts';

// Dexie's live queries rest where the machine has no IndexedDB of its own, whatever the database was given.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

const here = sampleConversation(mattermost, 'c');
const there = sampleConversation(teams, 'c');
const link = linkOf(here, there);
const sides = {
  accounts: { mattermost, teams },
  me: { mattermost: `${mattermost}/me` as PersonId, teams: `${teams}/me` as PersonId },
};

let database: IsthmusDatabase;
let queries: Queries;
let bodies: ShownBodies;
let stops: (() => void)[] = [];
beforeEach(async () => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  queries = new Queries(database, realTime);
  bodies = new ShownBodies(realTime);
  await database.links.put(link);
  const people = [mattermost, teams].flatMap((account) => [
    samplePerson(account, 'me'),
    samplePerson(account, 'ada', { email: 'ada@x.example' }),
  ]);
  await database.people.bulkPut(people);
  await database.twins.bulkPut(twinRows(people, sides.accounts));
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  queries.close();
  database.close();
});

const open = (roots: readonly Message[] | null = null): OpenTimeline =>
  openTimeline(
    {
      queries,
      bodies,
      siteOf: () => null,
      sources:
        roots === null
          ? [here, there].map(({ id }) => ({ conversationId: id, thread: '' as const }))
          : roots.map(({ id, conversationId }) => ({ conversationId, thread: id })),
      linked: { linkId: link.id, sides },
    },
    (place) => expect.unreachable(place),
  );

const until = (timeline: OpenTimeline, wanted: (now: Timeline) => boolean): Promise<Timeline> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (wanted(timeline.read())) resolve(timeline.read());
    };
    stops.push(timeline.subscribe(look));
    look();
  });

const texts = ({ messages }: Timeline): string[] => messages.map(({ plain }) => plain);
const row = ({ id, createdAt }: Message, state: OutboxState): OutboxRow => ({
  messageId: id,
  linkId: link.id,
  service: 'mattermost',
  at: createdAt,
  state,
});

describe('a linked timeline', () => {
  it('merges both sides by time, each message once, however far the user scrolls', async () => {
    const pairs = Array.from({ length: 90 }, (_, at) => {
      const [one, other] = at % 2 === 0 ? [here, there] : [there, here];
      const origin = messageOf(one, `m${at}`, 1_000 + at * 10, at % 3 === 0 ? 'me' : 'ada');
      const copy = messageOf(other, `m${at}`, 1_004 + at * 10, at % 3 === 0 ? 'me' : 'ada');
      return { origin, copy };
    });
    await putMessages(
      database,
      pairs.flatMap(({ origin, copy }) => [origin, copy]),
    );
    await database.counterparts.bulkPut(pairs.map(({ origin, copy }) => sampleCounterpart(origin, [copy])));
    const timeline = open();
    const first = await until(
      timeline,
      (now) => now.kind === 'ready' && now.messages.length > 0 && now.hasOlder,
    );
    expect(first.messages.length).toBeLessThanOrEqual(step);
    while (timeline.read().messages.length < pairs.length) {
      const before = timeline.read().messages.length;
      timeline.loadOlder();
      await until(timeline, (now) => now.messages.length > before);
    }
    expect(texts(timeline.read())).toEqual(pairs.map(({ origin }) => origin.plain));
    expect(timeline.read().messages.map(({ id }) => id)).toEqual(pairs.map(({ origin }) => origin.id));
  });

  it('reads further by itself if a whole step has nothing to show', async () => {
    // Answers in a thread, whose copies stand in the timeline of a chat without threads.
    const root = messageOf(here, 'root', 10, 'ada');
    const pairs = Array.from({ length: step + 5 }, (_, at) => ({
      origin: messageOf(here, `r${at}`, 100 + at, 'ada', { threadId: root.id }),
      copy: messageOf(there, `r${at}`, 100 + at, 'ada'),
    }));
    await putMessages(database, [root, ...pairs.flatMap(({ origin, copy }) => [origin, copy])]);
    await database.counterparts.bulkPut(pairs.map(({ origin, copy }) => sampleCounterpart(origin, [copy])));
    const timeline = await until(open(), (now) => now.messages.length > 0);
    expect(texts(timeline)).toEqual(['root']);
    expect(timeline.replies.get(root.id)?.count).toBe(step + 5);
  });

  it('counts the replies of both sides, each once', async () => {
    const root = messageOf(there, 'root', 1, 'ada');
    const rootHere = messageOf(here, 'root', 2, 'ada');
    const reply = messageOf(here, 'reply', 3, 'me', { threadId: rootHere.id });
    const replyThere = messageOf(there, 'reply', 4, 'me', { threadId: root.id });
    const alone = messageOf(there, 'alone', 5, 'ada', { threadId: root.id });
    await putMessages(database, [root, rootHere, reply, replyThere, alone]);
    await database.counterparts.bulkPut([
      sampleCounterpart(root, [rootHere]),
      sampleCounterpart(reply, [replyThere]),
    ]);
    const timeline = await until(open(), (now) => now.messages.length > 0);
    expect(texts(timeline)).toEqual(['root']);
    expect(timeline.replies.get(root.id)).toEqual({
      count: 2,
      lastAt: 5,
      authorIds: [alone.authorId, reply.authorId],
    });
    expect([...timeline.people.keys()]).toContain(reply.authorId);
    const thread = await until(open([root, rootHere]), (now) => now.messages.length > 0);
    expect(thread.messages.map(({ id }) => id)).toEqual([reply.id, alone.id]);
  });

  it('hides a copy as soon as it is known to be one, and shows it when its origin is deleted', async () => {
    const origin = messageOf(here, 'o', 1, 'me');
    const copy = messageOf(there, 'k', 2, 'me');
    await putMessages(database, [origin, copy]);
    const timeline = open();
    await until(timeline, (now) => now.messages.length === 2);
    await database.counterparts.put(sampleCounterpart(origin, [copy], { carriedBy: 'me' }));
    const joined = await until(timeline, (now) => now.messages.length === 1);
    expect(joined.messages[0]?.id).toBe(origin.id);
    expect(joined.carries.get(origin.id)).toEqual({ kind: 'carried', to: 'teams' });
    await database.messages.put({ ...origin, deletedAt: 9, version: 9 });
    await until(timeline, (now) => now.messages[0]?.id === copy.id && now.messages.length === 1);
  });

  it('shows the delivery state of the user’s messages', async () => {
    const mine = messageOf(here, 'mine', 1, 'me');
    const others = messageOf(here, 'others', 2, 'ada');
    await putMessages(database, [mine, others]);
    await database.outbox.bulkPut([row(mine, { kind: 'queued' }), row(others, { kind: 'queued' })]);
    const timeline = open();
    const first = await until(timeline, (now) => now.messages.length === 2);
    expect([...first.carries.keys()]).toEqual([mine.id]);
    await database.outbox.put(row(mine, { kind: 'failed', reason: { kind: 'gone' } }));
    await until(timeline, (now) => {
      const carry = now.carries.get(mine.id);
      return carry?.kind === 'underway' && carry.state.kind === 'failed';
    });
    await database.outbox.delete(mine.id);
    await until(timeline, (now) => now.carries.get(mine.id)?.kind === 'alone');
    // A reaction of the user's to somebody else's message can fail too.
    await database.outbox.put(row(others, { kind: 'failed', reason: { kind: 'gone' } }));
    await until(timeline, (now) => now.carries.get(others.id)?.kind === 'underway');
    await database.links.put({ ...link, carried: false });
    const off = await until(timeline, (now) => now.carries.get(others.id)?.kind === 'alone');
    expect(off.carries.get(mine.id)).toEqual({
      kind: 'alone',
      on: 'mattermost',
      why: 'not-carried-by-choice',
    });
  });

  it('shows no tick at a message before all its parts exist', async () => {
    const origin = messageOf(here, 'o', 1, 'me');
    const copy = messageOf(there, 'k', 2, 'me');
    await putMessages(database, [origin, copy]);
    await database.counterparts.put(sampleCounterpart(origin, [copy], { carriedBy: 'me', parts: 2 }));
    const timeline = open();
    await until(timeline, (now) => now.messages.length === 1);
    expect(timeline.read().carries.size).toBe(0);
    await database.counterparts.put(sampleCounterpart(origin, [copy, null], { carriedBy: 'me', parts: 2 }));
    await until(timeline, (now) => now.carries.has(origin.id));
  });
});

import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AccountId,
  type ConversationId,
  keyOfWritten,
  type Message,
  type MessageId,
  type Person,
  type PersonId,
} from '../../model/index.ts';
import { type ComposedMessage, IsthmusDatabase, wantMessageSent } from '../../store/index.ts';
import { paragraph, textInline } from '../../text/document/index.ts';
import { ShownBodies } from '../world/shown-body.ts';
import { bodyMessage } from '../rich/testing/body-message.ts';
import { putMessages } from '../../../test/support/put-messages.ts';
import { Queries } from '../queries/queries.ts';
import { realTime } from '../queries/testing/time.ts';
import { step } from './newest.ts';
import { openTimeline, type OpenTimeline, type Timeline } from './timeline.ts';

const conversationId = 'a|c' as ConversationId;
const ada = 'a|ada' as PersonId;
const message = (key: string, createdAt: number, over: Partial<Message> = {}): Message =>
  bodyMessage('text', key, {
    id: `a|c|${key}` as MessageId,
    conversationId,
    createdAt,
    version: createdAt,
    authorId: ada,
    ...over,
  });

// Dexie's live queries rest where the machine has no IndexedDB of its own, whatever the database was given.
Dexie.dependencies.indexedDB = new IDBFactory();
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

let database: IsthmusDatabase;
let queries: Queries;
let bodies: ShownBodies;
let stops: (() => void)[] = [];
let caughtAt: string[] = [];
beforeEach(() => {
  caughtAt = [];
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  queries = new Queries(database, realTime);
  bodies = new ShownBodies(realTime);
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  queries.close();
  database.close();
});

const open = (thread: MessageId | '' = ''): OpenTimeline =>
  openTimeline(
    { queries, bodies, siteOf: () => null, sources: [{ conversationId, thread }], linked: null },
    (place) => caughtAt.push(place),
  );

/** Subscribes and waits until the timeline is as wanted. */
const until = (timeline: OpenTimeline, wanted: (now: Timeline) => boolean): Promise<Timeline> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (wanted(timeline.read())) resolve(timeline.read());
    };
    stops.push(timeline.subscribe(look));
    look();
  });

const keys = ({ messages }: Timeline): string[] => messages.map(({ plain }) => plain);
const many = (count: number): Message[] =>
  Array.from({ length: count }, (_, at) => message(`m${at}`, 1_000 + at));

describe('a timeline', () => {
  it('begins with the newest step, oldest first, and knows that there is more', async () => {
    await putMessages(database, many(120));
    const timeline = await until(open(), (now) => now.kind === 'ready' && now.hasOlder);
    expect(timeline.messages).toHaveLength(step);
    expect(keys(timeline).at(-1)).toBe('m119');
    expect(keys(timeline)[0]).toBe('m70');
  });

  it('has parsed the bodies of the messages that it gives, each once', async () => {
    await database.messages.bulkPut(many(60));
    const timeline = open();
    const { messages } = await until(timeline, (now) => now.messages.length === step);
    expect(bodies.readings).toBe(step);
    for (const one of messages) bodies.of(one, 1, null);
    expect(bodies.readings).toBe(step);
    await database.messages.put({ ...message('m59', 1_059), version: 9, plain: 'edited' });
    await until(timeline, (now) => now.messages.at(-1)?.plain === 'edited');
    expect(bodies.readings).toBe(step + 1);
  });

  it('reads older messages step by step until there are none, each once', async () => {
    await putMessages(database, many(120));
    const timeline = open();
    await until(timeline, (now) => now.messages.length === 50 && now.hasOlder);
    timeline.loadOlder();
    timeline.loadOlder();
    await until(timeline, (now) => now.messages.length === 100 && now.hasOlder);
    timeline.loadOlder();
    const all = await until(timeline, (now) => now.messages.length === 120 && !now.hasOlder);
    expect(new Set(keys(all)).size).toBe(120);
    expect(keys(all)).toEqual(many(120).map(({ plain }) => plain));
  });

  it('ends with the messages that exist if older ones were removed meanwhile, and continues when one comes', async () => {
    await putMessages(database, many(60));
    const timeline = open();
    await until(timeline, (now) => now.messages.length === step && now.hasOlder);
    await database.messages.bulkDelete(many(60 - step).map(({ id }) => id));
    timeline.loadOlder();
    const end = await until(timeline, (now) => !now.hasOlder);
    expect(end.messages).toHaveLength(step);
    await database.messages.put(message('found again', 500));
    await until(timeline, (now) => now.hasOlder);
    timeline.loadOlder();
    const all = await until(timeline, (now) => now.messages.length === step + 1);
    expect(keys(all)[0]).toBe('found again');
  });

  it('continues if a change came while the first bodies were being parsed', async () => {
    await putMessages(database, many(120));
    const held: (() => void)[] = [];
    // Each step of reading ahead waits until the test releases it.
    let clock = 0;
    bodies = new ShownBodies({
      now: () => (clock += 100),
      after: (_, work) => {
        held.push(work);
        return () => void held.splice(held.indexOf(work), 1);
      },
    });
    const timeline = open();
    const seen = until(timeline, (now) => now.messages.length > 0);
    while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const first = held[0];
    await database.messages.put(message('new', 9_000));
    while (held[0] === first) await new Promise((resolve) => setTimeout(resolve, 1));
    /** Releases the waiting steps, one after the other, until `wanted` is there. */
    const letGo = async (wanted: Promise<Timeline>): Promise<Timeline> => {
      const state = { done: false };
      const noted = wanted.finally(() => (state.done = true));
      while (!state.done) {
        held.shift()?.();
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      return noted;
    };
    await letGo(seen);
    expect(keys(timeline.read()).at(-1)).toBe('new');
    expect(timeline.read().hasOlder).toBe(true);
    timeline.loadOlder();
    const more = await letGo(until(timeline, (now) => now.messages.length > step + 1));
    expect(more.messages).toHaveLength(2 * step + 1);
  });

  it('loses none of many messages of the same millisecond at the edge of a step', async () => {
    await putMessages(
      database,
      Array.from({ length: 80 }, (_, at) => message(`m${at}`, at < 60 ? 5_000 : 6_000 + at)),
    );
    const timeline = open();
    const first = await until(timeline, (now) => now.kind === 'ready' && now.messages.length > 0);
    expect(first.messages.length).toBe(80);
  });

  it('shows a new message, an edit and a deletion as they are stored', async () => {
    await putMessages(database, many(3));
    const timeline = open();
    await until(timeline, (now) => now.messages.length === 3);
    await database.messages.put(message('new', 9_000));
    await until(timeline, (now) => keys(now).at(-1) === 'new');
    await database.messages.put({ ...message('m1', 1_001), plain: 'edited', version: 9_999 });
    await until(timeline, (now) => keys(now).includes('edited'));
    await database.messages.delete('a|c|m0' as MessageId);
    const after = await until(timeline, (now) => now.messages.length === 3);
    expect(keys(after)).toEqual(['edited', 'm2', 'new']);
  });

  it('reports a failure with its place if the database refuses a read', async () => {
    database.close();
    const timeline = await until(open(), (now) => now.kind === 'failed');
    expect(timeline.messages).toEqual([]);
    expect(caughtAt[0]).toMatch(/^timeline-(tail|segment|step)$/);
  });

  it('keeps the objects of messages that did not change', async () => {
    await putMessages(database, many(3));
    const timeline = open();
    const before = await until(timeline, (now) => now.messages.length === 3);
    await database.messages.put(message('new', 9_000));
    const after = await until(timeline, (now) => now.messages.length === 4);
    expect(after.messages[1]).toBe(before.messages[1]);
    expect(after.people).toBe(before.people);
  });

  it('of an empty conversation shows the first messages when they come', async () => {
    const timeline = open();
    await until(timeline, (now) => now.kind === 'ready');
    await putMessages(database, many(2));
    const filled = await until(timeline, (now) => now.messages.length > 0);
    expect(filled.kind).toBe('ready');
  });

  it('includes people and reply summaries, but not the replies of a thread', async () => {
    const root = message('root', 2_000);
    const ben = 'a|ben' as PersonId;
    await database.people.bulkPut(
      [ada, ben].map((id) => ({ id, accountId: 'a', displayName: id }) as unknown as Person),
    );
    await putMessages(database, [
      root,
      message('r1', 2_100, { threadId: root.id }),
      message('r2', 2_200, { threadId: root.id, authorId: ben }),
    ]);
    const timeline = await until(open(), (now) => now.messages.length > 0);
    expect(keys(timeline)).toEqual(['root']);
    expect(timeline.replies.get(root.id)).toEqual({ count: 2, lastAt: 2_200, authorIds: [ben, ada] });
    expect([...timeline.people.keys()].sort()).toEqual([ada, ben]);
    const thread = await until(open(root.id), (now) => now.messages.length > 0);
    expect(keys(thread)).toEqual(['r1', 'r2']);
  });

  it('stops with its last subscriber and starts again with the next', async () => {
    await putMessages(database, many(60));
    const timeline = open();
    await until(timeline, (now) => now.messages.length === 50);
    for (const stop of stops.splice(0)) stop();
    expect(timeline.read().kind).toBe('reading');
    expect((await until(timeline, (now) => now.kind === 'ready')).messages).toHaveLength(50);
  });
});

describe('a message that is not sent yet', () => {
  const key = keyOfWritten('one');
  const account = 'a' as AccountId;
  const unsent = { key, accountId: account, target: conversationId };
  const composed = (threadId: MessageId | '' = ''): ComposedMessage => ({
    text: {
      document: { blocks: [paragraph(textInline('written here'))] },
      ...{ subject: null, importance: 'normal', threadId, quotes: null },
    },
    files: [],
  });
  const shown = ({ messages, outgoing }: Timeline): string =>
    [...messages.map(({ plain }) => plain), ...outgoing.map(({ state }) => `[${state.kind}]`)].join(' ');

  it('is shown in an empty conversation too, and is replaced by the sent message in one step', async () => {
    const timeline = open();
    const steps: string[] = [];
    stops.push(timeline.subscribe(() => steps.push(shown(timeline.read()))));
    await until(timeline, ({ kind }) => kind === 'ready');
    await wantMessageSent(database, unsent, composed(), 1);
    await until(timeline, ({ outgoing }) => outgoing.length === 1);
    const sent = message('sent', 10, { plain: 'sent', carryKey: key });
    await database.transaction(
      'rw',
      [database.messages, database.conversations, database.missingRoots, database.intents],
      async () => {
        await database.messages.put(sent);
        await database.intents.clear();
      },
    );
    await until(timeline, ({ messages }) => messages.length === 1);
    expect(new Set(steps)).toEqual(new Set(['', '[queued]', 'sent']));
  });

  it('is never shown beside the sent message, however early the mirror has that', async () => {
    const timeline = open();
    await wantMessageSent(database, unsent, composed(), 1);
    await until(timeline, ({ outgoing }) => outgoing.length === 1);
    await putMessages(database, [message('sent', 10, { plain: 'sent', carryKey: key })]);
    expect(shown(await until(timeline, ({ messages }) => messages.length === 1))).toBe('sent');
  });

  it('is shown in the thread that it answers, and not in the timeline', async () => {
    const root = 'a|c|root' as MessageId;
    await wantMessageSent(database, unsent, composed(root), 1);
    const thread = open(root);
    expect(shown(await until(thread, ({ outgoing }) => outgoing.length === 1))).toBe('[queued]');
    const timeline = open();
    expect(shown(await until(timeline, ({ kind }) => kind === 'ready'))).toBe('');
  });
});

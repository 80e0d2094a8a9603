import { expect, it } from 'vitest';
import type {
  AuthorRegistersCapability,
  Register,
  RegisterNote,
  RelayNote,
} from '../../../connectors/author-registers.ts';
import {
  type ConversationId,
  failed,
  type MessageId,
  type PersonId,
  succeeded,
} from '../../../model/index.ts';
import { AuthorWatch } from './author-watch.ts';
import { ModelClock } from './testing/model-clock.ts';
import { awayTimes } from './times.ts';

const offline = failed({ kind: 'offline', reason: 'no-answer', status: null } as const);
const minute = 60_000;

/** A server on which everybody has a register that nobody writes any more, and a relay that watches them. */
const setting = (count: number, grace: number | null = 900_000) => {
  const clock = new ModelClock();
  const posts = new Map<MessageId, Register<RegisterNote>>();
  const asked = { find: 0, read: 0, readAll: 0, create: 0, write: 0 };
  const line = {
    ...{ isUp: true, mayCreate: true, mayRead: true, lateBy: 50_000 },
    arrivesLate: (_note: RelayNote): boolean => false,
  };
  const people = Array.from({ length: count }, (_none, at) => ({
    id: `mm/p${at}` as PersonId,
    teams: `t/p${at}` as PersonId,
  }));
  const keyOf = (kind: string, place: string) => `${place}/${kind}` as MessageId;
  for (const { id: person } of people) {
    const id = keyOf('author', person);
    const note = {
      kind: 'author',
      epoch: 1,
      beat: 5,
      lasts: 900_000,
      wants: false,
      mayBeTaken: true,
      waitsSince: null,
      wishes: [],
    } as const;
    posts.set(id, { id, note, writtenAt: 5_000_000 });
  }
  const put = (id: MessageId, note: RegisterNote): void =>
    void posts.set(id, { id, note, writtenAt: clock.now });
  const registers: AuthorRegistersCapability = {
    find: (place) => {
      asked.find += 1;
      const [one, other] = [posts.get(keyOf('author', place)), posts.get(keyOf('relay', place))];
      return Promise.resolve(
        succeeded({
          author: one?.note.kind === 'author' ? { ...one, note: one.note } : null,
          relay: other?.note.kind === 'relay' ? { ...other, note: other.note } : null,
        }),
      );
    },
    read: (id) => {
      asked.read += 1;
      if (!line.mayRead) return Promise.resolve(offline);
      return Promise.resolve(succeeded(posts.get(id) ?? null));
    },
    readAll: (ids) => {
      asked.readAll += 1;
      const found = ids.flatMap((id) => posts.get(id) ?? []);
      return Promise.resolve(line.isUp ? succeeded(new Map(found.map((one) => [one.id, one]))) : offline);
    },
    create: (place, note) => {
      asked.create += 1;
      if (line.mayCreate) put(keyOf('relay', place), note);
      return Promise.resolve(line.mayCreate ? succeeded(keyOf('relay', place)) : offline);
    },
    write: (id, note) => {
      asked.write += 1;
      if (note.kind === 'relay' && line.arrivesLate(note)) {
        clock.after(line.lateBy, () => put(id, note));
        return Promise.resolve(offline);
      }
      put(id, note);
      return Promise.resolve(succeeded(null));
    },
    remove: () => Promise.reject(new Error('a relay deletes nothing')),
  };
  const told: string[] = [];
  const lease = { isHeld: true };
  const watch = new AuthorWatch({
    world: {
      now: () => clock.now,
      after: (ms, work) => clock.after(ms, work),
      random: () => 0.5,
      log: () => undefined,
    },
    registers,
    times: awayTimes,
    grace,
    sentence: 'A note.',
    me: 'mm/bot' as PersonId,
    isActive: () => lease.isHeld,
    placeWith: (author) => Promise.resolve(author as string as ConversationId),
    authors: () => Promise.resolve(people),
    bridge: {
      authorTaken: (author, { mattermost }) =>
        Promise.resolve(void told.push(`taken ${author} ${mattermost}`)),
      authorReturns: (author) => Promise.resolve(void told.push(`returns ${author}`)),
    },
  });
  watch.start();
  const pass = (ms: number): Promise<void> => clock.until(clock.now + ms);
  const first = people[0]?.id ?? ('' as PersonId);
  return {
    watch,
    pass,
    asked,
    told,
    line,
    lease,
    put,
    first,
    posts,
    teams: people[0]?.teams ?? ('' as PersonId),
  };
};

it('a silent author is taken after their lease and the margin, and what they wrote counts from before their last beat', async () => {
  const { watch, pass, told, first, teams } = setting(1);
  await pass(16 * minute);
  expect(watch.mayCarryFor(first)).toBe(false);
  await pass(3 * minute);
  expect(told).toEqual([`taken ${first} ${5_000_000 - 900_000}`]);
  expect([watch.mayCarryFor(first), watch.mayCarryFor(teams)]).toEqual([true, true]);
  expect(watch.counts).toEqual({ 'never-silent': 0, present: 0, silent: 0, taken: 1 });
  watch.stop();
});

it('what waited longer at the last sign of life counts from then on, but for at most a week', async () => {
  const day = 86_400_000;
  const writtenAt = 100 * day;
  for (const [waitsSince, from] of [
    [writtenAt - 2 * day, writtenAt - 2 * day],
    [writtenAt - 8 * day, writtenAt - 7 * day],
    [0, writtenAt - 7 * day],
    // What came after the beat is in the lease that had not run out.
    [writtenAt, writtenAt - 900_000],
  ] as const) {
    const { watch, pass, told, first, posts } = setting(1);
    const id = `${first}/author` as MessageId;
    const before = posts.get(id);
    if (before?.note.kind !== 'author') throw new Error('there is no register');
    posts.set(id, { id, note: { ...before.note, waitsSince }, writtenAt });
    await pass(19 * minute);
    expect(told).toEqual([`taken ${first} ${from}`]);
    watch.stop();
  }
});

it('readings that fail change nothing: the silence goes on', async () => {
  const { watch, pass, first, line } = setting(1);
  await pass(5 * minute);
  line.isUp = false;
  await pass(8 * minute);
  line.isUp = true;
  await pass(6 * minute);
  expect(watch.mayCarryFor(first)).toBe(true);
  watch.stop();
});

it('an author who beats again, or whose register is gone, is given back within seconds', async () => {
  for (const how of ['beats', 'gone'] as const) {
    const { watch, pass, told, first, posts, put } = setting(1);
    await pass(19 * minute);
    expect(watch.mayCarryFor(first)).toBe(true);
    const id = `${first}/author` as MessageId;
    if (how === 'gone') posts.delete(id);
    else
      put(id, {
        kind: 'author',
        epoch: 2,
        beat: 6,
        lasts: 900_000,
        wants: true,
        mayBeTaken: true,
        waitsSince: null,
        wishes: [],
      });
    await pass(20_000);
    expect(watch.mayCarryFor(first)).toBe(false);
    expect(told.at(-1)).toBe(`returns ${first}`);
    expect(posts.get(`${first}/relay` as MessageId)?.note).toMatchObject({ taken: false });
    watch.stop();
  }
});

it('a relay that is not the one that carries any more carries for nobody, and begins anew afterwards', async () => {
  const { watch, pass, first, lease, posts } = setting(1);
  await pass(19 * minute);
  lease.isHeld = false;
  expect(watch.mayCarryFor(first)).toBe(false);
  await pass(minute);
  lease.isHeld = true;
  await pass(10 * minute);
  expect(watch.mayCarryFor(first)).toBe(false);
  expect(posts.get(`${first}/relay` as MessageId)?.note).toMatchObject({ taken: false });
  await pass(10 * minute);
  expect(watch.mayCarryFor(first)).toBe(true);
  watch.stop();
});

it('whoever has paused carrying is never taken', async () => {
  const { watch, pass, first, put } = setting(1);
  const note = {
    kind: 'author',
    epoch: 1,
    beat: 5,
    lasts: 900_000,
    wants: false,
    mayBeTaken: false,
    waitsSince: null,
    wishes: [],
  } as const;
  put(`${first}/author` as MessageId, note);
  await pass(60 * minute);
  expect(watch.mayCarryFor(first)).toBe(false);
  watch.stop();
});

it('an author with whom no register can be made is tried again more and more seldom, and watched once it can be', async () => {
  const { watch, pass, asked, line, first } = setting(1);
  line.mayCreate = false;
  await pass(60 * minute);
  expect(asked.create).toBeGreaterThan(4);
  expect(asked.create).toBeLessThan(12);
  line.mayCreate = true;
  await pass(120 * minute);
  expect(watch.mayCarryFor(first)).toBe(true);
  watch.stop();
});

it('for a thousand authors the requests are few and spread', async () => {
  const { watch, pass, asked } = setting(1_000);
  let last = { ...asked };
  const perMinute: number[] = [];
  const total = (one: typeof asked): number => Object.values(one).reduce((sum, many) => sum + many, 0);
  for (let at = 0; at < 42; at += 1) {
    await pass(minute);
    perMinute.push(total(asked) - total(last));
    last = { ...asked };
  }
  expect(watch.counts.taken).toBe(1_000);
  expect(asked).toMatchObject({ find: 1_000, create: 1_000, read: 1_000 });
  // Looking for registers and making them: 120 a minute. Taking costs two requests, and keeping one in 200 s.
  expect(Math.max(...perMinute)).toBeLessThan(60 * 12);
  expect(Math.max(...perMinute.slice(-4))).toBeLessThan(60 * 7);
  watch.stop();
});

it('while the relay carries for somebody its register says so, also where an earlier word without an answer comes late', async () => {
  for (const seconds of [20, 30, 40, 50, 60]) {
    const { watch, pass, first, line, posts } = setting(1);
    const register = () => posts.get(`${first}/relay` as MessageId)?.note;
    // The second reading fails, so it takes its word back; of that it gets no answer, and the word arrives later.
    Object.assign(line, { mayRead: false, lateBy: seconds * 1_000 });
    let late = 0;
    line.arrivesLate = ({ taken }) => !taken && (late += 1) === 1;
    for (let second = 0; second < 1_200 && late === 0; second += 1) await pass(1_000);
    expect(late).toBe(1);
    line.mayRead = true;
    let carried = 0;
    for (let second = 0; second < 400; second += 1) {
      await pass(1_000);
      if (!watch.mayCarryFor(first)) continue;
      carried += 1;
      expect(register(), `${seconds} seconds late`).toMatchObject({ taken: true });
    }
    expect(late).toBeGreaterThan(1);
    expect(carried).toBeGreaterThan(60);
    watch.stop();
  }
});

it('a relay without the policy says so where an earlier one had it, makes nothing, and takes nobody', async () => {
  const { watch, pass, first, posts, put, asked } = setting(3, null);
  const id = `${first}/relay` as MessageId;
  put(id, { kind: 'relay', epoch: 1, beat: 4, lasts: 600_000, grace: 900_000, taken: true });
  await pass(30 * minute);
  expect(posts.get(id)?.note).toMatchObject({ grace: null, taken: false, epoch: 1 });
  expect(asked).toMatchObject({ create: 0, write: 1 });
  expect(watch.mayCarryFor(first)).toBe(false);
  watch.stop();
  const again = setting(1);
  again.put(id, { kind: 'relay', epoch: 1, beat: 9, lasts: 600_000, grace: null, taken: false });
  await again.pass(minute);
  expect(again.posts.get(id)?.note).toMatchObject({ grace: 900_000, taken: false });
  again.watch.stop();
});

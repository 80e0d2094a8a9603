/**
 * What the user wants of messages that are there, from the app page's intents on: a reaction, another text, a deletion. Each happens on the
 * service once and in the order of its conversation, whatever becomes of requests and answers.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Message, Service } from '../../renderer/model/index.ts';
import {
  readFailedAttempts,
  readMessageRow,
  wantMessageEdited,
  wantMessageRemoved,
  wantReaction,
  wantUnsentTriedAgain,
  type WrittenText,
} from '../../renderer/store/index.ts';
import { paragraph, textInline } from '../../renderer/text/document/index.ts';
import type { FaultRule } from '../../sandbox/faults.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { endDays, oneDay } from '../support/one-day.ts';
import { SimulatedIsthmus } from '../support/simulated.ts';

const minute = 60_000;
afterEach(endDays);

const services: readonly Service[] = ['teams', 'mattermost'];
const party = { emoji: '🎉', name: '🎉' };
const wave = { emoji: '👋', name: '👋' };

const text = (words: string): WrittenText => ({
  document: { blocks: [paragraph(textInline(words))] },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
});

/** A full mirror, with a message of the user in a group conversation and one of somebody else. */
const setUp = async (service: Service) => {
  const day = oneDay();
  const { time, isthmus } = day;
  const on = service === 'teams' ? 'microsoft' : 'mattermost';
  const { acts } = day.services[on];
  const me = isthmus.person;
  const found = acts.conversations().find(({ kind, members }) => kind === 'group' && members.includes(me));
  const other = found?.members.find((member) => member !== me);
  if (!found || other === undefined) throw new Error('no group conversation');
  const mine = acts.post(me, found.id, { content: 'mine' });
  const theirs = acts.post(other, found.id, { content: 'theirs' });
  await day.begin();
  await day.current();
  isthmus.latency = 20;
  // Another one after each kill.
  const database = () => isthmus.database;
  const rowOf = async (id: string): Promise<Message> => {
    const row = await database()
      .messages.filter((one) => one.id.endsWith(`/${id}`))
      .first();
    if (!row) throw new Error(`no message ${id}`);
    return row;
  };
  const rows = { mine: await rowOf(mine), theirs: await rowOf(theirs) };
  const now = (): number => isthmus.services.time.now();
  const truth = (id: string) => acts.truth(me).messages.find((message) => message.id === id);
  const bare = (content: string): string => content.replace(/<[^>]*>/g, '').trim();
  return {
    ...day,
    acts,
    me,
    conversation: found.id,
    rows,
    ids: { mine, theirs },
    fault: (fault: FaultRule['fault'], times = 1, chance = 1) =>
      day.services.faults[on].add({
        matches: ({ method, url }) =>
          method !== 'GET' && /setReaction|unsetReaction|reactions|\/messages\/|\/posts\//.test(url),
        fault,
        times,
        chance,
      }),
    react: (reaction: typeof party, set = true) =>
      wantReaction(database(), rows.theirs, reaction, set, now()),
    edit: async (words: string) => wantMessageEdited(database(), await rowOf(mine), text(words), now()),
    remove: () => wantMessageRemoved(database(), rows.mine, now()),
    /** The user's emoji on the other person's message, on the service. */
    reactions: (): string[] =>
      (truth(theirs)?.reactions ?? []).map((reaction) => reaction.split(' ')[0] ?? ''),
    says: (): string | null => {
      const message = truth(mine);
      return message === undefined || message.deleted ? null : bare(message.content);
    },
    /** How many messages of the conversation the user sees. */
    messages: (): number =>
      acts.truth(me).messages.filter(({ conversationId }) => conversationId === found.id).length,
    mirrored: () => readMessageRow(database(), rows.theirs.id),
    failures: () => readFailedAttempts(database(), rows.mine.conversationId),
    /** All acts that the user wants have ended. */
    done: () =>
      time.until(
        async () => (await database().intents.count()) + (await database().attempts.count()) === 0,
        30 * minute,
      ),
    isAsked: async (): Promise<boolean> =>
      (await database().attempts.toArray()).some(({ state }) => state.kind === 'sending' && state.tries > 0),
  };
};

const named = (service: Service, { emoji }: typeof party): string =>
  service === 'teams' ? emoji : emoji === '🎉' ? 'tada' : 'wave';

describe.each(services)('on %s', (service) => {
  it('a reaction, an edit and a deletion happen once and in order, with any loss on the way', async () => {
    const day = await setUp(service);
    await day.react(party);
    await day.done();
    expect(day.reactions()).toEqual([named(service, party)]);
    const faults: readonly FaultRule['fault'][] = [
      { kind: 'lost-answer' },
      { kind: 'lost-request' },
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429, retryAfter: 30 },
    ];
    for (const [round, fault] of faults.entries()) {
      day.fault(fault);
      await day.react(wave, round % 2 === 0);
      await day.edit(`edit ${round}`);
      await day.edit(`edited ${round}`);
      await day.done();
      expect(day.reactions()).toEqual(
        round % 2 === 0 ? [party, wave].map((one) => named(service, one)) : [named(service, party)],
      );
      expect(day.says()).toBe(`edited ${round}`);
      day.fault(fault);
      await day.edit(`again ${round}`);
      await day.done();
      expect(day.says()).toBe(`again ${round}`);
      expect(await day.failures()).toEqual([]);
    }
    // The mirror has it from the answer, and not only after it is pulled again.
    expect((await day.mirrored())?.reactions).toMatchObject([{ emoji: '🎉' }]);
    day.fault({ kind: 'lost-answer' });
    await day.edit('never to be seen');
    await day.remove();
    await day.done();
    expect(day.says()).toBeNull();
    await day.time.pass(10 * minute);
    expect(await day.differences()).toEqual([]);
  });

  it('acts survive a kill between the intent and the answer', async () => {
    const day = await setUp(service);
    for (const arrives of [false, true]) {
      let struck = false;
      day.fault({
        kind: 'answer',
        answer: async (_request, right) => {
          if (arrives) await right();
          struck = true;
          return new Promise<Response>(() => undefined);
        },
      });
      await day.edit(arrives ? 'had it' : 'had it not');
      await day.react(party, arrives);
      await day.time.until(() => struck);
      day.isthmus.kill();
      await day.time.pass(minute);
      await day.begin();
      await day.done();
      expect(day.says()).toBe(arrives ? 'had it' : 'had it not');
      expect(day.reactions()).toEqual(arrives ? [named(service, party)] : []);
      expect(await day.failures()).toEqual([]);
    }
  });

  it('a later edit from another device stays after an edit whose answer was lost; when the user tries again, it is sent', async () => {
    const day = await setUp(service);
    day.fault({ kind: 'lost-answer' });
    await day.edit('from here');
    await day.time.until(day.isAsked);
    expect(day.says()).toBe('from here');
    day.acts.edit(day.me, day.conversation, day.ids.mine, 'from the phone');
    await day.done();
    expect(day.says()).toBe('from the phone');
    const [failure] = await day.failures();
    expect(failure?.state).toEqual({ kind: 'failed', reason: { kind: 'edited-since' } });
    if (!failure) throw new Error('it is not said');
    const { key, accountId, target } = failure;
    await wantUnsentTriedAgain(day.isthmus.database, { key, accountId, target }, day.time.now());
    await day.done();
    expect(day.says()).toBe('from here');
    expect(await day.failures()).toEqual([]);
  });

  it('a refused act waits for the user with its reason, and later acts are sent', async () => {
    const day = await setUp(service);
    day.fault({ kind: 'status', status: 403 });
    await day.edit('refused');
    await day.react(party);
    await day.done();
    expect(day.says()).toBe('mine');
    expect(day.reactions()).toEqual([named(service, party)]);
    expect((await day.failures()).map(({ want }) => want.kind)).toEqual(['edit']);
    // Another edit replaces the refused one.
    await day.edit('taken');
    await day.done();
    expect(day.says()).toBe('taken');
    expect(await day.failures()).toEqual([]);
  });

  it('two computers of one person act at once while everything fails: no edit is mixed, and both end like the service', async () => {
    const day = await setUp(service);
    const { time, services: both } = day;
    const second = new SimulatedIsthmus(both, day.me, null, 1);
    await time.during(second.start());
    try {
      await time.until(() => second.isCurrent());
      const computers = [day.isthmus, second];
      for (const computer of computers) computer.latency = 20;
      const random = seededRandom(9);
      const faults: readonly FaultRule['fault'][] = [
        { kind: 'lost-answer' },
        { kind: 'lost-request' },
        { kind: 'status', status: 503 },
        { kind: 'status', status: 429, retryAfter: 20 },
      ];
      const count = day.messages();
      const wished = new Set(['mine']);
      const restore = faults.map((fault) => day.fault(fault, Infinity, 0.15));
      for (let wish = 0; wish < 12; wish += 1) {
        const computer = computers[wish % 2] ?? second;
        const row = await readMessageRow(computer.database, day.rows.mine.id);
        if (random() < 0.4 && row) {
          const words = `edit ${wish}`;
          wished.add(words);
          await wantMessageEdited(computer.database, row, text(words), time.now());
        } else {
          const reaction = random() < 0.5 ? party : wave;
          await wantReaction(computer.database, day.rows.theirs, reaction, random() < 0.6, time.now());
        }
        if (wish % 6 === 5) {
          computer.kill();
          await time.during(computer.start());
        }
        await time.pass(Math.floor(random() * 8_000));
      }
      for (const end of restore) end();
      const isOver = async (): Promise<boolean> => {
        for (const { database } of computers)
          if ((await database.intents.count()) + (await database.attempts.count()) > 0) return false;
        return true;
      };
      await time.until(isOver, 30 * minute);
      expect(day.messages()).toBe(count);
      expect(wished).toContain(day.says());
      for (const { database } of computers)
        for (const { state } of await readFailedAttempts(database, day.rows.mine.conversationId))
          expect(state).toEqual({ kind: 'failed', reason: { kind: 'edited-since' } });
      // The user opens it on both computers. Otherwise Teams is asked only seldom for changes in a chat.
      for (const { page } of computers) page.look(day.rows.mine.conversationId);
      // Without faults each act is done, from either computer, and the other computer shows it.
      for (const [at, { database }] of computers.entries()) {
        await wantReaction(database, day.rows.theirs, party, at === 0, time.now());
        await time.until(isOver, 30 * minute);
        await time.pass(2 * minute);
        expect(day.reactions().includes(named(service, party))).toBe(at === 0);
      }
      for (const computer of computers) expect(await computer.differences()).toEqual([]);
    } finally {
      await time.during(second.stop());
    }
  });
});

/**
 * What is written in Isthmus stands on the service once, whatever happens: attempts as a composer makes them, of which no link and no
 * counterpart is known.
 */
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CarryKey,
  type FileId,
  keyOfWritten,
  type MessageId,
  type Service,
} from '../../renderer/model/index.ts';
import type { AttemptRow, SettledState, WrittenFile, WrittenText } from '../../renderer/store/index.ts';
import {
  type Wanted,
  wantEdited,
  wantGivenUp,
  wantRemoved,
  wantSent,
  wantTriedAgain,
} from '../../renderer/engine/sending/wanting.ts';
import { paragraph, textInline } from '../../renderer/text/document/index.ts';
import type { FaultRule } from '../../sandbox/faults.ts';
import type { TruthMessage } from '../../sandbox/service.ts';
import { endDays, oneDay } from '../support/one-day.ts';

const minute = 60_000;
afterEach(endDays);

const services: readonly Service[] = ['teams', 'mattermost'];

const text = (...words: readonly string[]): WrittenText => ({
  document: { blocks: words.map((word) => paragraph(textInline(word))) },
  subject: null,
  importance: 'normal',
  threadId: '',
  quotes: null,
});

/** A full mirror, a group conversation of the user, and the acts of a composer in it. */
const setUp = async (service: Service) => {
  const day = oneDay();
  const { time, isthmus } = day;
  await day.begin();
  await day.current();
  const on = service === 'teams' ? 'microsoft' : 'mattermost';
  const { acts } = day.services[on];
  const me = isthmus.person;
  const found = acts.conversations().find(({ kind, members }) => kind === 'group' && members.includes(me));
  const row = await isthmus.database.conversations
    .filter(({ id }) => found !== undefined && id.endsWith(found.id))
    .first();
  if (!found || !row) throw new Error('no group conversation');
  let made = 0;
  const wanted = (): Wanted => {
    made += 1;
    const key = keyOfWritten(`${service}-${made}`);
    return { key, accountId: row.accountId, target: row.id, at: isthmus.services.time.now() };
  };
  const isSend = ({ method, url }: Request): boolean =>
    method === 'POST' && new URL(url).pathname.endsWith(service === 'teams' ? '/messages' : '/posts');
  // Two posts of the same millisecond have no order on Mattermost.
  isthmus.latency = 20;
  const open = (): Promise<AttemptRow[]> => isthmus.database.attempts.toArray();
  const begun = time.now();
  /** The new messages in the conversation, in order. */
  const standing = (): TruthMessage[] =>
    acts
      .truth(me)
      .messages.filter(
        ({ conversationId, deleted, createdAt }) =>
          conversationId === found.id && !deleted && createdAt >= begun,
      )
      .sort((one, other) => one.createdAt - other.createdAt);
  return {
    ...day,
    acts,
    isSend,
    conversation: found,
    said: (): string[] => standing().map(({ content }) => content.replace(/<[^>]*>/g, '').trim()),
    standing,
    fault: (rule: FaultRule['fault'], times = 1) =>
      day.services.faults[on].add({ matches: isSend, fault: rule, times }),
    send: async (words: string, files: readonly WrittenFile[] = []): Promise<CarryKey> => {
      const one = wanted();
      await wantSent(isthmus.database, one, { text: text(words), files });
      isthmus.engine.wakeSending();
      return one.key;
    },
    edit: async (key: CarryKey, words: string): Promise<boolean> => {
      const answer = await wantEdited(isthmus.database, wanted(), { kind: 'attempt', key }, text(words));
      isthmus.engine.wakeSending();
      return answer;
    },
    remove: async (key: CarryKey): Promise<boolean> => {
      const answer = await wantRemoved(isthmus.database, wanted(), { kind: 'attempt', key });
      isthmus.engine.wakeSending();
      return answer;
    },
    open,
    /** A request was sent, and its answer was lost. */
    isUnknown: async (): Promise<boolean> =>
      (await open()).some(({ state }) => state.kind === 'sending' && state.tries > 0),
    isWaiting: async (): Promise<boolean> => (await open()).some(({ state }) => state.kind === 'waiting'),
    settled: async (key: CarryKey): Promise<SettledState | undefined> =>
      (await isthmus.database.settledAttempts.get(key))?.state,
    done: () => time.until(async () => (await isthmus.database.attempts.count()) === 0, 30 * minute),
  };
};

const madeBy = (state: SettledState | undefined): MessageId => {
  if (state?.kind !== 'done') throw new Error(`it is ${state?.kind ?? 'not there'}`);
  return state.made;
};

describe.each(services)('a message written on %s', (service) => {
  it('exists once and in order, with any loss of requests and answers', async () => {
    const day = await setUp(service);
    const keys = [await day.send('one'), await day.send('two'), await day.send('three')];
    await day.done();
    expect(day.said()).toEqual(['one', 'two', 'three']);
    const faults: readonly FaultRule['fault'][] = [
      { kind: 'lost-answer' },
      { kind: 'lost-request' },
      { kind: 'status', status: 503 },
    ];
    for (const fault of faults) {
      const said = day.said();
      day.fault(fault);
      keys.push(await day.send('one'));
      await day.time.until(day.isUnknown);
      keys.push(await day.send('two'));
      await day.time.pass(500);
      // No message overtakes one that may have been sent.
      expect(day.said().slice(said.length)).toEqual(fault.kind === 'lost-answer' ? ['one'] : []);
      await day.done();
      expect(day.said()).toEqual([...said, 'one', 'two']);
    }
    // The same text was there before: each attempt knows its own.
    const made = await Promise.all(keys.map(async (key) => madeBy(await day.settled(key))));
    expect(new Set(made).size).toBe(9);
    expect(made.map((id) => id.split('/').at(-1))).toEqual(day.standing().map(({ id }) => id));
    await day.time.pass(10 * minute);
    expect(await day.differences()).toEqual([]);
  });

  it('exists once, with its files, although Isthmus is killed between the intent and the answer', async () => {
    const day = await setUp(service);
    // A name of its own: a file that is stored twice gets another one.
    const file = (name: string): WrittenFile => ({
      id: `file ${name}` as FileId,
      name,
      mimeType: 'text/plain',
      bytes: new Blob(['low water at noon'], { type: 'text/plain' }),
    });
    for (const arrives of [false, true]) {
      const said = day.said();
      let struck = false;
      day.fault({
        kind: 'answer',
        answer: async (_request, right) => {
          if (arrives) await right();
          struck = true;
          return new Promise<Response>(() => undefined);
        },
      });
      const words = arrives ? 'had it' : 'had it not';
      const key = await day.send(words, [file(`${words}.txt`)]);
      await day.time.until(() => struck);
      expect(await day.open()).toMatchObject([{ key, state: { kind: 'sending' } }]);
      day.isthmus.kill();
      expect(day.said()).toEqual(arrives ? [...said, words] : said);
      await day.time.pass(minute);
      await day.begin();
      await day.done();
      expect(day.said()).toEqual([...said, words]);
      expect(
        madeBy(await day.settled(key))
          .split('/')
          .at(-1),
      ).toBe(day.standing().at(-1)?.id);
    }
    expect(day.standing().map(({ files }) => files)).toEqual([['had it not.txt'], ['had it.txt']]);
  });

  it('is sent as it was edited before, and not at all if it was deleted before', async () => {
    const day = await setUp(service);
    day.fault({ kind: 'status', status: 429, retryAfter: 60 });
    const first = await day.send('one');
    const another = await day.send('two');
    await day.time.until(day.isWaiting);
    expect(await day.edit(first, 'one, edited')).toBe(true);
    expect(await day.remove(another)).toBe(true);
    await day.done();
    expect(day.said()).toEqual(['one, edited']);
    expect(day.standing().map(({ editedAt }) => editedAt)).toEqual([null]);
    expect(await day.settled(another)).toBeUndefined();
    expect(await day.edit(another, 'two')).toBe(false);

    // Then the same while it is not known yet whether the message arrived.
    const said = ['one, edited'];
    for (const kind of ['lost-answer', 'lost-request'] as const) {
      day.fault({ kind });
      const key = await day.send('three');
      await day.time.until(day.isUnknown);
      await day.edit(key, 'first edit');
      await day.edit(key, kind);
      expect((await day.open()).map(({ want }) => want.kind).sort()).toEqual(['edit', 'send']);
      await day.done();
      said.push(kind);
      expect(day.said()).toEqual(said);

      day.fault({ kind });
      const gone = await day.send('four');
      await day.time.until(day.isUnknown);
      await day.edit(gone, 'never seen');
      await day.remove(gone);
      expect((await day.open()).map(({ want }) => want.kind).sort()).toEqual(['remove', 'send']);
      await day.done();
      expect(day.said()).toEqual(said);
    }
  });

  it('waits for the user after a refusal, and is removed when its account signs out', async () => {
    const day = await setUp(service);
    day.fault({ kind: 'status', status: 403 });
    const key = await day.send('one');
    await day.send('two');
    await day.done();
    expect(day.said()).toEqual(['two']);
    expect(await day.settled(key)).toMatchObject({ kind: 'failed' });
    await wantTriedAgain(day.isthmus.database, key);
    day.isthmus.engine.wakeSending();
    await day.done();
    expect(day.said()).toEqual(['two', 'one']);
    expect(await day.edit(key, 'one, edited')).toBe(true);
    await day.done();
    expect(day.said()).toEqual(['two', 'one, edited']);

    // A message that is given up is not sent, unless it had arrived.
    for (const kind of ['lost-request', 'lost-answer'] as const) {
      day.fault({ kind });
      const doubtful = await day.send(kind);
      await day.time.until(day.isUnknown);
      await wantGivenUp(day.isthmus.database, doubtful);
      day.isthmus.engine.wakeSending();
      await day.done();
    }
    expect(day.said()).toEqual(['two', 'one, edited', 'lost-answer']);

    day.fault({ kind: 'status', status: 429, retryAfter: 600 });
    await day.send('three');
    await day.time.until(day.isWaiting);
    const [row] = await day.open();
    if (!row) throw new Error('nothing waits');
    await day.time.during(day.isthmus.engine.signedOut(row.accountId));
    expect(await day.open()).toEqual([]);
    expect(await day.settled(key)).toBeUndefined();
  });
});

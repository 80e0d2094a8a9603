/** The crew with everything carried, as tests of single mishaps use it: who writes what where, what stands where, what failed and why. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { CarryFailure, NotCarried, OutboxRow } from '../../../renderer/store/index.ts';
import type { PersonKey, PlannedFile } from '../../../sandbox/organisation/plan.ts';
import type { TruthMessage } from '../../../sandbox/service.ts';
import { connected } from './organisation.ts';
import { type CarryWorld, type Pair, startCarryWorld } from './world.ts';
import { areCurrent, type SimulatedIsthmus } from '../simulated.ts';

export type Side = 'teams' | 'mattermost';
export type { Pair } from './world.ts';

export const otherSide = (side: Side): Side => (side === 'teams' ? 'mattermost' : 'teams');

export class Crew {
  constructor(readonly world: CarryWorld) {}

  /** The linked channel. */
  get deck(): Pair {
    return this.#pair('deck');
  }

  /** The linked group. */
  get all(): Pair {
    return this.#pair('all');
  }

  #pair(name: Pair['name']): Pair {
    const pair = this.world.pairs.find((one) => one.name === name);
    if (!pair) throw new Error(`${name} is not there`);
    return pair;
  }

  isthmusOf(person: PersonKey): SimulatedIsthmus {
    const found = this.world.computers.find((computer) => computer.person === person);
    if (!found) throw new Error(`${person} has no Isthmus`);
    return found;
  }

  acts(side: Side) {
    return this.#service(side).acts;
  }

  faults(side: Side) {
    return this.world.services.faults[side === 'teams' ? 'microsoft' : 'mattermost'];
  }

  #service(side: Side) {
    return this.world.services[side === 'teams' ? 'microsoft' : 'mattermost'];
  }

  /** Writes one word (`w1`), with files. */
  write(
    side: Side,
    pair: Pair,
    word: string,
    { files = [], by = 'anna' }: { files?: readonly PlannedFile[]; by?: PersonKey } = {},
  ): string {
    return this.acts(side).post(by, pair[side], {
      content: side === 'teams' ? `<p>${word}</p>` : word,
      files,
    });
  }

  messages(side: Side, pair: Pair): TruthMessage[] {
    return this.acts(side)
      .truth('cleo')
      .messages.filter(({ conversationId, deleted }) => conversationId === pair[side] && !deleted);
  }

  /** The one message with this word. */
  saying(side: Side, pair: Pair, word: string): TruthMessage {
    const found = this.messages(side, pair).filter(({ content }) =>
      new RegExp(`\\b${word}\\b`).test(content),
    );
    const [first] = found;
    if (!first || found.length !== 1) throw new Error(`${found.length} messages: ${JSON.stringify(found)}`);
    return first;
  }

  /** The words of a conversation's messages, in order. */
  words(side: Side, pair: Pair): string[] {
    return this.messages(side, pair).flatMap(({ content }) => /\bw\d+\b/.exec(content)?.[0] ?? []);
  }

  minutes(count: number): Promise<void> {
    return this.world.time.pass(count * 60_000);
  }

  /** Two posts of the same millisecond have no order on Mattermost: the next one comes later. */
  moment(): Promise<void> {
    return this.world.time.pass(1);
  }

  outbox(by: PersonKey = 'anna'): Promise<OutboxRow[]> {
    return this.isthmusOf(by).database.outbox.toArray();
  }

  async failures(by: PersonKey = 'anna'): Promise<CarryFailure[]> {
    return (await this.outbox(by)).flatMap(({ state }) => (state.kind === 'failed' ? [state.reason] : []));
  }

  async notCarried(reason: NotCarried): Promise<number> {
    const rows = await this.isthmusOf('anna').database.notCarried.toArray();
    return rows.filter((row) => row.reason === reason).reduce((sum, { count }) => sum + count, 0);
  }

  /** Anna presses "Try again" beside everything that failed; done when the engine has taken it. */
  async retryAll(): Promise<void> {
    const { database } = this.isthmusOf('anna');
    for (const { messageId, state } of await this.outbox()) {
      if (state.kind !== 'failed') continue;
      const message = await database.messages.get(messageId);
      if (!message) throw new Error('the message is not there');
      const { accountId, conversationId } = message;
      await database.intents.add({ kind: 'retry', messageId, accountId, conversationId, at: 0 });
    }
    await this.world.time.until(async () => (await database.intents.count()) === 0);
  }

  /**
   * Anna writes before, at and after an obstacle that holds up `w2` only, and elsewhere; then it is taken away, and she tries again.
   * `obstacle` comes back with what takes it away.
   */
  async around(
    from: Side,
    pair: Pair,
    reason: CarryFailure,
    obstacle: () => () => void,
    files: readonly PlannedFile[] = [],
  ): Promise<void> {
    const to = otherSide(from);
    const elsewhere = pair.name === 'all' ? this.deck : this.all;
    this.write(from, pair, 'w1');
    await this.minutes(2);
    const remove = obstacle();
    this.write(from, pair, 'w2', { files });
    this.write(from, elsewhere, 'w3');
    await this.minutes(3);
    expect(await this.failures()).toEqual([reason]);
    expect(this.words(to, elsewhere)).toEqual(['w3']);
    remove();
    // What is archived is shown to nobody.
    expect(this.words(to, pair)).toEqual(['w1']);
    this.write(from, pair, 'w4');
    await this.minutes(2);
    expect(this.words(to, pair)).toEqual(['w1', 'w4']);
    expect(await this.failures()).toEqual([reason]);
    await this.retryAll();
    await this.minutes(1);
    expect(this.words(to, pair)).toEqual(['w1', 'w4', 'w2']);
    expect(await this.outbox()).toEqual([]);
  }
}

/**
 * Starts the crew before each test, and ends it after each. Call it where tests are described. `people` have an Isthmus; the others write with the
 * services' own clients.
 */
export const startCrew = (seed: number, people: readonly PersonKey[] = connected): (() => Crew) => {
  let crew: Crew | null = null;
  const now = (): Crew => {
    if (crew === null) throw new Error('the crew has not started');
    return crew;
  };
  beforeEach(async () => {
    const world = await startCarryWorld(seed, people);
    crew = new Crew(world);
    const { time, computers } = world;
    await time.until(() => areCurrent(computers));
    await time.pass(60_000);
  });
  afterEach(async () => {
    const { world } = now();
    for (const computer of world.computers) await world.time.during(computer.stop());
    crew = null;
  });
  return now;
};

/** An answer with an error in the service's own shape. */
export const errorOf = (side: Side, status: number, code: string): Response =>
  new Response(
    JSON.stringify(
      side === 'teams'
        ? { error: { code, message: 'refused' } }
        : { id: code, message: 'refused', status_code: status, request_id: '', detailed_error: '' },
    ),
    { status, headers: { 'content-type': 'application/json' } },
  );

/** Whether a request writes a message or a post. */
export const isPost = (side: Side, { method, url }: Request): boolean =>
  method === 'POST' && new URL(url).pathname.endsWith(side === 'teams' ? '/messages' : '/posts');

/** A file of so many bytes. */
export const file = (name: string, size: number): PlannedFile => ({
  name,
  mimeType: 'application/octet-stream',
  bytes: new Uint8Array(size).map((_, at) => (at * 7) % 251),
});

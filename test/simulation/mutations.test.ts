/** Proves that the simulation notices errors: engines with a deliberate error must end with messages lost, doubled or different. */
import { describe, expect, it, vi } from 'vitest';
import { Hints } from '../../renderer/engine/mirror/pull/hints.ts';
import { compareSides } from '../support/carry/check.ts';
import { Connections } from '../support/carry/people/connections.ts';
import { Choosers } from '../support/carry/people/choosers.ts';
import { Commanders } from '../support/carry/people/commanders.ts';
import { Events } from '../support/carry/people/events.ts';
import { type MishapKind, Mishaps } from '../support/carry/mishaps.ts';
import { type RelayMutation, relayMutations } from '../support/carry/relay-mutations.ts';
import type { Mutation } from '../support/carry/mutations.ts';
import { connected } from '../support/carry/organisation.ts';
import { simulate, type SimulationOptions } from '../support/carry/simulate.ts';
import { startCarryWorld } from '../support/carry/world.ts';
import { Writers } from '../support/carry/people/writers.ts';
import { Crew, isPost } from '../support/carry/crew.ts';
import { seededRandom } from '../../sandbox/world.ts';

interface Case extends SimulationOptions {
  readonly mutation: Mutation;
  readonly mishaps: readonly MishapKind[];
}

/** For each mutation a life in which its error shows, and only the faults that are needed for that. */
const cases: readonly Case[] = [
  { mutation: 'no-write-ahead', seed: 1, events: 60, mishaps: ['network'] },
  { mutation: 'no-echo-guard', seed: 1, events: 60, mishaps: ['wiped-database'] },
  { mutation: 'no-recheck', seed: 1, events: 60, mishaps: ['network'] },
  { mutation: 'cursor-before-write', seed: 14, events: 80, mishaps: ['crash'] },
];

describe('an engine with', () => {
  it.each(cases)(
    '$mutation is found',
    async ({ mutation, ...life }) => {
      const wrong = await simulate({ ...life, mutation });
      expect(wrong.findings).not.toEqual([]);
      const right = await simulate(life);
      expect(right.findings, right.trace.join('\n')).toEqual([]);
    },
    600_000,
  );
});

/**
 * Two computers of one person, both running: a whole life is not needed for what happens at once, and without a lease they would go on
 * correcting each other for ever. Graph answers as fast as it is asked: its one message a second in a chat keeps them apart, too.
 */
const afterOnePost = async (mutation: Mutation | null): Promise<readonly string[]> => {
  const world = await startCarryWorld(1, [...connected, 'anna'], mutation, false);
  const [deck] = world.pairs;
  if (!deck) throw new Error('the pair is missing');
  await world.time.pass(60_000);
  world.services.mattermost.acts.post('anna', deck.mattermost, { content: 'w1' });
  await world.time.pass(2_000);
  const { findings } = compareSides(world);
  for (const computer of world.computers) computer.kill();
  return findings;
};

it('an engine with no-lease is found: two computers carry the same message', async () => {
  expect(await afterOnePost('no-lease')).not.toEqual([]);
  expect(await afterOnePost(null)).toEqual([]);
});

/** Messages from Isthmus while one answer, then one request, is lost; the ones that differ on the service from the user's wish. */
const afterWriting = async (mutation: Mutation | null): Promise<readonly string[]> => {
  const world = await startCarryWorld(1, ['anna'], mutation, false);
  const { time, pairs, computers, services } = world;
  const all = pairs.find(({ name }) => name === 'all');
  const [anna] = computers;
  if (!all || !anna) throw new Error('the pair is missing');
  const around = { origins: new Map(), removed: new Set<string>(), noteOf: () => undefined };
  const writers = new Writers(world, seededRandom(1), around);
  await time.pass(60_000);
  for (const fault of ['lost-answer', 'lost-request'] as const) {
    let struck = 0;
    services.faults.microsoft.add({
      matches: (request) => isPost('teams', request) && (struck += 1) === 1,
      fault: { kind: fault },
      times: 1,
    });
    for (let words = 0; words < 2; words += 1) await time.during(writers.write(anna, all, 'microsoft'));
    await time.pass(120_000);
    expect(struck).toBeGreaterThan(0);
  }
  const findings = writers.findings();
  for (const computer of computers) computer.kill();
  return findings;
};

it.each(['no-write-ahead-of-written', 'no-look-for-written', 'no-order-of-written'] as const)(
  'an engine with %s is found: a message from Isthmus is not there once and in order',
  async (mutation) => {
    expect(await afterWriting(mutation)).not.toEqual([]);
  },
);

it('and a correct engine sends each message once and in order', async () => {
  expect(await afterWriting(null)).toEqual([]);
});

/** A message with a file and its copy, without faults. */
const afterAttaching = async (mutation: Mutation | null): Promise<readonly string[]> => {
  const world = await startCarryWorld(1, ['anna'], mutation, false);
  const { time, pairs, computers } = world;
  const all = pairs.find(({ name }) => name === 'all');
  const [anna] = computers;
  if (!all || !anna) throw new Error('the pair is missing');
  const around = { origins: new Map(), removed: new Set<string>(), noteOf: () => undefined };
  const writers = new Writers(world, seededRandom(1), around, true);
  await time.pass(60_000);
  await time.during(writers.write(anna, all, 'mattermost'));
  await time.pass(60_000);
  const findings = writers.findings();
  for (const computer of computers) computer.kill();
  return findings;
};

it.each(['leaves-files-out', 'attaches-files-twice'] as const)(
  'an engine with %s is found: a file is not once at its message',
  async (mutation) => {
    expect(await afterAttaching(mutation)).not.toEqual([]);
  },
);

it('and a correct engine sends each file once', async () => {
  expect(await afterAttaching(null)).toEqual([]);
});

/** The choices of a person on two computers, in turn, without faults. */
const afterChoosing = async (mutation: Mutation | null): Promise<readonly string[]> => {
  const world = await startCarryWorld(1, ['anna', 'anna'], mutation, false);
  const { time, computers } = world;
  const choosers = new Choosers(world, seededRandom(1), () => undefined);
  await time.pass(60_000);
  await time.during(choosers.chooseLast());
  await time.pass(120_000);
  const findings = await time.during(choosers.findings());
  for (const computer of computers) computer.kill();
  return findings;
};

it.each(['shares-no-choices', 'tells-no-service-of-choices'] as const)(
  'an engine with %s is found: two computers of one person show different choices',
  async (mutation) => {
    expect(await afterChoosing(mutation)).not.toEqual([]);
  },
);

it('and a correct engine shows the last choice on both', async () => {
  expect(await afterChoosing(null)).toEqual([]);
});

/** Slash commands; of every second request the answer is lost. */
const afterCommanding = async (mutation: Mutation | null): Promise<readonly string[]> => {
  const world = await startCarryWorld(1, ['anna'], mutation, false);
  const { time, computers, services } = world;
  const around = { origins: new Map(), removed: new Set<string>(), noteOf: () => undefined };
  const commanders = new Commanders(world, seededRandom(1), around);
  await time.pass(60_000);
  let struck = 0;
  services.faults.mattermost.add({
    matches: ({ url }) => url.endsWith('/commands/execute') && (struck += 1) % 2 === 1,
    fault: { kind: 'lost-answer' },
  });
  for (let acts = 0; acts < 8; acts += 1) await time.during(commanders.act());
  await time.pass(120_000);
  await time.during(commanders.finish());
  expect(struck).toBeGreaterThan(3);
  expect(commanders.counts.posts).toBeGreaterThan(2);
  for (const computer of computers) computer.kill();
  return commanders.findings();
};

it('an engine with repeats-commands is found: a command is executed twice', async () => {
  expect(await afterCommanding('repeats-commands')).not.toEqual([]);
});

it('and a correct engine executes it once', async () => {
  expect(await afterCommanding(null)).toEqual([]);
});

/** Anna's computer ends at whatever it was doing, and the relay takes her. */
const switchOff = async (crew: Crew): Promise<void> => {
  crew.isthmusOf('anna').kill();
  await crew.minutes(5);
};

/** What somebody without an Isthmus, or with one that is off, says beside a relay, while things happen that tempt its engine, or a desktop's, to double or to lose it. */
const temptations: Readonly<
  Record<RelayMutation, (crew: Crew, connect: () => Promise<void>) => Promise<void>>
> = {
  'relay-carries-its-copies': async (crew) => {
    crew.write('mattermost', crew.deck, 'w1', { by: 'dora' });
    await crew.minutes(2);
  },
  /** The relay hears nothing of a claim unless it asks, and sees what the author's Isthmus carried later than the message. */
  'no-settling': async (crew, connect) => {
    const [relay] = crew.world.relays;
    if (!relay) throw new Error('there is no relay');
    relay.rough.refusesSockets = true;
    relay.rough.deafen();
    // With the relay's hints the author's Isthmus would look only after the relay.
    let hints = 0;
    crew.faults('mattermost').add({
      matches: ({ url }) => url.endsWith('/typing') && (hints += 1) > 0,
      fault: { kind: 'lost-request' },
    });
    await connect();
    // A relay counts as there until it has been silent for a while. Then the Isthmus asks as often as without one.
    await crew.minutes(8);
    for (const word of ['w1', 'w2', 'w3', 'w4']) {
      crew.write('teams', crew.deck, word, { by: 'dora' });
      await crew.world.time.pass(17_000);
    }
    await crew.minutes(3);
    expect(hints).toBeGreaterThan(0);
  },
  /** Two relays share the links. */
  'shares-of-its-own': async (crew) => {
    await crew.minutes(6);
    expect(crew.world.relays.map(({ engine }) => engine.shares?.held.length)).toEqual([2, 2]);
    for (const [at, pair] of [crew.deck, crew.all].entries())
      for (const side of ['teams', 'mattermost'] as const)
        crew.write(side, pair, `w${at}${side.length}`, { by: 'dora' });
    await crew.minutes(3);
  },
  'believes-text': async (crew) => {
    const { deck, world } = crew;
    const [relay] = world.relays;
    if (!relay) throw new Error('there is no relay');
    await world.time.during(relay.engine.setAsleep(true));
    const post = crew.write('mattermost', deck, 'w1', { by: 'dora' });
    const note = `<abbr title="isthmus 1 0/1 ${deck.mattermost}/${post}"></abbr>`;
    crew.acts('teams').post('emil', deck.teams, { content: `<p>w2</p>${note}` });
    await world.time.during(relay.engine.setAsleep(false));
    await crew.minutes(3);
  },
  /** The relay's request is on its way when the author connects. */
  'no-rest-after-claim': async (crew, connect) => {
    const { deck, world } = crew;
    let isUnderWay = false;
    crew.faults('mattermost').add({
      matches: (request) => isPost('mattermost', request) && (isUnderWay = true),
      fault: { kind: 'latency', ms: 25_000 },
      times: 1,
    });
    crew.write('teams', deck, 'w1', { by: 'dora' });
    await world.time.until(() => isUnderWay);
    await connect();
    // What comes next makes the author's Isthmus look again.
    for (const word of ['w2', 'w3', 'w4', 'w5']) {
      await world.time.pass(4_000);
      crew.write('mattermost', deck, word, { by: 'dora' });
    }
    await crew.minutes(4);
  },
  /** The computer ends between the message in Teams and its mark. */
  'joins-nothing-of-authors': async (crew) => {
    let isSent = false;
    crew.faults('teams').add({
      matches: (request) => isPost('teams', request) && (isSent = true),
      fault: { kind: 'lost-answer' },
      times: 1,
    });
    crew.write('mattermost', crew.deck, 'w1');
    await crew.world.time.until(() => isSent);
    await crew.world.time.pass(200);
    await switchOff(crew);
  },
  'joins-nothing-of-the-relay': async (crew) => {
    const anna = crew.isthmusOf('anna');
    anna.kill();
    crew.write('mattermost', crew.deck, 'w1');
    crew.write('teams', crew.deck, 'w2');
    await crew.minutes(5);
    await crew.world.time.during(anna.start());
    await crew.minutes(6);
  },
  /** The relay's request is on its way when the author returns. */
  'no-wait-for-the-relay': async (crew) => {
    const { deck, world } = crew;
    const anna = crew.isthmusOf('anna');
    await switchOff(crew);
    let isUnderWay = false;
    crew.faults('teams').add({
      matches: (request) => isPost('teams', request) && (isUnderWay = true),
      fault: { kind: 'latency', ms: 45_000 },
      times: 1,
    });
    crew.write('mattermost', deck, 'w1');
    await world.time.until(() => isUnderWay);
    await world.time.during(anna.start());
    await crew.minutes(6);
  },
};

/** Where a relay carries for people who are away: how long they have to be silent, ms. */
const graces: Partial<Record<RelayMutation, number>> = {
  'joins-nothing-of-authors': 60_000,
  'joins-nothing-of-the-relay': 60_000,
  'no-wait-for-the-relay': 60_000,
};

const afterTempting = async (
  tempting: RelayMutation,
  mutation: Mutation | null,
): Promise<readonly string[]> => {
  const [relayCount, shares] = tempting === 'shares-of-its-own' ? [2, 4] : [1, 1];
  const world = await startCarryWorld(
    1,
    ['anna'],
    mutation,
    false,
    relayCount,
    shares,
    graces[tempting] ?? null,
  );
  const { time, computers, relays } = world;
  const random = seededRandom(1);
  const connections = new Connections(world, 'comes', mutation);
  const connect = (): Promise<void> =>
    connections.act(1, new Events(world, random), new Mishaps(world, random));
  await time.pass(graces[tempting] === undefined ? 240_000 : 420_000);
  await temptations[tempting](new Crew(world), connect);
  const { findings } = compareSides(world);
  for (const computer of [...computers, ...relays]) computer.kill();
  return findings;
};

describe('beside a relay', () => {
  it.each(relayMutations)('an engine with %s is found, and a correct engine is not', async (mutation) => {
    expect(await afterTempting(mutation, mutation)).not.toEqual([]);
    expect(await afterTempting(mutation, null)).toEqual([]);
  });
});

/** The relay's hints get lost. Anna's Isthmus carries what she writes in Teams when it asks by itself. */
const afterLostHint = async (): Promise<{ readonly findings: readonly string[]; readonly lost: number }> => {
  const world = await startCarryWorld(1, ['anna'], null, false, 1);
  const crew = new Crew(world);
  // Who looks at Isthmus has every conversation asked for now and then.
  crew.isthmusOf('anna').engine.setUserAway(true);
  await crew.minutes(6);
  let lost = 0;
  crew.faults('mattermost').add({
    matches: ({ url }) => url.endsWith('/typing') && (lost += 1) > 0,
    fault: { kind: 'lost-request' },
  });
  crew.write('teams', crew.deck, 'w1');
  await crew.minutes(12);
  const { findings } = compareSides(world);
  for (const computer of [...world.computers, ...world.relays]) computer.kill();
  return { findings, lost };
};

it('an engine that takes hints for the truth is found: it asks only where one came', async () => {
  const isDue = vi.spyOn(Hints.prototype, 'isDue').mockImplementation(() => false);
  const wrong = await afterLostHint();
  isDue.mockRestore();
  expect(wrong.findings).not.toEqual([]);
  const right = await afterLostHint();
  expect(right.findings).toEqual([]);
  expect([wrong.lost, right.lost].every((count) => count > 0)).toBe(true);
});

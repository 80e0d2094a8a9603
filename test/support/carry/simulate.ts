/** One life of the crew from a seed: things happen, everything fails, and when the world calms down both sides must be equal. */
import { mattermostBot, teamsBot } from '../../../build/commands/relay/bots.ts';
import { seededRandom } from '../../../sandbox/world.ts';
import type { ConversationId } from '../../../renderer/model/index.ts';
import { linkIdOf } from '../../../renderer/engine/bridge/links/link-id.ts';
import { mattermostAccount, type SimulatedIsthmus, teamsAccount } from '../simulated.ts';
import { compareSides, type Verdict } from './check.ts';
import { type ChooserDeed, Choosers } from './people/choosers.ts';
import { type CommanderDeed, Commanders } from './people/commanders.ts';
import { type Connecting, Connections } from './people/connections.ts';
import { Events } from './people/events.ts';
import { Mishaps, mishapsBesideRelay, mishapsOfAway, type MishapCounts, type MishapKind } from './mishaps.ts';
import type { Mutation } from './mutations.ts';
import { connected, unconnected } from './organisation.ts';
import { linkedSince, wishForLink } from './links.ts';
import { Users, type UserDeed } from './people/users.ts';
import { Writers, type WriterDeed } from './people/writers.ts';
import { carriers, type CarryWorld, type Pair, startCarryWorld } from './world.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly events: number;
  /** Whether the first of the crew has a second computer. */
  readonly secondComputer?: boolean;
  /** On how many computers the organisation's relay runs; 0 when absent. */
  readonly relays?: number;
  /** Into how many shares they divide the links; 1 when absent: one carries, the others stand by. */
  readonly shares?: number;
  /** Whether it carries also for connected people whose computers are off. */
  readonly away?: boolean;
  /** Whether one of those whom the relay carries connects in the middle. */
  readonly connecting?: Connecting;
  /** What may go wrong; everything when absent. */
  readonly mishaps?: readonly MishapKind[];
  /** In what way the engines are wrong on purpose. */
  readonly mutation?: Mutation;
  /** Whether people also write in their Isthmuses. */
  readonly writes?: boolean;
  /** Whether every third message that they write there has a file. */
  readonly attaches?: boolean;
  /** Whether people also give slash commands there. */
  readonly commands?: boolean;
  /** Whether the one with two computers chooses things for conversations there. */
  readonly chooses?: boolean;
  /** Whether it is also held that each new message is decided once (`notice-record.ts`). */
  readonly holdsNotices?: boolean;
  /** False lets Graph answer as fast as it is asked. */
  readonly throttled?: boolean;
}

export interface SimulationResult extends Verdict {
  readonly mishaps: MishapCounts;
  /** What people did in their Isthmuses. */
  readonly deeds: Partial<Record<UserDeed, number>>;
  /** How many messages the relay's accounts wrote, also such as were deleted since. */
  readonly relayed: number;
  /** How often a relay took somebody whose computers were off. */
  readonly takeovers: number;
  /** Of how many messages it was decided whether somebody is told. */
  readonly decisions: number;
  /** What they wrote there. */
  readonly written: Partial<Record<WriterDeed, number>>;
  /** What they commanded there. */
  readonly commanded: Partial<Record<CommanderDeed, number>>;
  /** What they chose there. */
  readonly chosen: Partial<Record<ChooserDeed, number>>;
  readonly trace: readonly string[];
}

/** How often the link that comes and goes is made or taken away, for each thing that happens. */
const linkMoves = 0.015;
/** How long somebody who is connected has to be silent before a relay carries for them, virtual ms: short, because lives are. */
const grace = 60_000;
/** How long the world may take to agree after it has calmed down, virtual ms: Retry-After and back-off end long before. */
const calm = 7_200_000;
/** How long a message of somebody without an Isthmus waits at most, virtual ms. */
const relaysWithin = 120_000;
/** How often both sides are held against each other then, virtual ms. */
const looksEvery = 30_000;
/** How long what came last may take to be decided and shown, virtual ms. */
const afterwards = 60_000;
/** An engine that is wrong never agrees: nothing is learned by waiting as long. */
const calmOfWrong = 1_200_000;

export const simulate = async (options: SimulationOptions): Promise<SimulationResult> => {
  const random = seededRandom(options.seed);
  const people = options.secondComputer ? [...connected, 'anna'] : connected;
  const { seed, mutation = null, throttled, relays, shares, away = false } = options;
  const world = await startCarryWorld(seed, people, mutation, throttled, relays, shares, away ? grace : null);
  const events = new Events(world, random);
  const mishaps = new Mishaps(world, random, options.mishaps ?? mishapsOf(options));
  const users = new Users(world, seededRandom(options.seed + 7_000_003));
  const writers = options.writes
    ? new Writers(world, seededRandom(options.seed + 9_000_011), events, options.attaches)
    : null;
  const commanders = options.commands
    ? new Commanders(world, seededRandom(options.seed + 13_000_027), events)
    : null;
  const connections = options.connecting ? new Connections(world, options.connecting, mutation) : null;
  const note = (line: string): void => events.noteOf(line);
  const choosers = options.chooses
    ? new Choosers(world, seededRandom(options.seed + 11_000_027), note)
    : null;
  const twice = new Set<string>();
  await world.time.pass(120_000);
  for (let happened = 0; happened < options.events; happened += 1) {
    events.happen();
    if (random() < linkMoves) await moveLink(world, events);
    if (random() < 0.15) await mishaps.strike(events.trace);
    await connections?.act(happened / options.events, events, mishaps);
    if (happened % 2 === 0) await world.time.during(users.act());
    if (writers) await world.time.during(writers.act());
    if (commanders) await world.time.during(commanders.act());
    if (choosers) await world.time.during(choosers.act());
    await world.time.pass(random() < 0.07 ? random() * 90_000 : random() * 2_000);
    for (const link of carriedTwice(world)) twice.add(link);
    for (const computer of options.holdsNotices ? world.computers : [])
      computer.notices.look(await world.time.during(computer.isCurrent()));
  }
  await mishaps.end();
  users.end();
  const patience = options.mutation === undefined ? calm : calmOfWrong;
  const verdict = await agreement(world, events, [writers, commanders], patience);
  if (relays !== undefined) await saidInTime(world, events, verdict);
  verdict.findings.push(...[...twice].map((link) => `two relays carried over ${link} at once`));
  if (choosers) {
    const { findings } = verdict;
    findings.push(...(await sameChoices(world, choosers, patience)));
    await world.time.during(choosers.chooseLast());
    findings.push(...(await sameChoices(world, choosers, patience)));
  }
  if (options.holdsNotices) verdict.findings.push(...(await wronglyNoticed(world)));
  for (const computer of carriers(world)) await world.time.during(computer.stop());
  return {
    ...verdict,
    mishaps: mishaps.counts,
    deeds: users.counts,
    relayed: relayedIn(world),
    takeovers: world.relays.reduce((sum, { takeovers }) => sum + takeovers, 0),
    decisions: world.computers.reduce((sum, { notices }) => sum + notices.decisions, 0),
    written: writers?.counts ?? {},
    commanded: commanders?.counts ?? {},
    chosen: choosers?.counts ?? {},
    trace: events.trace,
  };
};

/** The links that two relays carry over now; a lease believes in a clock that is not put back (ROADMAP). */
const carriedTwice = ({ relays, pairs }: CarryWorld): readonly string[] =>
  pairs.flatMap(({ name, mattermost, teams }) => {
    const link = linkIdOf(
      `${mattermostAccount}/${mattermost}` as ConversationId,
      `${teamsAccount}/${teams}` as ConversationId,
    );
    const by = relays.filter(({ clockSkew, engine }) => clockSkew === 0 && engine.carriesOver(link));
    return by.length > 1 ? [name] : [];
  });

const mishapsOf = ({ relays, away }: SimulationOptions): readonly MishapKind[] | undefined => {
  if (away) return mishapsOfAway;
  return relays ? mishapsBesideRelay : undefined;
};

/** The first of the crew administers the channel. */
const moveLink = async (world: CarryWorld, events: Events): Promise<void> => {
  const [anna] = world.computers;
  const pair = world.pairs.find(({ name }) => name === 'watch');
  if (anna && pair) events.noteOf(await world.time.during(wishForLink(world, pair, anna)));
};

const compared = async (world: CarryWorld, events: Events): Promise<Verdict> => {
  const since = new Map<string, number | null>();
  for (const pair of world.pairs) since.set(pair.name, await world.time.during(linkedSince(world, pair)));
  return compareSides(world, events.origins, since, events.excused);
};

/** Lets time pass until both sides agree, everything is sent, and no outbox holds anything, or patience ends. */
const agreement = async (
  world: CarryWorld,
  events: Events,
  people: readonly (Writers | Commanders | null)[],
  patience: number,
): Promise<Verdict> => {
  const end = world.time.now() + patience;
  const look = async (): Promise<{ readonly verdict: Verdict; readonly isSent: boolean }> => {
    let isSent = true;
    for (const one of people) if (one && !(await world.time.during(one.finish()))) isSent = false;
    const verdict = await compared(world, events);
    verdict.findings.push(...people.flatMap((one) => one?.findings() ?? []));
    return { verdict, isSent };
  };
  let now = await look();
  while (world.time.now() < end) {
    await world.time.pass(looksEvery);
    now = await look();
    if (now.verdict.findings.length === 0 && now.isSent && (await everyone(carriers(world), isIdle))) break;
  }
  if (!now.isSent) now.verdict.findings.push('something that was written in Isthmus is still to be sent');
  return now.verdict;
};

/** Those who have no Isthmus write once more, and the relay has carried it in time. */
const saidInTime = async (world: CarryWorld, events: Events, verdict: Verdict): Promise<void> => {
  const linked: Pair[] = [];
  for (const pair of world.pairs)
    if (pair.name !== 'pair' && (await world.time.during(linkedSince(world, pair))) !== null)
      linked.push(pair);
  const people = unconnected.filter((person) => world.computers.every((one) => one.person !== person));
  events.writeLast(linked, people);
  await world.time.pass(relaysWithin);
  const { findings, ...counts } = await compared(world, events);
  if (findings.length > 0 && verdict.findings.length === 0)
    Object.assign(verdict, { ...counts, findings: findings.map((line) => `not in time: ${line}`) });
};

/** Lets time pass until all computers of a person show the same choices, and the last ones, or patience ends. */
const sameChoices = async (
  world: CarryWorld,
  choosers: Choosers,
  patience: number,
): Promise<readonly string[]> => {
  const end = world.time.now() + patience;
  for (;;) {
    await world.time.pass(looksEvery);
    const findings = await world.time.during(choosers.findings());
    if (findings.length === 0 || world.time.now() >= end) return findings;
  }
};

const relayedIn = ({ services, pairs }: CarryWorld): number =>
  pairs
    .flatMap(({ mattermost, teams }) => [
      ...services.mattermost.acts.messages(mattermost),
      ...services.microsoft.acts.messages(teams),
    ])
    .filter(({ author }) => author === mattermostBot || author === teamsBot).length;

/** What is wrong with what the computers decided of new messages. */
const wronglyNoticed = async (world: CarryWorld): Promise<readonly string[]> => {
  // What came last has to be unread for a while, too. A linked channel of Teams is asked minutes apart beside a relay: what was written last may
  // come at any moment, also just before the end.
  await world.time.pass(afterwards);
  await noticesSettle(world);
  const found: string[] = [];
  for (const { notices } of world.computers) found.push(...(await world.time.during(notices.findings())));
  return found;
};

/** Lets time pass until nothing waits to be decided or shown, or that took too long. */
const noticesSettle = async (world: CarryWorld): Promise<void> => {
  const isSettled = ({ notices }: SimulatedIsthmus): Promise<boolean> => notices.isSettled();
  for (const end = world.time.now() + afterwards; world.time.now() < end;) {
    if (await world.time.during(everyone(world.computers, isSettled))) return;
    await world.time.pass(1_000);
  }
};

const everyone = async (
  computers: readonly SimulatedIsthmus[],
  is: (computer: SimulatedIsthmus) => Promise<boolean>,
): Promise<boolean> => (await Promise.all(computers.map(is))).every(Boolean);

const isIdle = async (computer: SimulatedIsthmus): Promise<boolean> =>
  (await computer.database.outbox.filter(({ state }) => state.kind !== 'failed').count()) === 0;

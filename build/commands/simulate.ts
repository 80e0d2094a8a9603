/**
 * `npm run simulate -- --seeds N --events M [--first S] [--relay] [--json]`: runs lives of the crew with faults of every kind, with `--relay`
 * also of people whom the organisation's relay carries. After the faults both sides must be equal. Prints one JSON line last; on a difference also the seed and a short trace, and exits 1.
 */
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import {
  simulate,
  type SimulationOptions,
  type SimulationResult,
} from '../../test/support/carry/simulate.ts';

interface Options {
  readonly seeds: number;
  readonly events: number;
  readonly first: number;
  readonly relay: boolean;
  readonly json: boolean;
}

interface Life {
  readonly seed: number;
  readonly result: SimulationResult;
}

type Lives = Pick<Options, 'events' | 'relay'>;

/** What a worker is told of lives with a relay. */
const relayed = 'relayed';
/** Every fifth life has a person with two computers. */
const secondEvery = 5;

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name} takes a whole number from 1, not “${text}”.`);
  return value;
};

const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '20' },
      events: { type: 'string', default: '100' },
      first: { type: 'string', default: '1' },
      relay: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    seeds: wholeNumber('--seeds', values.seeds),
    events: wholeNumber('--events', values.events),
    first: wholeNumber('--first', values.first),
    relay: values.relay,
    json: values.json,
  };
};

/**
 * Every third life with a relay has it on two computers, of which one stands by; every third on two or three that share the links. In every second somebody
 * connects, in every fourth they also disconnect. In the others the relay carries also for connected people whose computers are off, unless
 * several share the links.
 */
const relayedLife = (seed: number): Pick<SimulationOptions, 'relays' | 'shares' | 'connecting' | 'away'> => ({
  away: seed % 2 === 1 && seed % 3 !== 2,
  ...(seed % 3 === 1 ? { relays: 1 } : { relays: seed % 6 === 5 ? 3 : 2, shares: seed % 3 === 0 ? 1 : 4 }),
  ...(seed % 2 === 0 ? { connecting: seed % 4 === 0 ? 'goes' : 'comes' } : {}),
});

const live = (seed: number, { events, relay }: Lives): Promise<SimulationResult> =>
  simulate({
    ...{ seed, events, secondComputer: seed % secondEvery === 0, holdsNotices: true },
    ...(relay ? relayedLife(seed) : {}),
  });

/** Runs the given seeds of this process one after the other, and sends each life to the parent process. */
const work = async ([events = '1', kind = '', ...seeds]: readonly string[]): Promise<void> => {
  for (const seed of seeds.map(Number)) {
    const result = await live(seed, { events: Number(events), relay: kind === relayed });
    await new Promise<void>(
      (resolve) => void process.send?.({ seed, result } satisfies Life, () => resolve()),
    );
  }
};

const runAll = async ({ seeds, events, first, relay }: Options): Promise<Life[]> => {
  const all = Array.from({ length: seeds }, (_, at) => first + at);
  const workers = Math.min(cpus().length, seeds);
  const lives: Life[] = [];
  await Promise.all(
    Array.from(
      { length: workers },
      (_, worker) =>
        new Promise<void>((resolve, reject) => {
          const mine = all.filter((_seed, at) => at % workers === worker).map(String);
          // Lives make many short-lived objects. A larger young generation of the heap saves a tenth of the time.
          const child = fork(
            fileURLToPath(import.meta.url),
            ['--worker', String(events), relay ? relayed : 'alone', ...mine],
            {
              execArgv: ['--max-semi-space-size=128'],
            },
          );
          child.on('message', (life) => {
            lives.push(life as Life);
            process.stderr.write(`${lives.length}/${seeds}\r`);
          });
          child.once('error', reject);
          child.once('exit', (code) =>
            code === 0 ? resolve() : reject(new Error(`A life ended with exit code ${code}.`)),
          );
        }),
    ),
  );
  return lives.sort((one, other) => one.seed - other.seed);
};

/** The fewest events of a seed that still end unequal: the number is halved while they do. */
const shortest = async (
  life: Life,
  { events, relay }: Lives,
): Promise<{ events: number; result: SimulationResult }> => {
  let least = { events, result: life.result };
  for (let fewer = Math.floor(events / 2); fewer > 0; fewer = Math.floor(fewer / 2)) {
    const result = await live(life.seed, { events: fewer, relay });
    if (result.findings.length === 0) break;
    least = { events: fewer, result };
  }
  return least;
};

const main = async (): Promise<number> => {
  const [mode, ...rest] = process.argv.slice(2);
  if (mode === '--worker') {
    await work(rest);
    return 0;
  }
  const options = readOptions(process.argv.slice(2));
  const lives = await runAll(options);
  const faults: Record<string, number> = {};
  for (const { result } of lives)
    for (const [kind, count] of Object.entries(result.mishaps)) faults[kind] = (faults[kind] ?? 0) + count;
  const sum = (of: (result: SimulationResult) => number): number =>
    lives.reduce((total, { result }) => total + of(result), 0);
  const allUnequal = lives.filter(({ result }) => result.findings.length > 0);
  for (const { seed, result } of allUnequal)
    process.stderr.write(`\nSeed ${seed} ended unequal:\n${result.findings.join('\n')}\n`);
  const [unequal] = allUnequal;
  if (unequal) {
    const least = await shortest(unequal, options);
    process.stderr.write(
      [
        `Seed ${unequal.seed} with ${least.events} events:`,
        ...least.result.findings,
        ...least.result.trace,
        '',
      ].join('\n'),
    );
  }
  const summary = {
    seeds: lives.length,
    events: options.events,
    lost: sum(({ lost }) => lost),
    duplicated: sum(({ duplicated }) => duplicated),
    misordered: sum(({ misordered }) => misordered),
    diverged: sum(({ diverged }) => diverged),
    /** The number of messages for which a notification was decided. Each is decided once, or its life ends unequal. */
    decisions: sum(({ decisions }) => decisions),
    ...(options.relay
      ? { relayed: sum(({ relayed: count }) => count), takeovers: sum(({ takeovers }) => takeovers) }
      : {}),
    faults,
  };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(summary)}\n`
      : `${summary.seeds} lives of ${summary.events} events: ${summary.lost} lost, ${summary.duplicated} doubled, ${summary.misordered} out of order, ${summary.diverged} different\n`,
  );
  return unequal ? 1 : 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.exit();

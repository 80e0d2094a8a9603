/**
 * Carrying in a bare Chromium: the real engine page's code over loopback, with a real clock and a real IndexedDB. It measures first how soon
 * one message leaves after its arrival, and how many leave per second without limits, compared with bare POST requests of the same number.
 * Then it measures a burst with the services' documented limits on, compared with what these limits allow.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import type { CarryBench, BareRequest } from '../../../test/bench/carry-page.ts';
import { findings, Written } from '../../../test/support/carry/both-sides.ts';
import { type LinkedPair, linkPairs } from '../../../test/support/carry/link-pairs.ts';
import { pairNames, pairsOrganisation } from '../../../test/support/carry/pairs-organisation.ts';
import { launchBenchBrowser, startProfile } from './bare-browser.ts';
import { type BenchHost, startBenchHost } from './host.ts';
import { allowedSeconds } from './carry-limits.ts';

declare const bench: CarryBench;

export interface CarryFigures {
  /** From the event's arrival at the engine to the departure of the request that carries it. */
  readonly toTeamsP95Ms: number;
  readonly toMattermostP95Ms: number;
  /** A bare POST and its answer, one at a time. */
  readonly bareRequestP95Ms: number;
  /** The burst with the services' limits, and the speed that these allow. */
  readonly messagesPerSecond: number;
  readonly limitPerSecond: number;
  /** A burst without limits, and bare POST requests of the same number, in parallel as the engine sends. */
  readonly unlimitedPerSecond: number;
  readonly barePerSecond: number;
  /** Answers 429 in the burst with limits. */
  readonly refusals: number;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const seed = 13;
/** The channels of a team share the team's limit. */
const counts = { channels: 4, chats: 16 };
const patience = 900_000;

/** Runs the benchmark. `args`: `--messages N` (of each burst, half each way), `--json` (the result is always one JSON line). */
export const benchCarry = async (args: readonly string[]): Promise<CarryFigures> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: 'string', default: '1000' },
      json: { type: 'boolean', default: false },
      /** Writes a CPU profile of the single messages (.cpuprofile, for a browser's performance panel). */
      profile: { type: 'string' },
    },
  });
  const messages = Number(values.messages);
  if (!Number.isInteger(messages) || messages < 2 || messages > 100_000)
    throw new Error(`--messages takes a whole number from 2 to 100000, not “${values.messages}”.`);
  const browser = await launchBenchBrowser();
  const host = await startBenchHost(seed, pairsOrganisation(seed, Date.now(), counts));
  try {
    const pairs = await linkPairs(host, pairNames(counts));
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    page.on('console', (message) => {
      // The browser reports refused requests, too; they are counted elsewhere.
      if (message.type() === 'log') say(`page: ${message.text()}`);
    });
    await page.goto(`${host.origin}/bench/carry.html`);
    await page.waitForFunction(() => 'bench' in globalThis);
    const run: Run = { host, page, pairs, written: new Written(host) };

    await page.evaluate((accounts) => bench.start(accounts, 'unlimited'), host.accounts);
    say('Waiting until this computer is the carrier, and a first message has gone each way.');
    await warmUp(run, pairs);
    const profiled = values.profile === undefined ? null : await startProfile(page);
    const toMattermost = await oneByOne(run, 'microsoft');
    const toTeams = await oneByOne(run, 'mattermost');
    if (profiled && values.profile !== undefined) await writeFile(values.profile, await profiled());
    say(`Single messages leave within ${toTeams} ms to Teams and ${toMattermost} ms to Mattermost (p95).`);
    const unlimited = await burst(run, messages);
    say(`Without limits ${messages} messages took ${unlimited.toFixed(1)} s.`);
    await page.evaluate(() => bench.stop());

    switchLimits(host, true);
    const before = host.refusals();
    await page.evaluate((accounts) => bench.start(accounts, 'considerate'), host.accounts);
    await warmUp(run, pairs.slice(0, 1));
    const limited = await burst(run, messages);
    const refusals = host.refusals() - before;
    const allowed = allowedSeconds(pairs, messages);
    say(
      `With the services' limits they took ${limited.toFixed(1)} s (allowed: ${allowed.toFixed(1)} s), refused ${refusals} times.`,
    );
    const found = findings(host, pairs, run.written);
    if (found.length > 0) throw new Error(`Carrying went wrong: ${found.slice(0, 5).join('; ')}`);
    await page.evaluate(() => bench.stop());

    // After the last messages: nobody carries what these people write.
    switchLimits(host, false);
    const bare = await bareRequests(run, messages);
    if (refusals > 0) process.exitCode = 1;
    const perSecond = (seconds: number): number => Number((messages / seconds).toFixed(1));
    return {
      toTeamsP95Ms: toTeams,
      toMattermostP95Ms: toMattermost,
      bareRequestP95Ms: bare.p95,
      messagesPerSecond: perSecond(limited),
      limitPerSecond: perSecond(allowed),
      unlimitedPerSecond: perSecond(unlimited),
      barePerSecond: perSecond(bare.seconds),
      refusals,
    };
  } finally {
    await browser.close();
    await host.close();
  }
};

interface Run {
  readonly host: BenchHost;
  readonly page: Page;
  readonly pairs: readonly LinkedPair[];
  readonly written: Written;
}

/** The documented numbers, which both sandbox services have by default. */
const switchLimits = ({ microsoft, mattermost }: BenchHost, on: boolean): void => {
  microsoft.settings.throttling = on;
  mattermost.settings.RateLimitEnable = on;
};

const settled = async ({ page }: Run, words: readonly string[]): Promise<void> => {
  await page.waitForFunction((all) => bench.countDeparted(all) === all.length, words, { timeout: patience });
  // The last messages still have to be marked as carried.
  await page.evaluate(() => bench.settled());
};

/** Sends messages each way until the engine is current, holds the lease, and watches. */
const warmUp = async (run: Run, pairs: readonly LinkedPair[]): Promise<void> => {
  const words = pairs.flatMap((pair) => [
    run.written.write('mattermost', pair),
    run.written.write('microsoft', pair),
  ]);
  await settled(run, words);
};

/** Sends messages of one side one after the other, over all pairs. Resolves to the 95th percentile of their delays, ms. */
const oneByOne = async ({ page, pairs, written }: Run, side: 'mattermost' | 'microsoft'): Promise<number> => {
  const words: string[] = [];
  for (let at = 0; at < 200; at += 1) {
    const pair = pairs[at % pairs.length];
    if (!pair) break;
    const word = written.write(side, pair);
    words.push(word);
    if (side === 'microsoft') await page.evaluate((name) => bench.attend(name), pair.name);
    await page.evaluate((one) => bench.departed(one), word);
    // Each message is finished and stored before the next one, so that they do not overlap.
    await page.evaluate(() => bench.settled());
  }
  await page.evaluate(() => bench.attend(null));
  const passages = await page.evaluate((all) => bench.passages(all), words);
  return p95(passages.map(({ arrived, departed }) => departed - arrived));
};

/** Sends half of the messages on each side, over all pairs, at once. Resolves to the time until the last has left, seconds. */
const burst = async (run: Run, messages: number): Promise<number> => {
  const { page, pairs, written } = run;
  const begun = await page.evaluate(() => performance.now());
  const words = Array.from({ length: messages }, (_, at) => {
    const pair = pairs[Math.floor(at / 2) % pairs.length];
    if (!pair) throw new Error('there are no pairs');
    return written.write(at % 2 === 0 ? 'mattermost' : 'microsoft', pair);
  });
  await settled(run, words);
  const passages = await page.evaluate((all) => bench.passages(all), words);
  return (Math.max(...passages.map(({ departed }) => departed)) - begun) / 1_000;
};

/** The floor: bare POST requests to the same addresses, first one at a time, then as many in parallel as the engine has chains. */
const bareRequests = async ({ page, host, pairs }: Run, messages: number) => {
  const { graphToken } = host.accounts;
  const lists = pairs.flatMap((pair) => {
    const each = Math.ceil(messages / 2 / pairs.length);
    return [
      Array.from({ length: each }, () => toMattermost(pair)),
      Array.from({ length: each }, () => toTeams(pair)),
    ];
  });
  const ask = (some: readonly (readonly BareRequest[])[]) =>
    page.evaluate(([all, token]) => bench.bare(all, token), [some, graphToken] as const);
  const one = await ask([lists.flatMap((list) => list.slice(0, 10))]);
  const begun = performance.now();
  await ask(lists);
  return { p95: p95(one), seconds: (performance.now() - begun) / 1_000 };
};

const toMattermost = (pair: LinkedPair): BareRequest => ({
  path: '/gateway/m-aaaaaaaaaaaa/api/v4/posts',
  body: JSON.stringify({ channel_id: pair.mattermost, message: 'bare' }),
});

const toTeams = ({ teams, isChannel }: LinkedPair): BareRequest => {
  const [team = '', channel = ''] = teams.split('/');
  const place = isChannel
    ? `teams/${team}/channels/${encodeURIComponent(channel)}`
    : `chats/${encodeURIComponent(teams)}`;
  return {
    path: `/v1.0/${place}/messages`,
    body: JSON.stringify({ body: { contentType: 'text', content: 'bare' } }),
  };
};

const p95 = (times: readonly number[]): number => {
  const sorted = [...times].sort((one, other) => one - other);
  return Number((sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN).toFixed(1));
};

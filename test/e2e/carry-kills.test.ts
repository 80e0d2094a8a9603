/**
 * The app carries 1,000 messages, 500 each way, and is killed fifty times meanwhile. Afterwards each message is once on both services, in
 * its author's order. The services' limits are off, Isthmus's own are on, so there are several pairs, of both kinds.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { isComplete } from '../../build/commands/progress.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { countCarried, findings, Written } from '../support/carry/both-sides.ts';
import { type BothServices, type LinkedPair, linkPairs } from '../support/carry/link-pairs.ts';
import { pairNames, pairsOrganisation } from '../support/carry/pairs-organisation.ts';
import { startWholeApp, until, type WholeApp } from './whole-app.ts';

const seed = 50;
const kills = 50;
const messages = 1_000;
/** One channel: a team has a limit of its own that its channels share, and every life begins by asking for each of them. */
const counts = { channels: 1, chats: 9 };
/**
 * How long nothing must have moved, ms. Messages from before a start are found by catching up. Messages that are written in Teams afterwards
 * may wait for the next life, because nobody looks and Teams is asked only every five minutes.
 */
const patience = 60_000;

const random = seededRandom(seed);
const upTo = (most: number): number => Math.floor(random() * (most + 1));
let whole: WholeApp;
let services: BothServices;
let pairs: readonly LinkedPair[];
let written: Written;

beforeAll(async () => {
  whole = await startWholeApp({
    seed,
    messages: 0,
    throttling: false,
    organisation: (now) => pairsOrganisation(seed, now, counts),
  });
  const { organisation, microsoft, mattermost } = whole.sandbox;
  services = { organisation, microsoft, mattermost: mattermost.server };
  pairs = await linkPairs(services, pairNames(counts));
  written = new Written(services);
});

afterAll(() => whole.close());

/** The same number from each side; the seed chooses the pair. */
const write = (count: number): void => {
  for (let left = Math.min(count, messages - written.count); left > 0; left -= 1) {
    const pair = pairs[upTo(pairs.length - 1)];
    if (pair) written.write(written.count % 2 === 0 ? 'mattermost' : 'microsoft', pair);
  }
};

/** Reading all messages costs as much as carrying some, so they are read only when one more stands somewhere. */
let read = { standing: -1, carried: 0 };
const carried = (): number => {
  const standing = pairs.reduce(
    (sum, { mattermost, teams }) =>
      sum +
      services.mattermost.acts.messages(mattermost).length +
      services.microsoft.acts.messages(teams).length,
    0,
  );
  if (standing !== read.standing) read = { standing, carried: countCarried(services, pairs, written) };
  return read.carried;
};

/** Waits until this many are carried, or nothing has moved for `still` ms. Read on the services, so that a dying app is not asked. */
const untilCarriedOrStill = async (enough: number, still: number): Promise<void> => {
  let before = carried();
  let since = Date.now();
  await vi.waitUntil(
    () => {
      const now = carried();
      if (now > before) [before, since] = [now, Date.now()];
      return now >= Math.min(enough, written.count) || Date.now() - since > still;
    },
    { timeout: 800_000, interval: 120 },
  );
};

/** In the first life the user signs in. */
const connect = async (): Promise<RunningApp> => {
  const running = await whole.launch();
  const page = await running.page('app');
  await signInSampleUser(page, whole.sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
  return running;
};

// Without a second try, which would begin with what the first one has written.
it(
  'the app is killed fifty times while 1,000 messages are carried both ways, and loses and doubles none',
  { timeout: 1_500_000, retry: 0 },
  async () => {
    let running: Pick<RunningApp, 'kill' | 'close'> = await connect();
    for (let killed = 0; killed < kills; killed += 1) {
      // Some messages are written while the app is stopped, some while it runs, so that all are written a little before the end.
      const share = Math.ceil((messages - written.count) / Math.max(1, kills - killed - 3));
      const before = carried();
      const early = upTo(share);
      write(early);
      await untilCarriedOrStill(before + 1, patience);
      write(share - early);
      // The remaining messages then wait until Teams is asked again, or for a limit.
      await untilCarriedOrStill(before + 1 + upTo(40), 300);
      await new Promise((resolve) => setTimeout(resolve, upTo(120)));
      await running.kill();
      write(upTo(4));
      // Its window stays closed, as at the start of the computer, so that the engine has the machine's full speed.
      running = await whole.startUnseen();
    }
    expect(written.count).toBe(messages);
    // The comparison names messages that never arrive.
    await untilCarriedOrStill(messages, patience);
    expect(findings(services, pairs, written)).toEqual([]);
    await running.close();
  },
);

// The app over a sandbox with its sample user signed in, for tests of the whole: start, kill, wait, compare.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { vi } from 'vitest';
import { ensureBrowser } from '../../build/commands/browser.ts';
import { truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { isComplete } from '../../build/commands/progress.ts';
import { readAccountRows, readMirror } from '../../build/commands/read-mirror.ts';
import {
  launchSandboxedApp,
  startUnseenApp,
  type AppOptions,
  type RunningApp,
  type UnseenApp,
} from '../../build/commands/sandboxed-app.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.ts';
import { smallOrganisation } from '../../sandbox/organisation/small.ts';
import type { Truth } from '../../sandbox/service.ts';
import { endLeftRunning, noteRunning } from './fixtures/left-running.ts';
import { shortLived } from './fixtures/short-lived.ts';

/** Longer than it takes until what has left is known to be gone (`mirror/departures.ts`): until then it may be neither readable nor complete. */
const patience = 220_000;

export type AccountRows = Awaited<ReturnType<typeof readAccountRows>>;

/** A sandbox, and for each computer a profile that stays between starts. */
export interface WholeApp {
  readonly sandbox: Sandbox;
  /**
   * Starts the app; what a failed test left running is killed before. `args`: words for main, `--hidden` for instance. `computer`: which of
   * the user's computers, by any name.
   */
  launch(args?: readonly string[], computer?: string): Promise<RunningApp>;
  /** Starts it hidden, as at the start of the computer, for who looks at the services only. */
  startUnseen(): Promise<UnseenApp>;
  /**
   * What the mirror in this page's database and the services do not agree on, in words. What was in `before` and is listed no more may
   * be in the mirror still: only a second list minutes later makes it certain (`mirror/departures.ts`); the simulation waits for that.
   */
  differences(page: Page, before?: ReadonlySet<string>): Promise<string[]>;
  /** Ids of all conversations and teams that the services list now. */
  listed(): ReadonlySet<string>;
  close(): Promise<void>;
}

const namesIn = ({ conversations, teams }: Truth): string[] =>
  [...conversations, ...teams].map(({ id }) => id);

/** A mirror without what services listed `before` and do not list now. */
const withoutDeparting = (actual: Truth, expected: Truth, before: ReadonlySet<string>): Truth => {
  const listed = new Set(namesIn(expected));
  const stays = (id: string): boolean => listed.has(id) || !before.has(id);
  return {
    ...actual,
    teams: actual.teams.filter(({ id }) => stays(id)),
    conversations: actual.conversations.filter(({ id }) => stays(id)),
    messages: actual.messages.filter(({ conversationId }) => stays(conversationId)),
  };
};

/** A sandbox with a small part of its organisation, for tests whose subject is not the mirror of everything. */
export const smallSandbox = (seed: number): SandboxOptions => ({
  seed,
  messages: 0,
  organisation: (now) => smallOrganisation({ seed, messages: 600, now }),
});

export const startWholeApp = async (options: SandboxOptions): Promise<WholeApp> => {
  const sandbox = await startSandbox(options);
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-whole-'));
  const profiles = new Set<string>();
  const optionsOf = async (args: readonly string[], computer = 'only'): Promise<AppOptions> => {
    const userDataDir = join(folder, computer);
    profiles.add(userDataDir);
    await endLeftRunning(userDataDir);
    return { runtime: ensureBrowser(), sandbox, userDataDir, args: [shortLived, ...args] };
  };
  return {
    sandbox,
    launch: async (args = [], computer) => {
      const options = await optionsOf(args, computer);
      const running = await launchSandboxedApp(options);
      noteRunning(options.userDataDir, running.app);
      return running;
    },
    startUnseen: async () => {
      const options = await optionsOf(['--hidden']);
      const unseen = await startUnseenApp(options);
      noteRunning(options.userDataDir, unseen);
      return unseen;
    },
    listed: () => new Set(Object.values(sandbox.truth()).flatMap(namesIn)),
    differences: async (page, before = new Set()) => {
      const rows = await readMirror(page);
      const truths = sandbox.truth();
      return rows.accounts.flatMap((account) => {
        const expected = truths[account.service === 'teams' ? 'microsoft' : 'mattermost'];
        const actual = withoutDeparting(truthOfMirror(rows, account), expected, before);
        return compareTruth(expected, actual).map(describeDifference);
      });
    },
    close: async () => {
      for (const profile of profiles) await endLeftRunning(profile);
      await sandbox.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** Polls the page until `reached` says so; the page itself waits, so that no time of ours is guessed. */
export const until = async (page: Page, reached: (accounts: AccountRows) => boolean): Promise<void> => {
  // A page that begins anew (its database vanished) cannot be asked for a moment.
  const rows = (): Promise<AccountRows> => readAccountRows(page).catch(() => []);
  await vi.waitUntil(async () => reached(await rows()), { timeout: patience, interval: 250 });
};

/** The row says `live` from before, until the engine has started anew: what counts is currency reached after `since` (ms). */
export const untilCurrent = async (page: Page, since: number): Promise<void> =>
  until(
    page,
    (accounts) => isComplete(accounts, 2) && accounts.every(({ currentAt }) => (currentAt ?? 0) > since),
  );

export const storedMessages = (accounts: AccountRows): number =>
  accounts.reduce((sum, { progress }) => sum + progress.messages, 0);

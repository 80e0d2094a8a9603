// Test projects: unit (fast, beside the code), measured (unit tests that measure time), e2e (real Chromium, in test/), and live
// (`npm run test:live`, never part of `npm test`).
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest. They start first, the longest before the others, so that all workers end at about the same time. */
const longest = [
  ...[
    'app-page-screens',
    'carry-kills',
    'live',
    'headline',
    'sending-kills',
    'two-computers',
    'changing-kills',
    'refusals',
    'keyboard',
    'signin',
    'signin-mattermost',
    'bad-days',
    'app-page-locales',
    'linked-page',
    'app-page-systems',
    'real-input',
    'acts',
    'signin-claims',
    'signin-refused',
    'switcher',
    'app-page',
    'app-page-names',
    'list-end',
    'composer',
    'signin-tokens',
  ].map((name) => `/test/e2e/${name}.test.ts`),
  ...[
    'mutations',
    'carry',
    'carry-bad-server',
    'halts',
    'bad-days',
    'lasting-answers',
    'refused-lists',
    'headline',
  ].map((name) => `/test/simulation/${name}.test.ts`),
];

/**
 * Unit tests that measure time: what other files left in a process (its heap, its compiled code) would be measured with them. Also those of dear
 * expressions: V8 no longer optimizes an expression in a process that has compiled many, which made `emoji-count` take 170 s instead of 3.
 */
const measured = [
  'renderer/app/world/shown-body.test.ts',
  'renderer/connectors/mattermost/throughput.test.ts',
  'renderer/connectors/teams/message/hostile.test.ts',
  'renderer/model/keywords.test.ts',
  'renderer/text/crossing/budget.test.ts',
  'renderer/text/crossing/hostile.test.ts',
  'renderer/text/emoji-count.test.ts',
  'renderer/text/mattermost-markdown/read/parse-tables.test.ts',
  'sandbox/mattermost/load.test.ts',
  'sandbox/microsoft/acts.test.ts',
  'test/house/expressions.test.ts',
];

/** Vitest's order (where it has no times of an earlier run, larger files first), with the longest files before all others. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = (file: TestSpecification) => {
      const at = longest.findIndex((path) => file.moduleId.endsWith(path));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** Half as many again as there are cores: the simulation often waits for its next turn. On two cores three end a twelfth sooner. */
const unitWorkers = Math.ceil(availableParallelism() * 1.5);

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // What is transformed once is not transformed again: by the end-to-end tests after the unit tests, by each run of `npm run test:live` within them,
    // and by the next run. The key of a module is its content and its configuration; new dependencies empty it.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'dist/tests/modules' },
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers: unitWorkers,
          include: [
            '{main,preload,words,sign-in,renderer,relay,relay-settings,sandbox,shell,build}/**/*.test.{ts,tsx}',
            'test/{contract,simulation,house,support}/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...measured],
          // Modules are loaded and compiled once for a worker, not once for each of 500 files: less than half the time. What a test changes in
          // the process it must put back.
          isolate: false,
          setupFiles: 'test/support/after-file.ts',
          unstubGlobals: true,
          restoreMocks: true,
          // Generous: no test is timed by the wall, and a busy machine must not fail one.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'measured',
          maxWorkers: unitWorkers,
          include: measured,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/fixtures/build-once.ts',
          // Four times the longest of a busy machine (61 s; most take less than 20). The few tests that take longer have limits of their own: a test that waits for ever
          // takes both its tries.
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // A second, as by default, is not enough for a page on a busy machine.
          expect: { poll: { timeout: 60_000, interval: 50 } },
          // A busy machine may fail one of hundreds of tests that wait for other processes. `npm test` names each second try at its end, so that
          // none is hidden: it is a defect of the test or of the product, to be mended.
          retry: 1,
          // Every app has a profile and ports of its own, so files may run at once. Four keep two cores busy while one of them waits.
          maxWorkers: 4,
          // As with the unit tests, modules are loaded once for a worker and not for each file.
          isolate: false,
          unstubGlobals: true,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'live',
          include: ['test/live/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});

// Test projects: unit (fast, beside the code), e2e (real Chromium, in test/), and live (`npm run test:live`, never part of `npm test`).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // By itself the runner leaves one core free, which on two is half of them.
          maxWorkers: '100%',
          include: [
            '{main,preload,renderer,sandbox,shell,build}/**/*.test.{ts,tsx}',
            'test/{contract,simulation,house}/**/*.test.ts',
          ],
          // Generous: no test is timed by the wall, and a busy machine must not fail one.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Every app has a profile and ports of its own, and much of an end-to-end test is waiting.
          maxWorkers: 2,
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

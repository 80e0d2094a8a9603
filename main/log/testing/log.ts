/** A log for tests, with the names of the written events, in order. */
import type { Log } from '../log.ts';

export interface TestLog extends Log {
  readonly events: readonly string[];
}

export const createTestLog = (): TestLog => {
  const events: string[] = [];
  return { events, write: (event) => void events.push(event) };
};

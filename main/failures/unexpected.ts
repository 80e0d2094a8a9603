/**
 * Handles errors that nobody caught. Electron would show the error's text, which may hold an address or a name, and go on. Main logs its
 * class and place, and goes on as well, because everything that matters is in the database and in files that are written whole. Main ends,
 * in order, only if such errors follow one another (docs/decisions/0015-uncaught-errors.md).
 */
import { errorEvent } from '../../preload/contract/caught.ts';
import type { Log, Numbers } from '../log/log.ts';
import { thrownAt } from './thrown-at.ts';

/** The kind of an uncaught error. */
export type Uncaught = 'exception' | 'rejection';

/** More than `most` errors within `within` milliseconds are a storm. */
const most = 20;
const withinMs = 10_000;

/** The log entry of an error, without the error's message. */
export function describeUncaught(kind: Uncaught, error: unknown): readonly [event: string, numbers: Numbers] {
  return [errorEvent(`uncaught-${kind}`, error), thrownAt(error)];
}

/** What is needed to answer. */
export interface UnexpectedSurroundings {
  readonly log: Log;
  readonly now: () => number;
  /** Ends the app in order. Called once. */
  readonly end: () => void;
}

/** Returns the function that handles each uncaught error. */
export function createUnexpected({ log, now, end }: UnexpectedSurroundings) {
  let recent: readonly number[] = [];
  let isEnding = false;
  return (kind: Uncaught, error: unknown): void => {
    if (isEnding) return;
    log.write(...describeUncaught(kind, error));
    const at = now();
    recent = [...recent.filter((time) => at - time < withinMs), at];
    if (recent.length <= most) return;
    isEnding = true;
    log.write('ended-by-uncaught-errors');
    end();
  };
}

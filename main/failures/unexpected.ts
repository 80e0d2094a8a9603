/**
 * What main does about an error that nobody caught. Electron would show its text, which may hold an address or a name, and go on. Main
 * writes down what kind it was and where, and goes on as well: what matters is in the database and in files that are written whole. Only
 * when errors come one after another main ends, in order (docs/decisions/0015-uncaught-errors.md).
 */
import type { Log, Numbers } from '../log/log.ts';

/** How an error came to be nobody's. */
export type Uncaught = 'exception' | 'rejection';

/** More than this many within this time (milliseconds) is a storm. */
const most = 20;
const withinMs = 10_000;

/** Class and code as the words of a log event: `TypeError` is `type-error`, `ECONNRESET` is `econnreset`. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();

/** Where it was thrown: line and column of the first place on the stack. The bundle is one file, so that they name the place. */
function placeOf(stack: string | undefined): Numbers {
  const [, line, column] = /^ +at .*?:(\d+):(\d+)\)?$/m.exec(stack ?? '') ?? [];
  return line === undefined || column === undefined ? {} : { line: Number(line), column: Number(column) };
}

/** What is written about an error: never its message. */
export function describeUncaught(kind: Uncaught, error: unknown): readonly [event: string, numbers: Numbers] {
  if (!(error instanceof Error)) return [`uncaught-${kind}-no-error`, {}];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [
    ['uncaught', kind, ...[error.constructor.name, ...code].map(wordsOf)].join('-'),
    placeOf(error.stack),
  ];
}

/** What is needed to answer. */
export interface UnexpectedSurroundings {
  readonly log: Log;
  readonly now: () => number;
  /** Ends the app in order; called once. */
  readonly end: () => void;
}

/** Hears of every uncaught error. */
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

/** What may be said of an error: what kind it is and where it was thrown, and never its message. */
import type { Numbers } from '../log/log.ts';

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

/** Class and code, as words of an event, and the place, as its numbers. */
export function kindAndPlaceOf(error: unknown): readonly [kind: string, numbers: Numbers] {
  if (!(error instanceof Error)) return ['no-error', {}];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [[error.constructor.name, ...code].map(wordsOf).join('-'), placeOf(error.stack)];
}

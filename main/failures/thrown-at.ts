import type { Numbers } from '../log/log.ts';

/**
 * Where an error was thrown: line and column of the first place on its stack; nothing where it has none. The bundle is one file, so that
 * they name the place.
 */
export function thrownAt(error: unknown): Numbers {
  const stack = error instanceof Error ? error.stack : undefined;
  const [, line, column] = /^ +at .*?:(\d+):(\d+)\)?$/m.exec(stack ?? '') ?? [];
  return line === undefined || column === undefined ? {} : { line: Number(line), column: Number(column) };
}

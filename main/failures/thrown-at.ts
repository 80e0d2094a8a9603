import type { Numbers } from '../log/log.ts';

/**
 * The line and column of the first place on an error's stack; empty if it has no stack. The bundle is one file, so line and column identify
 * the place.
 */
export function thrownAt(error: unknown): Numbers {
  const stack = error instanceof Error ? error.stack : undefined;
  const [, line, column] = /^ +at .*?:(\d+):(\d+)\)?$/m.exec(stack ?? '') ?? [];
  return line === undefined || column === undefined ? {} : { line: Number(line), column: Number(column) };
}

import { expect, it } from 'vitest';
import { runTool } from './run-tool.ts';

const program = process.execPath;

it('gives the input to the program, and its output and code back', async () => {
  const script =
    'process.stdin.on("data", (part) => process.stdout.write(part.toString().toUpperCase())).on("end", () => process.exit(3))';
  expect(await runTool({ program, words: ['-e', script], input: 'größe' })).toEqual({
    ...{ kind: 'ended', code: 3, output: 'GRÖSSE' },
  });
});

it('takes a program that reads nothing', async () => {
  expect(await runTool({ program, words: ['-e', 'process.exit(4)'], input: 'a'.repeat(1_000_000) })).toEqual({
    ...{ kind: 'ended', code: 4, output: '' },
  });
});

it('tells that there is no such program', async () =>
  expect(await runTool({ program: '/nowhere/security', words: [], input: 'a' })).toEqual({ kind: 'absent' }));

it('kills a program that does not end', async () => {
  const script = 'setInterval(() => 0, 1_000)';
  expect(await runTool({ program, words: ['-e', script], input: '' }, 200)).toEqual({ kind: 'silent' });
});

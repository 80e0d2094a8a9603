import { expect, it } from 'vitest';
import { logLine, type Numbers } from '../log/log.ts';
import { writeCaught } from './caught.ts';

it('a caught exception is logged with its place and class, and without its message', () => {
  const lines: string[] = [];
  const log = {
    write: (event: string, numbers: Numbers = {}) => void lines.push(logLine(0, event, numbers)),
  };
  const error = Object.assign(new RangeError('4711 of ada@contoso.example'), { code: 'ENOSPC' });
  writeCaught(log, 'placement', error);
  writeCaught(log, 'tokens-forgotten', 'no error');
  expect(lines[0]).toContain('"caught-placement-range-error-enospc"');
  expect(lines[0]).toMatch(/"line":\d+,"column":\d+/);
  expect(lines[0]).not.toContain('4711');
  expect(lines[1]).toContain('"caught-tokens-forgotten-no-error"');
});

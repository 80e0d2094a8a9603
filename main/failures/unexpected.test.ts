import { describe, expect, it } from 'vitest';
import { logLine, type Numbers } from '../log/log.ts';
import { createUnexpected, describeUncaught } from './unexpected.ts';

const secret = 'token-4711 of ada@contoso.example';
class LostFileError extends Error {}

describe('the log’s entry for an uncaught error', () => {
  it.each([
    [new TypeError(secret), 'uncaught-rejection-type-error'],
    [new LostFileError(secret), 'uncaught-rejection-lost-file-error'],
    [Object.assign(new Error(secret), { code: 'ECONNRESET' }), 'uncaught-rejection-error-econnreset'],
    [
      Object.assign(new Error(secret), { code: 'ERR_STREAM_PREMATURE_CLOSE' }),
      'uncaught-rejection-error-err-stream-premature-close',
    ],
    [secret, 'uncaught-rejection-no-error'],
    [undefined, 'uncaught-rejection-no-error'],
  ])('%o is %s', (error, event) => {
    const [said, numbers] = describeUncaught('rejection', error);
    expect(said).toBe(event);
    const line = logLine(0, said, numbers);
    expect(line).toContain(event);
    expect(line).not.toContain('4711');
  });
  it('has the place of the throw', () => {
    const error = new Error(secret);
    error.stack = `Error: ${secret}\n    at open (file:///opt/Isthmus/resources/app.asar/dist/main/index.js:812:17)\n    at other (index.js:1:1)`;
    expect(describeUncaught('exception', error)[1]).toEqual({ line: 812, column: 17 });
    error.stack = 'Error\n    at file:///C:/isthmus/index.js:9:3';
    expect(describeUncaught('exception', error)[1]).toEqual({ line: 9, column: 3 });
    delete error.stack;
    expect(describeUncaught('exception', error)[1]).toEqual({});
  });
  it('has no text from the error’s code', () => {
    const [said, numbers] = describeUncaught('exception', Object.assign(new Error('x'), { code: secret }));
    expect(logLine(0, said, numbers)).not.toContain('4711');
  });
});

describe('uncaught errors', () => {
  function makeUnexpected() {
    const written: (readonly [string, Numbers])[] = [];
    let now = 0;
    let ends = 0;
    const heard = createUnexpected({
      log: { write: (event, numbers = {}) => void written.push([event, numbers]) },
      now: () => now,
      end: () => (ends += 1),
    });
    return {
      written,
      ends: () => ends,
      hear: (times: number, everyMs: number) => {
        for (let at = 0; at < times; at += 1, now += everyMs) heard('exception', new Error('x'));
      },
    };
  }
  it('leave the app running, for any number of them in a day', () => {
    const { hear, ends, written } = makeUnexpected();
    hear(1_000, 1_000);
    expect([ends(), written.length]).toEqual([0, 1_000]);
  });
  it('end the app once if they come one after another', () => {
    const { hear, ends, written } = makeUnexpected();
    hear(20, 10);
    expect(ends()).toBe(0);
    hear(50, 10);
    expect([ends(), written.at(-1)?.[0], written.length]).toEqual([1, 'ended-by-uncaught-errors', 22]);
  });
});

import { expect, it } from 'vitest';
import { caughtEvent } from './caught.ts';

const named = (name: string, inner?: unknown) =>
  Object.assign(new Error('see you at eight'), { name, inner });

it.each([
  [new TypeError('see you at eight'), 'caught-here-type-error'],
  [new DOMException('x', 'QuotaExceededError'), 'caught-here-quota-exceeded-error'],
  [named('AbortError', named('QuotaExceededError')), 'caught-here-abort-error-quota-exceeded-error'],
  [named('AbortError', named('AbortError')), 'caught-here-abort-error'],
  ['see you at eight', 'caught-here-no-error'],
  [undefined, 'caught-here-no-error'],
])('%o is logged as its class and its place', (error, event) => {
  expect(caughtEvent('here', error)).toBe(event);
});

it('an event is never longer than the log takes, nor one of its words', () => {
  const event = caughtEvent('here', named(`${'a'.repeat(40)}Bbb${'CccDdd'.repeat(20)}`));
  expect(event.length).toBeLessThanOrEqual(60);
  expect(event).toMatch(/^[a-z]{1,20}(-[a-z]{1,20}){0,9}$/);
});

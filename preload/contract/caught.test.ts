import { expect, it } from 'vitest';
import { caughtEvent } from './caught.ts';

const named = (name: string, inner?: unknown) =>
  Object.assign(new Error('see you at eight'), { name, inner });

class LostFile extends Error {}
/** The short class name that the build makes. */
class e extends Error {}
const coded = (code: unknown) => Object.assign(new Error('see you at eight'), { code });

it.each([
  [new TypeError('see you at eight'), 'caught-here-type-error'],
  [new DOMException('x', 'QuotaExceededError'), 'caught-here-quota-exceeded-error'],
  [named('AbortError', named('QuotaExceededError')), 'caught-here-abort-error-quota-exceeded-error'],
  [named('AbortError', named('AbortError')), 'caught-here-abort-error'],
  [new LostFile('see you at eight'), 'caught-here-lost-file'],
  [new e('see you at eight'), 'caught-here-error'],
  [Object.assign(Object.create(null) as object, { name: 'Error' }), 'caught-here-error'],
  [{ name: 'NotFoundError', inner: null }, 'caught-here-not-found-error'],
  [{ name: 'Ada Lovelace', code: 'ADA' }, 'caught-here-no-error'],
  [{ name: 'Trial and Error' }, 'caught-here-no-error'],
  [named('AbortError', { name: 'Ada Lovelace' }), 'caught-here-abort-error'],
  [coded('ECONNRESET'), 'caught-here-error-econnreset'],
  [coded('ERR_STREAM_PREMATURE_CLOSE'), 'caught-here-error-err-stream-premature-close'],
  [coded('E2BIG'), 'caught-here-error-ebig'],
  [coded('see you at eight'), 'caught-here-error'],
  [coded('ada'), 'caught-here-error'],
  [coded(11), 'caught-here-error'],
  ['see you at eight', 'caught-here-no-error'],
  [undefined, 'caught-here-no-error'],
])('%o is logged as its class, its code of the system, and its place', (error, event) => {
  expect(caughtEvent('here', error)).toBe(event);
});

it('an event and its words are never longer than the log allows', () => {
  const event = caughtEvent('here', named(`${'a'.repeat(40)}Bbb${'CccDdd'.repeat(20)}`));
  expect(event.length).toBeLessThanOrEqual(60);
  expect(event).toMatch(/^[a-z]{1,20}(-[a-z]{1,20}){0,9}$/);
  expect(caughtEvent('here', named('ABCDEFGHIJKL'.replace(/./g, '$&x'))).split('-')).toHaveLength(10);
});

import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { isQuotaExceeded } from './quota.ts';

const full = new DOMException('x', 'QuotaExceededError');

it.each([
  ['as the browser throws it', full],
  ['wrapped by Dexie', new Dexie.QuotaExceededError('x')],
  ['as the cause of an abort', Object.assign(new Error('x'), { name: 'AbortError', inner: full })],
  ['wrapped twice', { name: 'BulkError', inner: { name: 'AbortError', inner: full } }],
])('a full disk is recognised %s', (_how, error) => {
  expect(isQuotaExceeded(error)).toBe(true);
});

it.each([[null], ['QuotaExceededError'], [new Error('QuotaExceededError')], [{ inner: { inner: null } }]])(
  '%s does not count as a full disk',
  (error) => {
    expect(isQuotaExceeded(error)).toBe(false);
  },
);

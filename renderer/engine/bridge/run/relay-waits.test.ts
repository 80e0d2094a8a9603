import { expect, it } from 'vitest';
import type { OutboxState } from '../../../store/index.ts';
import { afterRefusal } from './relay-waits.ts';

type Failed = Extract<OutboxState, { readonly kind: 'failed' }>;

const sending: OutboxState = {
  ...{ kind: 'sending', after: 0, retryAt: 0, tries: 0 },
  act: { kind: 'send', text: '', version: 1, part: 0, parts: 1 },
};
const forbidden: Failed = { kind: 'failed', reason: { kind: 'forbidden', code: 'Forbidden' } };
const noRight: Failed = { kind: 'failed', reason: { kind: 'no-right' } };
const hour = 3_600_000;

it.each([
  [0, 60_000],
  [hour / 12, 150_000],
  [hour, 600_000],
  [-hour, 60_000],
])('a new message of age %i ms that is refused is tried again after %i ms', (age, wait) => {
  for (const failed of [forbidden, noRight])
    expect(afterRefusal({ state: sending, at: 5 * hour }, failed, 5 * hour + age)).toEqual({
      ...{ kind: 'waiting', why: 'refused-there', tries: 0 },
      until: 5 * hour + age + wait,
    });
});

it('files that are refused wait, too; an edit, another refusal, and what is older than a day do not', () => {
  expect(afterRefusal({ state: { kind: 'uploading' }, at: 0 }, forbidden, 1).kind).toBe('waiting');
  const edit: OutboxState = { ...sending, act: { kind: 'repeatable' } };
  const tooLong: Failed = { kind: 'failed', reason: { kind: 'too-long' } };
  expect(afterRefusal({ state: edit, at: 0 }, forbidden, 1)).toBe(forbidden);
  expect(afterRefusal({ state: sending, at: 0 }, tooLong, 1)).toBe(tooLong);
  expect(afterRefusal({ state: sending, at: 0 }, forbidden, 25 * hour)).toBe(forbidden);
});

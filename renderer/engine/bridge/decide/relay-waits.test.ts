import { expect, it } from 'vitest';
import type { OutboxState } from '../../../store/index.ts';
import { afterRefusal, type RefusalMoment } from './relay-waits.ts';

type Failed = Extract<OutboxState, { readonly kind: 'failed' }>;

const sending: OutboxState = {
  ...{ kind: 'sending', after: 0, retryAt: 0, tries: 0 },
  act: { kind: 'send', text: '', version: 1, part: 0, parts: 1 },
};
const forbidden: Failed = { kind: 'failed', reason: { kind: 'forbidden', code: 'Forbidden' } };
const noRight: Failed = { kind: 'failed', reason: { kind: 'no-right' } };
const hour = 3_600_000;

const refused = (now: number, isReadable = false): RefusalMoment => ({ now, isReadable });

it.each([
  [0, 60_000],
  [hour / 12, 150_000],
  [hour, 600_000],
  [-hour, 60_000],
])('a new message of age %i ms is tried again after %i ms where the relay may not write', (age, wait) => {
  const [row, now] = [{ state: sending, at: 5 * hour, refusals: 9 }, 5 * hour + age];
  const waiting = { state: { kind: 'waiting', why: 'refused-there', tries: 0, until: now + wait } };
  expect(afterRefusal(row, forbidden, refused(now))).toEqual(waiting);
  for (const isReadable of [true, false])
    expect(afterRefusal(row, noRight, refused(now, isReadable))).toEqual(waiting);
});

it('files that are refused wait, too; an edit, another refusal, and what is older than a day do not', () => {
  const after = (state: OutboxState, failed: Failed, now: number): OutboxState =>
    afterRefusal({ state, at: 0 }, failed, refused(now)).state;
  expect(after({ kind: 'uploading' }, forbidden, 1).kind).toBe('waiting');
  const tooLong: Failed = { kind: 'failed', reason: { kind: 'too-long' } };
  expect(after({ ...sending, act: { kind: 'repeatable' } }, forbidden, 1)).toBe(forbidden);
  expect(after(sending, tooLong, 1)).toBe(tooLong);
  expect(after(sending, forbidden, 25 * hour)).toBe(forbidden);
});

it.each([
  ['ten minutes', 0, 9],
  ['a minute', 50 * hour, 1],
])(
  'what is forbidden in a conversation that can be read fails after %s at the age of %i ms',
  (_what, age, waits) => {
    let next: ReturnType<typeof afterRefusal> = { state: sending };
    let now = age;
    for (let times = 0; times < waits; times += 1) {
      next = afterRefusal({ at: 0, ...next, state: sending }, forbidden, refused(now, true));
      expect(next).toMatchObject({
        state: { why: 'refused-there', until: now + 60_000 },
        refusals: times + 1,
      });
      now += 60_000;
    }
    expect(afterRefusal({ at: 0, ...next, state: sending }, forbidden, refused(now, true))).toEqual({
      state: forbidden,
    });
  },
);

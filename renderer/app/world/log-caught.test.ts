import { expect, it } from 'vitest';
import { caughtBy } from './log-caught.ts';

it('a caught error is logged with place and class, without its message; a log that cannot be written is ignored', async () => {
  const asked: unknown[] = [];
  const refused = Promise.reject(new Error('main is going down'));
  const door = {
    call: (name: string, request: unknown) => {
      asked.push([name, request]);
      return refused;
    },
  } as unknown as Parameters<typeof caughtBy>[0];
  caughtBy(door, 'intent')(new RangeError('the text of a message'));
  await expect(refused).rejects.toThrow();
  expect(asked).toEqual([['log:write', { event: 'caught-intent-range-error', numbers: {} }]]);
});

import { expect, it } from 'vitest';
import { setTellsTyping, tellsTyping } from './tells-typing.ts';

const storage = () => {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
};
const broken = {
  getItem: (): never => {
    throw new Error('no storage');
  },
  setItem: (): never => {
    throw new Error('no storage');
  },
};

it('others see that the user types until the user switches it off, and do not see it if the choice cannot be read', () => {
  const kept = storage();
  expect(tellsTyping(kept)).toBe(true);
  expect([setTellsTyping(kept, false), tellsTyping(kept)]).toEqual([true, false]);
  expect([setTellsTyping(kept, true), tellsTyping(kept)]).toEqual([true, true]);
  expect([setTellsTyping(broken, false), tellsTyping(broken)]).toEqual([false, false]);
});

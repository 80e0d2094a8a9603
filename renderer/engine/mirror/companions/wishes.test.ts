import { describe, expect, it } from 'vitest';
import { Wishes } from './wishes.ts';

const awake = () => false;
const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `p${at}`);

/** Sends requests until no wish is left for now; `bad` makes every request with it fail. */
const askAll = (wishes: Wishes<string>, bad: string): readonly (readonly string[])[] => {
  const asked: (readonly string[])[] = [];
  for (let next = wishes.next(awake); next.length > 0 && asked.length < 100; next = wishes.next(awake)) {
    asked.push(next);
    if (next.includes(bad)) {
      if (wishes.failed(next) === bad) break;
    } else wishes.told(next);
  }
  return asked;
};

describe('wishes', () => {
  it('are sent a hundred at a time', () => {
    const wishes = new Wishes<string>();
    wishes.add(ids(250));
    expect(askAll(wishes, '').map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(wishes.isEmpty).toBe(true);
  });

  it('are halved until the one that causes the failure is found, and the others succeed', () => {
    const wishes = new Wishes<string>();
    wishes.add(ids(100));
    askAll(wishes, 'p70');
    expect([...wishes.spoiling]).toEqual(['p70']);
    const rest = new Set<string>();
    for (let next = wishes.next(() => true); next.length > 0; next = wishes.next(() => true)) {
      next.forEach((id) => rest.add(id));
      wishes.told(next);
    }
    expect(rest.has('p70')).toBe(false);
    expect(wishes.isEmpty).toBe(false);
    // Requested alone, once it rests no longer.
    expect(wishes.next(awake)).toEqual(['p70']);
    wishes.told(['p70']);
    expect(wishes.isEmpty).toBe(true);
    expect(wishes.spoiling.size).toBe(0);
  });
});

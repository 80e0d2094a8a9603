import { describe, expect, it } from 'vitest';
import { openingTrouble } from './cannot-open.tsx';

describe('a database that does not open', () => {
  it('has a remedy for every cause', () => {
    for (const trouble of [
      { kind: 'newer' },
      { kind: 'disk-full' },
      { kind: 'blocked' },
      { kind: 'failed', name: 'UnknownError' },
    ] as const) {
      const { title, advice } = openingTrouble(trouble);
      expect(title).toMatch(/\.$/);
      expect(advice.length).toBeGreaterThan(40);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { ada, me } from '../../../test/support/rows.ts';
import { readTarget, type Standing } from './read-target.ts';

const there = (
  createdAt: number,
  here: number | null,
  over: Partial<Standing['message']> = {},
): Standing => ({
  message: { createdAt, authorId: ada, kind: 'message', deletedAt: null, ...over },
  here,
});

describe('what was read on one side', () => {
  it('is read on the other as far as it was seen here', () => {
    expect(readTarget([there(1, 10), there(2, 20), there(3, 30)], 20, me)).toBe(2);
  });
  it('stops before what cannot have been seen here: somebody who is not connected wrote it', () => {
    expect(readTarget([there(1, 10), there(2, null), there(3, 11)], 20, me)).toBe(1);
    expect(readTarget([there(1, null)], 20, me)).toBeNull();
  });
  it('passes over the own words, deleted ones and system messages', () => {
    const rest = [there(2, null, { authorId: me }), there(3, null, { deletedAt: 9 })];
    expect(readTarget([there(1, 10), ...rest, there(4, null, { kind: 'system' })], 20, me)).toBe(4);
  });
  it('moves nothing for them alone: a mark that nobody waits for is no request worth', () => {
    expect(readTarget([there(2, null, { authorId: me })], 20, me)).toBeNull();
  });
});

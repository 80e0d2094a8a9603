import { describe, expect, it } from 'vitest';
import { ada, me } from '../../../../test/support/rows.ts';
import { readTarget, type Standing } from './read-target.ts';

const there = (
  createdAt: number,
  here: number | null,
  over: Partial<Standing['message']> = {},
): Standing => ({
  message: { createdAt, authorId: ada, kind: 'message', deletedAt: null, ...over },
  here,
});

const target = (unread: readonly Standing[], readHere: number, looked = -Infinity) =>
  readTarget(unread, { readHere, me, looked });

describe('what was read on one side', () => {
  it('is read on the other as far as it was seen here', () => {
    expect(target([there(1, 10), there(2, 20), there(3, 30)], 20)).toBe(2);
  });
  it('stops before what cannot have been seen here: somebody who is not connected wrote it', () => {
    expect(target([there(1, 10), there(2, null), there(3, 11)], 20)).toBe(1);
    expect(target([there(1, null)], 20)).toBeNull();
  });
  it('passes over the own words, deleted ones and system messages', () => {
    const rest = [there(2, null, { authorId: me }), there(3, null, { deletedAt: 9 })];
    expect(target([there(1, 10), ...rest, there(4, null, { kind: 'system' })], 20)).toBe(4);
  });
  it('moves nothing for them alone: a mark that nobody waits for is no request worth', () => {
    expect(target([there(2, null, { authorId: me })], 20)).toBeNull();
    expect(target([there(2, 20, { authorId: me })], 20)).toBeNull();
  });
  it('moves for many of them: they would be looked at again each time', () => {
    const own = Array.from({ length: 12 }, (_, at) => there(at + 1, null, { authorId: me }));
    expect(target(own, 0)).toBe(12);
    expect(target([...own.slice(0, 5), there(31, 20), there(32, 30)], 20)).toBe(31);
  });
  it('leaves what the user set to unread there, and all after it', () => {
    expect(target([there(1, 10), there(2, 20), there(3, 25)], 30, 2)).toBeNull();
  });
  it('was read also when its copy arrives only afterwards', () => {
    expect(target([there(3, 25)], 30, 2)).toBe(3);
  });
});

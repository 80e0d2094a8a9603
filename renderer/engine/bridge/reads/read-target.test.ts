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

describe('a read mark from one side', () => {
  it('marks the other side as read as far as the user has seen the messages here', () => {
    expect(target([there(1, 10), there(2, 20), there(3, 30)], 20)).toBe(2);
  });
  it('stops before a message that cannot have been seen here, because a person without Isthmus wrote it', () => {
    expect(target([there(1, 10), there(2, null), there(3, 11)], 20)).toBe(1);
    expect(target([there(1, null)], 20)).toBeNull();
  });
  it('skips own messages, deleted ones and system messages', () => {
    const rest = [there(2, null, { authorId: me }), there(3, null, { deletedAt: 9 })];
    expect(target([there(1, 10), ...rest, there(4, null, { kind: 'system' })], 20)).toBe(4);
  });
  it('does not move only for these, because it would cost a request that nobody needs', () => {
    expect(target([there(2, null, { authorId: me })], 20)).toBeNull();
    expect(target([there(2, 20, { authorId: me })], 20)).toBeNull();
  });
  it('moves for many of these, because they would be checked again each time', () => {
    const own = Array.from({ length: 12 }, (_, at) => there(at + 1, null, { authorId: me }));
    expect(target(own, 0)).toBe(12);
    expect(target([...own.slice(0, 5), there(31, 20), there(32, 30)], 20)).toBe(31);
  });
  it('stops before a message that the user marked as unread there', () => {
    expect(target([there(1, 10), there(2, 20), there(3, 25)], 30, 2)).toBeNull();
  });
  it('also counts if the copy arrives later', () => {
    expect(target([there(3, 25)], 30, 2)).toBe(3);
  });
});

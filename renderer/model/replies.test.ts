import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from './ids.ts';
import { addReplies, type Replies } from './replies.ts';

const person = (by: string | null) => by as PersonId | null;
const reply = (createdAt: number, by: string | null = 'ada') => ({ createdAt, authorId: person(by) });
const oneByOne = (all: readonly ReturnType<typeof reply>[]): Replies | undefined =>
  all.reduce<Replies | undefined>((before, one) => addReplies(before, [one]), undefined);

describe('the summary of replies', () => {
  it('counts each reply, and has the times and authors of the newest', () => {
    const first = addReplies(undefined, [reply(1), reply(2, null)]);
    expect(first).toEqual({
      count: 2,
      newest: [
        { at: 2, by: null },
        { at: 1, by: 'ada' },
      ],
    });
    expect(addReplies(first, [])).toEqual(first);
  });

  it('names each author once, at most four, so that one with many replies hides no other', () => {
    const all = [reply(1, 'ben'), reply(2, 'eva'), reply(3, 'kim'), reply(4, 'leo')];
    const many = [5, 6, 7, 8, 9, 10, 11].map((at) => reply(at));
    expect(addReplies(undefined, [...all, ...many])).toEqual({
      count: 11,
      newest: [
        { at: 11, by: 'ada' },
        { at: 4, by: 'leo' },
        { at: 3, by: 'kim' },
        { at: 2, by: 'eva' },
      ],
    });
  });

  it('is the same for any order and any batches of replies', () => {
    const some = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 9 }),
        by: fc.constantFrom(null, 'a', 'b', 'c', 'd', 'e', 'f'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const shuffled = some.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(all.length)),
    );
    fc.assert(
      fc.property(shuffled, ([all, others, cut]) => {
        const told = (replies: typeof all) => replies.map(({ at, by }) => reply(at, by));
        const atOnce = addReplies(undefined, told(all));
        expect(oneByOne(told(others))).toEqual(atOnce);
        const [first, rest] = [told(others.slice(0, cut)), told(others.slice(cut))];
        expect(addReplies(addReplies(undefined, first), rest)).toEqual(atOnce);
        expect(atOnce.newest[0]?.at).toBe(Math.max(...all.map(({ at }) => at)));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('extends a row of an older version, which names several replies of one author', () => {
    const named = (id: string, at: number, by: string) => ({ id, at, by: person(by) });
    const older: Replies = {
      count: 3,
      newest: [named('r3', 3, 'ada'), named('r2', 2, 'ben'), named('r1', 1, 'ada')],
    };
    expect(addReplies(older, [reply(4, 'ben')])).toEqual({
      count: 4,
      newest: [
        { at: 4, by: 'ben' },
        { at: 3, by: 'ada' },
      ],
    });
  });
});

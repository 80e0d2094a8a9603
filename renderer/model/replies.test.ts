import { describe, expect, it } from 'vitest';
import { message } from '../../test/support/rows.ts';
import type { MessageId, PersonId } from './ids.ts';
import { addReplies } from './replies.ts';

const reply = (at: number, by: string | null = 'ada') =>
  message(`r${at}`, { id: `r${at}` as MessageId, createdAt: at, authorId: by as PersonId | null });
const times = (replies: ReturnType<typeof addReplies>): number[] => replies.newest.map(({ at }) => at);

describe('what hangs below a root', () => {
  it('counts each, and knows when the newest were written and by whom', () => {
    const first = addReplies(undefined, [reply(1), reply(2, null)]);
    expect(first).toEqual({
      count: 2,
      newest: [
        { id: 'r2', at: 2, by: null },
        { id: 'r1', at: 1, by: 'ada' },
      ],
    });
    expect(addReplies(first, [])).toEqual(first);
  });

  it('is the same whatever order replies come in, and keeps the newest six', () => {
    const all = [9, 3, 7, 1, 8, 2, 6, 5].map((at) => reply(at));
    const oneByOne = all.reduce<ReturnType<typeof addReplies> | undefined>(
      (before, one) => addReplies(before, [one]),
      undefined,
    );
    expect(oneByOne).toEqual(addReplies(undefined, [...all].reverse()));
    expect(oneByOne && times(oneByOne)).toEqual([9, 8, 7, 6, 5, 3]);
    expect(oneByOne?.count).toBe(8);
  });

  it('of the same time the order is that of ids', () => {
    const twins = ['a', 'b'].map((id) => message(id, { id: id as MessageId, createdAt: 5 }));
    expect(addReplies(undefined, twins)).toEqual(addReplies(undefined, [...twins].reverse()));
  });
});

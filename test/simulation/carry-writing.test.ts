/**
 * Lives in which people also write in their Isthmuses, while everything fails: what they wrote stands once on its service, as it was wanted
 * last and in order, and once on the other side. They also give slash commands: each is executed at most once, as its outcome says, and
 * neither a command nor an answer for its user alone is carried. The lives of `carry.test.ts` have none of this.
 */
import { expect, it } from 'vitest';
import { simulate } from '../support/carry/simulate.ts';

it.each([
  // The user's own message in Teams was older than one sent from here, and not pulled yet: its copies were once out of order.
  { seed: 3, secondComputer: false },
  { seed: 2, secondComputer: true },
])(
  'a life ends equal on both sides: $seed, second computer: $secondComputer',
  async ({ seed, secondComputer }) => {
    const { findings, trace, written, commanded } = await simulate({
      seed,
      events: 24,
      secondComputer,
      writes: true,
      commands: true,
      holdsNotices: true,
    });
    expect(findings, trace.join('\n')).toEqual([]);
    expect(written.writes).toBeGreaterThan(10);
    expect((written.edits ?? 0) + (written['takes-back'] ?? 0)).toBeGreaterThan(3);
    expect(commanded.posts).toBeGreaterThan(3);
    expect(commanded['asks-alone']).toBeGreaterThan(0);
  },
);

/**
 * Lives in which people also send files from their Isthmuses, and one person with two computers makes choices for conversations on both,
 * while everything fails: each file stands once at its message and at the copy, and both computers show the same choices.
 */
import { expect, it } from 'vitest';
import { simulate } from '../support/carry/simulate.ts';

it.each([{ seed: 4 }, { seed: 5 }])(
  'a life ends with each file once, and with the same choices on both computers: $seed',
  async ({ seed }) => {
    const life = { seed, events: 30, secondComputer: true, writes: true, attaches: true, chooses: true };
    const { findings, trace, written, chosen } = await simulate(life);
    expect(findings, trace.join('\n')).toEqual([]);
    expect(written.attaches).toBeGreaterThan(3);
    for (const deed of ['favours', 'mutes', 'hides', 'marks-unread'] as const)
      expect(chosen[deed], deed).toBeGreaterThan(1);
  },
);

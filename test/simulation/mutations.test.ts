/** Whether the simulation would notice: engines that are wrong on purpose must end with messages lost, doubled or different. */
import { describe, expect, it } from 'vitest';
import type { MishapKind } from '../support/carry/mishaps.ts';
import type { Mutation } from '../support/carry/mutations.ts';
import { simulate, type SimulationOptions } from '../support/carry/simulate.ts';

interface Case extends SimulationOptions {
  readonly mutation: Mutation;
  readonly mishaps: readonly MishapKind[];
}

/** For each mutation a life in which what it gets wrong comes to light, and only what is needed for that goes wrong. */
const cases: readonly Case[] = [
  { mutation: 'no-write-ahead', seed: 1, events: 60, mishaps: ['network'] },
  { mutation: 'no-echo-guard', seed: 1, events: 60, mishaps: ['wiped-database'] },
  { mutation: 'no-recheck', seed: 1, events: 60, mishaps: ['network'] },
  { mutation: 'cursor-before-write', seed: 10, events: 80, mishaps: ['crash'] },
];

describe('an engine with', () => {
  it.each(cases)(
    '$mutation is found',
    async ({ mutation, ...life }) => {
      const wrong = await simulate({ ...life, mutation });
      expect(wrong.findings).not.toEqual([]);
      const right = await simulate(life);
      expect(right.findings, right.trace.join('\n')).toEqual([]);
    },
    600_000,
  );
});

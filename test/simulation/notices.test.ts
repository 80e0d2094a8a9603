/**
 * Whether somebody is told of a new message is decided once: through crashes, sleeps, lost databases, and on two computers of one person. The
 * lives of `carry-writing.test.ts` and `npm run simulate` are held to the same (`carry/notice-record.ts`).
 */
import { describe, expect, it } from 'vitest';
import type { MishapKind } from '../support/carry/mishaps.ts';
import type { Mutation } from '../support/carry/mutations.ts';
import { simulate } from '../support/carry/simulate.ts';
import { startCarryWorld } from '../support/carry/world.ts';

const mishaps: readonly MishapKind[] = ['crash', 'sleep', 'wiped-database', 'dead-socket', 'mixed-events'];

it.each([
  { seed: 11, secondComputer: false },
  { seed: 12, secondComputer: true },
])(
  'a life with seed $seed decides each notification once, second computer: $secondComputer',
  async ({ seed, secondComputer }) => {
    const { findings, trace, decisions } = await simulate({
      seed,
      events: 40,
      secondComputer,
      mishaps,
      holdsNotices: true,
    });
    expect(findings, trace.join('\n')).toEqual([]);
    expect(decisions).toBeGreaterThan(20);
  },
);

/** Ben writes to Anna in a linked channel; her computer is killed `killedAfter` ms later, and started again. */
const afterOneMessage = async (
  mutation: Mutation | null,
  killedAfter: number | null,
): Promise<{ readonly findings: readonly string[]; readonly shown: number; readonly decisions: number }> => {
  const world = await startCarryWorld(1, ['anna', 'ben'], mutation, false);
  const { time, services, computers, pairs } = world;
  const all = pairs.find(({ name }) => name === 'all');
  const [anna] = computers;
  if (!all || !anna) throw new Error('the pair is missing');
  await time.pass(60_000);
  anna.notices.look(await time.during(anna.isCurrent()));
  // A message of the same millisecond is not new.
  await time.pass(1);
  services.mattermost.acts.post('ben', all.mattermost, { content: 'w1' });
  if (killedAfter !== null) {
    await time.pass(killedAfter);
    anna.kill();
    await time.pass(5_000);
    await time.during(anna.start());
  }
  // Longer than the interval of requests to Teams for a linked chat, so that the copy arrives, too.
  await time.pass(600_000);
  const findings = await time.during(anna.notices.findings());
  const { shown, decisions } = anna.notices;
  for (const computer of computers) computer.kill();
  return { findings, shown, decisions };
};

describe('an engine', () => {
  it.each<[Mutation, number | null]>([
    ['tells-at-once', null],
    ['forgets-pending-notices', 1_500],
    ['tells-again-after-a-kill', 3_200],
    ['tells-copies', null],
  ])('with %s is found by a kill after %s ms', async (mutation, killedAfter) => {
    expect((await afterOneMessage(mutation, killedAfter)).findings).not.toEqual([]);
  });

  it.each([
    [null, 1],
    [1_500, 1],
    // The kill came while it was shown: it is not shown again.
    [3_200, 1],
  ])('without an error decides once, with a kill after %s ms', async (killedAfter, times) => {
    const { findings, shown, decisions } = await afterOneMessage(null, killedAfter);
    expect(findings).toEqual([]);
    expect(shown).toBe(times);
    // The message, and its copy.
    expect(decisions).toBe(2);
  });
});

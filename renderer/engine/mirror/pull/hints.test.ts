import { beforeEach, expect, it } from 'vitest';
import { message } from '../../../../test/support/rows.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import { workOf } from '../../../../test/support/works.ts';
import type { ConversationId } from '../../../model/index.ts';
import { hintedApart, Hints } from './hints.ts';
import type { Work } from './schedule.ts';

const linked = 'linked' as ConversationId;
const other = 'other' as ConversationId;
const besides = 300_000;
let time: VirtualTime;
let work: Work;
let pulls: number;
let inTurn: ConversationId[];
let hints: Hints;

beforeEach(() => {
  time = new VirtualTime(1_000_000);
  work = workOf(linked, {}, { servedAt: 1_000_000 - hintedApart });
  pulls = 0;
  inTurn = [];
  hints = new Hints({
    world: { now: time.now, after: time.after, random: () => 0.5 },
    works: {
      get: (id) => (id === linked ? work : undefined),
      markUrgent: () => {
        pulls += 1;
        work.servedAt = time.now();
      },
      markStale: (ids) => void inTurn.push(...ids),
    },
    besides: () => besides,
    onStale: () => undefined,
  });
});

it('pulls at once, and then at most once in two seconds, however many hints come', async () => {
  for (let count = 0; count < 10_000; count += 1) hints.heard(linked);
  expect(pulls).toBe(1);
  await time.pass(hintedApart);
  expect(pulls).toBe(2);
  await time.pass(10 * hintedApart);
  expect(pulls).toBe(2);
});

it('pulls what the user looks at in its turn, and, where there are no turns, within a minute, so that not all desktops ask at once', async () => {
  for (let count = 0; count < 5; count += 1) hints.heardWhileLooking(linked);
  expect([pulls, inTurn]).toEqual([0, []]);
  await time.pass(60_000);
  expect([pulls, inTurn]).toEqual([1, []]);
  hints.heardWhileLooking(linked);
  hints.cancel();
  await time.pass(60_000);
  expect(pulls).toBe(1);
  work.turn = { at: 0, of: 2 };
  hints.heardWhileLooking(linked);
  hints.heardWhileLooking(other);
  expect([pulls, inTurn]).toEqual([1, [linked]]);
});

it('leaves alone what is not in the mirror, and pulls no more when it ends', async () => {
  hints.heard(other);
  expect(pulls).toBe(0);
  hints.heard(linked);
  hints.heard(linked);
  hints.cancel();
  await time.pass(60_000);
  expect(pulls).toBe(1);
});

it('waits no longer than two seconds after the clock was put back', async () => {
  work.servedAt = time.now() + 3_600_000;
  hints.heard(linked);
  await time.pass(hintedApart);
  expect(pulls).toBe(1);
  work.servedAt = time.now() + 3_600_000;
  hints.expect([linked]);
  expect(hints.isDue(linked)).toBe(true);
});

it('a conversation is asked seldom while hints are expected for it, and as before when they are not', async () => {
  expect(hints.isDue(linked)).toBe(true);
  work.servedAt = time.now();
  hints.expect([linked]);
  expect([hints.isDue(linked), hints.isDue(other)]).toEqual([false, true]);
  await time.pass(besides);
  expect(hints.isDue(linked)).toBe(true);
  work.servedAt = time.now();
  hints.expect([]);
  expect(hints.isDue(linked)).toBe(true);
});

it('a conversation that the user opens is asked if a hint came since it was asked, and else seldom', async () => {
  hints.expect([linked]);
  await time.pass(1_000);
  work.servedAt = time.now();
  expect([hints.isDueToOpen(linked), hints.isDueToOpen(other)]).toEqual([false, true]);
  await time.pass(1_000);
  hints.came(linked);
  expect([hints.isDueToOpen(linked), hints.isDue(linked)]).toEqual([true, false]);
  work.servedAt = time.now() + 1;
  await time.pass(besides + 1);
  expect(hints.isDueToOpen(linked)).toBe(true);
});

it('a hint for which nothing has to be pulled shows that hints come, and pulls nothing', async () => {
  work.servedAt = time.now();
  hints.expect([linked]);
  await time.pass(200_000);
  work.servedAt = time.now();
  const old = message('m', { createdAt: time.now() - 100_000 });
  hints.pulled(linked, [old]);
  expect(hints.isDue(linked)).toBe(true);
  hints.came(linked);
  expect(hints.isDue(linked)).toBe(false);
  hints.pulled(linked, [old]);
  hints.came(other);
  expect([hints.isDue(linked), pulls]).toEqual([false, 0]);
});

it('hints that did not come are expected no more until the next one', async () => {
  work.servedAt = time.now();
  hints.expect([linked]);
  const writtenAt = time.now() + 1_000;
  await time.pass(60_000);
  hints.pulled(linked, [message('m', { createdAt: writtenAt })]);
  // It may still be on its way.
  expect(hints.isDue(linked)).toBe(false);
  await time.pass(60_000);
  work.servedAt = time.now();
  hints.pulled(linked, [message('m', { createdAt: writtenAt })]);
  expect(hints.isDue(linked)).toBe(true);
  hints.heard(linked);
  expect(hints.isDue(linked)).toBe(false);
  // It is older than the hint.
  await time.pass(120_000);
  work.servedAt = time.now();
  hints.pulled(linked, [message('m', { createdAt: writtenAt })]);
  expect(hints.isDue(linked)).toBe(false);
});

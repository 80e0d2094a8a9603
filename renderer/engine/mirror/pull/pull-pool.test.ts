import { expect, it } from 'vitest';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import { workOf } from '../../../../test/support/works.ts';
import type { World } from '../../../connectors/world.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { Ingested } from '../store/batch.ts';
import type { Pulled } from './pull.ts';
import { PullPool } from './pull-pool.ts';
import { untilWanted } from './slots.ts';
import type { Work } from './schedule.ts';

const refused: Pulled = { ok: false, failure: { kind: 'throttled', retryAfterMs: 1_000 } };
const now = 1_000_000_500;

/** One round of a pool over these works, whose pulls are all refused. */
const refuse = async (...works: readonly Work[]): Promise<void> => {
  const time = new VirtualTime(now);
  const pool = new PullPool({
    world: { now: time.now, after: time.after } as World,
    works: { all: () => works.values() },
    workers: 8,
    attention: () => ({ conversationId: null, wantsOlder: false }),
    ready: () => true,
    pull: () => Promise.resolve(refused),
    onPulled: () => undefined,
    onFailure: ({ work }) => {
      work.blockedUntil = now + 3_600_000;
      return Promise.resolve();
    },
    onBroken: () => undefined,
    onProgress: () => undefined,
  });
  pool.pump();
  await pool.ended();
  pool.cancelWake();
};

it('what somebody waits for does not wait for a turn either when it is tried again after a refusal', async () => {
  const urgent = workOf('urgent' as ConversationId, {}, { stale: true, isUrgent: true });
  const usual = workOf('usual' as ConversationId, {}, { stale: true });
  await refuse(urgent, usual);
  expect(urgent).toMatchObject({ stale: true, isUrgent: true, busy: false });
  expect(usual).toMatchObject({ stale: true, isUrgent: false });
});

it('pulls in slots also where timers are so late that the slots have gone by', async () => {
  const time = new VirtualTime(now);
  const slots = { of: 'desktop', isTold: true, shift: 0 } as const;
  const work = workOf('slots' as ConversationId, {}, { stale: true, isUrgent: true, slots });
  expect(untilWanted(slots, now)).toBeGreaterThan(0);
  let pulls = 0;
  const pool = new PullPool({
    world: { now: time.now, after: (ms, then) => time.after(ms + 400, then) } as World,
    works: { all: () => [work].values() },
    workers: 1,
    attention: () => ({ conversationId: null, wantsOlder: false }),
    ready: () => true,
    pull: () => {
      pulls += 1;
      return Promise.resolve({ ok: true, cursor: work.cursor, more: false, ingested: {} as Ingested });
    },
    onPulled: () => undefined,
    onFailure: () => Promise.resolve(),
    onBroken: () => undefined,
    onProgress: () => undefined,
  });
  pool.pump();
  await time.pass(20_000);
  pool.cancelWake();
  expect(pulls).toBe(1);
});

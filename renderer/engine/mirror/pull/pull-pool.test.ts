import { expect, it } from 'vitest';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import { workOf } from '../../../../test/support/works.ts';
import type { World } from '../../../connectors/world.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { Pulled } from './pull.ts';
import { PullPool } from './pull-pool.ts';
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

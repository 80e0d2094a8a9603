/** Decides what a failed pull means for its conversation: which of its two walks rests, and whether one has to begin anew. */
import { Walk } from '../../../connectors/walk.ts';
import type { World } from '../../../connectors/world.ts';
import type { AccountId, ConversationId, ServiceFailure } from '../../../model/index.ts';
import { writeCursorRow } from '../../../store/index.ts';
import type { FailureJudge } from './failure-judge.ts';
import { bareBatch } from '../store/batch.ts';
import type { MirrorStore } from '../store/mirror-store.ts';
import { isAskedInTurn, type Pull, trackOf } from '../pull/schedule.ts';
import type { SetbackBook } from './book.ts';
import { isOwnPace } from './pauses.ts';

export interface PullFailureContext {
  readonly world: World;
  readonly store: MirrorStore;
  readonly accountId: AccountId;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  /** The service says that this conversation does not exist; a new overview shows it. */
  readonly lookAgain: (id: ConversationId) => void;
}

/** Lets the conversation rest, or begins a walk anew. Rejects only when the database refuses. */
export const afterPullFailure = async (
  context: PullFailureContext,
  pull: Pull,
  failure: ServiceFailure,
): Promise<void> => {
  const { world, store, accountId, book, judge } = context;
  const { work } = pull;
  // Where others ask in the next slots, the service's own wait is enough: who waits longer has to wait for the next slot but one.
  if (isOwnPace(failure) || (failure.kind === 'throttled' && isAskedInTurn(work))) {
    work.blockedUntil = world.now() + failure.retryAfterMs;
    return;
  }
  // A failure of the whole account is counted there.
  if ((await judge.culpritOf(failure)) !== 'this') return;
  const track = trackOf(pull);
  const rest = book.failed(track, work.id, failure);
  work.rests[track] = rest;
  switch (failure.kind) {
    case 'cursor-gone':
      work.cursor = { ...work.cursor, history: { kind: 'unstarted' }, changes: null, walking: false };
      work.walks.history = new Walk();
      work.walks.changes = new Walk();
      await writeCursorRow(store.database, work.cursor);
      world.log('mirror-walks-again');
      return;
    case 'not-found':
      context.lookAgain(work.id);
      return;
    case 'forbidden':
      if (rest?.failures === 1)
        await store.write(
          bareBatch(accountId, 'changes', [{ kind: 'discarded', reason: 'forbidden-conversation' }]),
        );
      return;
    case 'stands-still':
      world.log('mirror-walk-stands-still');
      return;
    case 'offline':
    case 'throttled':
    case 'sign-in-needed':
    case 'not-let-in':
    case 'refused':
    case 'cancelled':
  }
};

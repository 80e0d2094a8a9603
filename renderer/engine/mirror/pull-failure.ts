/** What a failed pull means for its conversation, and whether the account as a whole has to hear of it. */
import type { World } from '../../connectors/world.ts';
import type { AccountId, ConversationId, ServiceFailure } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import { ingest } from './ingest.ts';
import type { Work } from './schedule.ts';
import { setbackOf } from './setbacks.ts';

export interface PullFailureContext {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly accountId: AccountId;
  /** The failure is the account's, not this conversation's. */
  readonly meet: (failure: ServiceFailure) => void;
  /** The service says that this conversation is not there: a new overview tells. */
  readonly lookAgain: (id: ConversationId) => void;
}

/** A conversation that an overview still names although the service denied it waits so long, ms. */
const lookAgainApart = 60_000;

/** Puts the conversation off, walks it again or sets it aside. Rejects only for what the database refuses. */
export const afterPullFailure = async (
  context: PullFailureContext,
  work: Work,
  failure: ServiceFailure,
): Promise<void> => {
  const { world, database, accountId } = context;
  const setback = setbackOf(failure, work.failures, world.random());
  work.failures += 1;
  switch (setback.kind) {
    case 'this-waits':
      work.blockedUntil = world.now() + setback.ms;
      return;
    case 'walk-again':
      work.cursor = { ...work.cursor, history: { kind: 'unstarted' }, changes: null, walking: false };
      await database.cursors.put(work.cursor);
      world.log('mirror-walks-again');
      return;
    case 'set-aside':
      work.cursor = { ...work.cursor, history: { kind: 'refused', code: setback.code } };
      work.stale = false;
      await ingest(database, {
        accountId,
        changes: [{ kind: 'discarded', reason: 'forbidden-conversation' }],
        cursor: null,
        covers: null,
        notBefore: null,
        gone: new Map(),
      });
      await database.cursors.put(work.cursor);
      return;
    case 'look-again':
      work.blockedUntil = world.now() + lookAgainApart;
      context.lookAgain(work.id);
      return;
    case 'ignore':
      return;
    case 'account-waits':
    case 'sign-in':
      context.meet(failure);
  }
};

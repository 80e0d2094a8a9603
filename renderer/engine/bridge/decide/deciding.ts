/** Decides what is to be done for a row of the outbox, and does what needs no service: remembers, counts, or lets the row wait. */
import type { Table } from 'dexie';
import type { World } from '../../../connectors/world.ts';
import {
  countNotCarried,
  isSettled,
  readOutboxRow,
  removeOutboxRow,
  setOutboxState,
  writeCounterpartRow,
  type CounterpartRow,
  type IsthmusDatabase,
  type NotCarried,
  type OutboxRow,
  type WaitReason,
} from '../../../store/index.ts';
import type { CarryContext } from '../context.ts';
import { isSettlingState, questionStep } from './author.ts';
import { gather, type Gathered, type Sides } from './gather.ts';

export interface Deciding {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly sides: Sides;
  /** Whether this computer is the one that carries. Only then is a row told what it waits for. */
  readonly carries: boolean;
  /** Absent where nobody measures. */
  readonly observe?: CarryContext['observe'];
}

/** How often a message that waits for its root looks again, and how many times before it goes with the root quoted in words. */
const rootAgain = 15_000;
const rootTries = 40;
const attemptAgain = 2_000;
/** How long after a relay first saw a message its author's claim may still become visible: copies of a server's database lag behind, ms. */
export const claimShows = 10_000;
/** More rows to remember in a row than any message has. Whoever reaches this goes round in circles. */
const mostSteps = 30;

const tablesOf = ({ database }: Deciding): Table[] => {
  const { outbox, links, counterparts, messages, people, members, twins, conversations, notCarried } =
    database;
  return [outbox, links, counterparts, messages, people, members, twins, conversations, notCarried];
};

/** The next act for a row's message, in one transaction; null when the row is done, or was given up meanwhile. */
export const decideRow = (deciding: Deciding, row: OutboxRow): Promise<Gathered | null> =>
  deciding.database.transaction('rw', tablesOf(deciding), async () => decide(deciding, row));

/** Ends a row if its next act still is of this kind, and cannot be done. What the user did since it was decided stays to be done. */
export const endRowIfStill = (
  deciding: Deciding,
  row: OutboxRow,
  kind: Gathered['decision']['kind'],
): Promise<void> =>
  deciding.database.transaction('rw', tablesOf(deciding), async () => {
    const gathered = await decide(deciding, row);
    if (gathered?.decision.kind === kind) await endRow(deciding.database, row, null);
  });

const decide = async (deciding: Deciding, row: OutboxRow): Promise<Gathered | null> => {
  const { database, world, carries } = deciding;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const held = await readOutboxRow(database, row.messageId);
    // The user may have given it up since its lane was read.
    if (!held || isSettled(held.state)) return null;
    const tries =
      held.state.kind === 'waiting' && held.state.why === 'root-not-carried' ? held.state.tries : 0;
    const gathered = await gatherFor(deciding, held, tries >= rootTries);
    if (gathered === null) return endRow(database, row, null);
    const { decision } = gathered;
    switch (decision.kind) {
      case 'nothing':
        if (decision.reason !== null)
          deciding.observe?.({ kind: 'not-carried', from: row.service, reason: decision.reason });
        return endRow(database, row, decision.reason);
      case 'remember':
        await writeCounterpartRow(database, decision.row);
        continue;
      case 'keep':
        await writeCounterpartRow(database, decision.row);
        await setOutboxState(database, held.messageId, {
          kind: 'failed',
          reason: { kind: 'removed-there' },
        });
        return null;
      case 'edit':
        if (!carries && (await wasEditedElsewhere(deciding, held, gathered.row))) continue;
        return gathered;
      case 'wait':
        // A wait for the author's claim begins once, and is over when the claims were asked for (author-claims.ts).
        if (carries && !(decision.why === 'author-settles' && isSettling(held)))
          await setOutboxState(database, held.messageId, {
            kind: 'waiting',
            why: decision.why,
            until: await waitUntil(database, gathered, decision.why, world.now()),
            tries: tries + 1,
          });
        return gathered;
      case 'send':
      case 'remove':
      case 'restore':
      case 'see':
      case 'react':
      case 'mark':
        return gathered;
    }
  }
  world.log('bridge-remembers-in-circles');
  return endRow(database, row, null);
};

const waitUntil = async (
  database: IsthmusDatabase,
  { questions }: Gathered,
  why: WaitReason,
  now: number,
): Promise<number> => {
  if (questions === null || why !== 'author-settles')
    return now + (why === 'other-attempt' ? attemptAgain : rootAgain);
  const step = await questionStep(database, questions);
  return Math.ceil((now + claimShows) / step) * step;
};

/** Whether a row waits to be sure that its author has not connected. */
export const isSettling = ({ state }: OutboxRow): boolean => isSettlingState(state);

const gatherFor = (
  { database, sides }: Deciding,
  held: OutboxRow,
  waitedEnough: boolean,
): Promise<Gathered | null> => gather(database, sides, held, waitedEnough);

/** Whether another computer has carried an edit: this one does not know what both last agreed on, but they say the same now. */
const wasEditedElsewhere = async (
  deciding: Deciding,
  held: OutboxRow,
  row: CounterpartRow | null,
): Promise<boolean> => {
  const { database } = deciding;
  if (row === null) return false;
  await writeCounterpartRow(database, { ...row, originBase: null, copyBase: null });
  const again = await gatherFor(deciding, held, false);
  const next = again?.agrees === true && again.decision.kind === 'remember' ? again.decision.row : null;
  await writeCounterpartRow(database, next ?? row);
  return next !== null;
};

/** Removes a row that is done. `reason`: why its message was left where it is, to be counted. Runs within a transaction. */
export const endRow = async (
  database: IsthmusDatabase,
  { messageId, linkId }: OutboxRow,
  reason: NotCarried | null,
): Promise<null> => {
  if (reason) await countNotCarried(database, linkId, reason);
  await removeOutboxRow(database, messageId);
  return null;
};

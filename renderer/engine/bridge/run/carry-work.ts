/** What each move of a row works with, and what every move does with the row: it is moved on, it failed, its act is remembered. */
import type { Table } from 'dexie';
import type { MessageId, Result, Service, ServiceFailure } from '../../../model/index.ts';
import {
  isSettled,
  type LinkRow,
  writeCounterpartRow,
  readOutboxRow,
  setOutboxState,
} from '../../../store/index.ts';
import { type Setback, stateAfterFailure } from '../../sending/attempt.ts';
import type { CarryContext } from '../context.ts';
import { reactionOf } from '../decide/compare.ts';
import type { Sides } from '../decide/gather.ts';
import type { Planning } from '../text/planning.ts';
import type { Performed, Performing } from './perform.ts';

const writingOf = ({ sides }: CarryContext): Performing['writing'] => ({
  teams: sides.teams.writing,
  mattermost: sides.mattermost.writing,
});

export const performingOf = (context: CarryContext): Performing => {
  const { memory, signal } = context;
  return { writing: writingOf(context), memory, signal };
};

export const sidesOf = (context: CarryContext): Sides => {
  const { sides, me } = context;
  const writing = writingOf(context);
  return {
    writing,
    accounts: { teams: sides.teams.accountId, mattermost: sides.mattermost.accountId },
    me,
    canRestore: {
      teams: writing.teams.restore !== undefined,
      mattermost: writing.mattermost.restore !== undefined,
    },
    canReact: (service, reaction) => writing[service].canReact(reactionOf(reaction)),
  };
};

export const planningOf = (context: CarryContext): Planning => {
  const { database, world } = context;
  return { database, now: world.now(), sides: sidesOf(context), writing: writingOf(context) };
};

/** Whether a conversation of the link can be read: what fails there then fails by itself, and not because the service is away. */
export const canBeRead = async (
  { sides, signal }: CarryContext,
  link: LinkRow,
  service: Service,
): Promise<boolean> => {
  const answer: Result<unknown> = await sides[service].connector.history(link[service], null, signal);
  return answer.ok;
};

/** A request for a row failed: the row says what becomes of it. Always false: the act did not (certainly) happen. */
export const failRow = async (
  { database, world }: CarryContext,
  messageId: MessageId,
  failure: ServiceFailure,
  beside: Pick<Setback, 'before' | 'isReadable'>,
): Promise<false> => {
  const given = { now: world.now(), random: world.random(), ...beside };
  await database.transaction('rw', database.outbox, async () => {
    const row = await readOutboxRow(database, messageId);
    // What the user gave up meanwhile is not opened again.
    const state = row && !isSettled(row.state) ? stateAfterFailure(row.state, failure, given) : null;
    if (state) await setOutboxState(database, messageId, state);
  });
  return false;
};

/** The tables that remembering an act writes: what it made is stored as the mirror stores it. */
const tablesOfActs = ({ database, storesInto }: CarryContext): Table[] => [
  ...new Set<Table>([...storesInto, database.counterparts, database.outbox]),
];

/** What came of an act, in one transaction with the row that stood for it. */
export const rememberAct = async (
  context: CarryContext,
  messageId: MessageId,
  service: Service,
  { changes, row }: Performed,
): Promise<void> => {
  const { database, store } = context;
  await database.transaction('rw', tablesOfActs(context), async () => {
    // The pair first: what is stored then goes into this message's own chain, and not into another one that would mark the post, too.
    if (row) await writeCounterpartRow(database, row);
    await store(service, changes);
    await setOutboxState(database, messageId, { kind: 'queued' });
  });
};

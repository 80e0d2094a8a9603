/** What each step of a row works with, and what every step does with the row: moves it on, lets it fail, or remembers its act. */
import type { Table } from 'dexie';
import {
  type Message,
  type MessageId,
  otherService,
  reactionOf,
  type Result,
  type Service,
  type ServiceFailure,
} from '../../../model/index.ts';
import {
  countCarried,
  countRelayed,
  isSettled,
  type LinkRow,
  type OutboxRow,
  writeCounterpartRow,
  readLinkRow,
  readOutboxRow,
  setOutboxRefusals,
  setOutboxState,
} from '../../../store/index.ts';
import { type Setback, stateAfterFailure } from '../../sending/attempt.ts';
import type { CarryContext } from '../context.ts';
import type { Sides } from '../decide/gather.ts';
import { carriesForOthers } from '../decide/relay.ts';
import type { Planning } from '../text/planning.ts';
import type { Performed, Performing } from './perform.ts';
import { afterRefusal, isBarred } from '../decide/relay-waits.ts';

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
    now: context.world.now(),
    askedAt: (of) => context.claims.askedAt(of),
    standingOf: (author, link, message) => context.taken.standingOf(author, link, message),
    canReact: (service, reaction) => writing[service].canReact(reactionOf(reaction)),
  };
};

export const planningOf = (context: CarryContext): Planning => {
  const { database, world } = context;
  return { database, now: world.now(), sides: sidesOf(context), writing: writingOf(context) };
};

/** Whether a conversation of the link can be read. If so, a failed act failed by itself, and not because the service is away. */
export const canBeRead = async (
  { sides, signal }: CarryContext,
  link: LinkRow,
  service: Service,
): Promise<boolean> => {
  const answer: Result<unknown> = await sides[service].connector.history(link[service], null, signal);
  return answer.ok;
};

/** Stores the state of a row whose request failed. Always false: the act did not happen, or not certainly. */
export const failRow = async (
  context: CarryContext,
  messageId: MessageId,
  failure: ServiceFailure,
  beside: Pick<Setback, 'before' | 'isReadable'>,
): Promise<false> => {
  const { database, world } = context;
  const given = { now: world.now(), random: world.random(), ...beside };
  const refused = { ...given, isReadable: await isReadableThough(context, messageId, failure, given) };
  await database.transaction('rw', database.outbox, database.links, async () => {
    const row = await readOutboxRow(database, messageId);
    // A row that the user gave up meanwhile stays given up.
    const state = row && !isSettled(row.state) ? stateAfterFailure(row.state, failure, given) : null;
    if (!row || !state) return;
    const isRelays = state.kind === 'failed' && (await relayedOver(context, row)) !== null;
    const next = isRelays ? afterRefusal(row, state, refused) : { state };
    await setOutboxState(database, messageId, next.state);
    if (isRelays) await setOutboxRefusals(database, messageId, next.refusals);
  });
  return false;
};

/** The link of a row, if this Isthmus is its relay. */
const relayedOver = async (
  { database }: Pick<CarryContext, 'database'>,
  { linkId }: Pick<OutboxRow, 'linkId'>,
): Promise<LinkRow | null> => {
  const link = await readLinkRow(database, linkId);
  return link !== undefined && carriesForOthers(link) ? link : null;
};

/** Whether the conversation that refused a relay's new message can be read; only such a refusal needs to know. */
const isReadableThough = async (
  context: CarryContext,
  messageId: MessageId,
  failure: ServiceFailure,
  given: Setback,
): Promise<boolean> => {
  const row = await readOutboxRow(context.database, messageId);
  const state = row && stateAfterFailure(row.state, failure, given);
  if (state?.kind !== 'failed' || !row || !isBarred(row, state)) return given.isReadable;
  const link = await relayedOver(context, row);
  return link === null ? given.isReadable : canBeRead(context, link, otherService(row.service));
};

/** The tables that are written when an act is remembered: the message that it made is stored as the mirror stores messages. */
const tablesOfActs = ({ database, storesInto }: Pick<CarryContext, 'database' | 'storesInto'>): Table[] => [
  ...new Set<Table>([
    ...storesInto,
    database.counterparts,
    database.outbox,
    database.relayedAuthors,
    database.carriedCounts,
  ]),
];

/**
 * Stores the result of an act, in one transaction with its row. `relayed`: the message, if a relay carried it for its author; it is counted
 * then.
 */
export const rememberAct = async (
  context: Pick<CarryContext, 'database' | 'store' | 'storesInto' | 'world'>,
  messageId: MessageId,
  service: Service,
  { changes, row }: Performed,
  relayed: Message | null = null,
): Promise<void> => {
  const { database, store, world } = context;
  await database.transaction('rw', tablesOfActs(context), async () => {
    // The pair is stored first. Then the new message gets into the chain of this message, and not into another one, which would mark the
    // post too.
    if (row) await writeCounterpartRow(database, row);
    await store(service, changes);
    await setOutboxState(database, messageId, { kind: 'queued' });
    if (relayed?.authorId) {
      const { authorId, accountId, conversationId } = relayed;
      await countRelayed(database, { authorId, accountId, conversationId });
    }
    if (relayed) await countCarried(database, otherService(service), world.now());
  });
};

/**
 * Engines that are wrong on purpose, each in one of the ways that lose or double messages: the simulation must find them. They are made
 * from outside, around the engine's database and connectors, so that the engine itself knows no such switch.
 */
import type { Connector } from '../../../renderer/connectors/connector.ts';
import type { World } from '../../../renderer/connectors/world.ts';
import type { Draft } from '../../../renderer/connectors/writing.ts';
import { type Lease, type LeaseShare, succeeded } from '../../../renderer/model/index.ts';
import { derived, withMessages } from './derived-connector.ts';
import {
  mutateRelayConnector,
  mutateRelayDatabase,
  type RelayMutation,
  type RelaySeen,
  relayMutations,
} from './relay-mutations.ts';
import { decideNotices, type IsthmusDatabase, type OutboxState } from '../../../renderer/store/index.ts';

export type Mutation =
  | RelayMutation
  /** What is about to be sent is not written down. */
  | 'no-write-ahead'
  /** Every computer takes itself for the carrier. */
  | 'no-lease'
  /** What a post says of its counterpart is not read. */
  | 'no-echo-guard'
  /** What was not answered is sent again without looking. */
  | 'no-recheck'
  /** How far a conversation was pulled is saved before what was pulled. */
  | 'cursor-before-write'
  /** What is about to be sent of what was written in Isthmus is not written down. */
  | 'no-write-ahead-of-written'
  /** What was written in Isthmus and not answered is sent again without looking. */
  | 'no-look-for-written'
  /** What is written into one conversation goes side by side. */
  | 'no-order-of-written'
  /** A slash command that was not answered is asked for again. */
  | 'repeats-commands'
  /** A message goes without its files. */
  | 'leaves-files-out'
  /** Each file is attached twice. */
  | 'attaches-files-twice'
  /** The other computers of the user never learn what was chosen in Isthmus. */
  | 'shares-no-choices'
  /** A service that keeps a choice is never told of it. */
  | 'tells-no-service-of-choices'
  /** Whether the user is told is decided when a message is stored. */
  | 'tells-at-once'
  /** What was to be decided is forgotten when the computer ends. */
  | 'forgets-pending-notices'
  /** What was being shown when the computer ended is decided again. */
  | 'tells-again-after-a-kill'
  /** A copy is told like every message. */
  | 'tells-copies';

export const mutations: readonly Mutation[] = [
  'no-write-ahead',
  'no-lease',
  'no-echo-guard',
  'no-recheck',
  'cursor-before-write',
  'no-write-ahead-of-written',
  'no-look-for-written',
  'no-order-of-written',
  'repeats-commands',
  'leaves-files-out',
  'attaches-files-twice',
  'shares-no-choices',
  'tells-no-service-of-choices',
  'tells-at-once',
  'forgets-pending-notices',
  'tells-again-after-a-kill',
  'tells-copies',
  ...relayMutations,
];

/** Changes to the database of a computer; to be made after it was opened. */
export const mutateDatabase = (database: IsthmusDatabase, mutation: Mutation): void => {
  const queuedInstead = (table: 'outbox' | 'attempts', is: (tries: number) => boolean): void => {
    // Dexie tells changes of nested objects by their paths.
    database
      .table<{ readonly state: OutboxState }>(table)
      .hook('updating', (changes, _key, { state: before }) => {
        const told = changes as Readonly<Record<string, unknown>>;
        const kind = told['state.kind'] ?? before.kind;
        const tries = told['state.tries'] ?? ('tries' in before ? before.tries : 0);
        return kind === 'sending' && typeof tries === 'number' && is(tries)
          ? { 'state.kind': 'queued' }
          : undefined;
      });
  };
  if (mutation === 'no-write-ahead') queuedInstead('outbox', () => true);
  // A failure whose outcome is unknown leaves the row as it is, with a time to try again.
  if (mutation === 'no-recheck') queuedInstead('outbox', (tries) => tries > 0);
  if (mutation === 'no-write-ahead-of-written') queuedInstead('attempts', () => true);
  if (mutation === 'no-look-for-written') queuedInstead('attempts', (tries) => tries > 0);
  if (mutation === 'no-order-of-written')
    database.attempts.hook('creating', (_key, row) => void Object.assign(row, { lane: row.key }));
  mutateNotices(database, mutation);
  if (isOfRelay(mutation)) mutateRelayDatabase(database, mutation);
};

const isOfRelay = (mutation: Mutation): mutation is RelayMutation =>
  (relayMutations as readonly Mutation[]).includes(mutation);

/** What is wrong about telling the user. Reads and writes of a start are queued before the engine's own. */
const mutateNotices = (database: IsthmusDatabase, mutation: Mutation): void => {
  const { pendingNotices, noticeOutcomes } = database;
  // Harmless: a computer that is killed closes the database.
  const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);
  if (mutation === 'tells-at-once')
    pendingNotices.hook('creating', (_key, { messageId, accountId, conversationId }, transaction) => {
      transaction.on('complete', () =>
        quietly(
          decideNotices(database, [
            {
              messageId,
              accountId,
              conversationId,
              createdAt: 0,
              at: 0,
              outcome: { kind: 'shown', as: 'message' },
            },
          ]),
        ),
      );
    });
  if (mutation === 'forgets-pending-notices') quietly(pendingNotices.clear());
  if (mutation === 'tells-again-after-a-kill')
    quietly(
      database.transaction('rw', pendingNotices, noticeOutcomes, async () => {
        const handed = await noticeOutcomes.where('outcome.kind').equals('handed').toArray();
        await noticeOutcomes.bulkDelete(handed.map(({ messageId }) => messageId));
        await pendingNotices.bulkPut(
          handed.map(({ messageId, accountId, conversationId }) => ({
            ...{ messageId, accountId, conversationId },
            source: 'live' as const,
          })),
        );
      }),
    );
  if (mutation === 'tells-copies')
    noticeOutcomes.hook('creating', (_key, row) => {
      if (row.outcome.kind === 'suppressed' && row.outcome.reason.endsWith('copy'))
        Object.assign(row, { outcome: { kind: 'shown', as: 'message' } });
    });
};

/** A connector that makes the mistake. */
export const mutateConnector = (
  connector: Connector,
  mutation: Mutation,
  world: World,
  database: IsthmusDatabase,
  relay: RelaySeen,
): Connector => {
  if (isOfRelay(mutation)) return mutateRelayConnector(connector, mutation, relay, () => world.random());
  switch (mutation) {
    case 'no-write-ahead':
    case 'no-recheck':
    case 'no-write-ahead-of-written':
    case 'no-look-for-written':
    case 'no-order-of-written':
    case 'tells-at-once':
    case 'forgets-pending-notices':
    case 'tells-again-after-a-kill':
    case 'tells-copies':
      return connector;
    case 'repeats-commands':
      return withRepeatedCommands(connector);
    case 'leaves-files-out':
      return withFiles(connector, () => []);
    case 'attaches-files-twice':
      return withFiles(connector, (files) => [...files, ...files]);
    case 'shares-no-choices':
      return connector.memory === undefined
        ? connector
        : derived(connector, {
            memory: derived(connector.memory, { writeOwnChoices: () => Promise.resolve(succeeded(null)) }),
          });
    case 'tells-no-service-of-choices':
      return connector.writing === undefined
        ? connector
        : derived(connector, {
            writing: derived(connector.writing, { choose: () => Promise.resolve(succeeded([])) }),
          });
    case 'no-lease':
      return connector.memory === undefined
        ? connector
        : derived(connector, { memory: derived(connector.memory, ownLease()) });
    case 'no-echo-guard':
      return connector.service === 'mattermost' ? withoutNotes(connector) : connector;
    case 'cursor-before-write':
      return derived(connector, {
        changes: async (id, cursor, signal) => {
          const answer = await connector.changes(id, cursor, signal);
          if (answer.ok) {
            await database.cursors.update(id, { changes: answer.value.cursor });
            await new Promise<void>((resolve) => void world.after(3_000, resolve));
          }
          return answer;
        },
      });
  }
};

/** A connector that sends each message with what `change` makes of its files. */
const withFiles = (connector: Connector, change: (files: Draft['files']) => Draft['files']): Connector => {
  const { writing } = connector;
  return writing === undefined
    ? connector
    : derived(connector, {
        writing: derived(writing, {
          send: (target, draft, stamp, signal) =>
            writing.send(target, { ...draft, files: change(draft.files) }, stamp, signal),
        }),
      });
};

const withRepeatedCommands = (connector: Connector): Connector => {
  const { commands } = connector;
  return commands === undefined
    ? connector
    : derived(connector, {
        commands: derived(commands, {
          execute: async (...given) => {
            const answer = await commands.execute(...given);
            return answer.ok ? answer : commands.execute(...given);
          },
        }),
      });
};

const ownLease = () => {
  const leases = new Map<LeaseShare, Lease>();
  return {
    readLeases: () => Promise.resolve(succeeded([...leases.values()])),
    writeLease: (lease: Lease) => {
      leases.set(lease.share, lease);
      return Promise.resolve(succeeded(null));
    },
  };
};

const withoutNotes = (connector: Connector): Connector =>
  withMessages(connector, (message) =>
    message.note?.kind === 'mark' ? { ...message, note: null, carryKey: null } : message,
  );

/** Engines that are wrong on purpose about the relay: on the relay itself, or on a desktop beside it. */
import type { Connector } from '../../../renderer/connectors/connector.ts';
import type { SharedMemoryCapability } from '../../../renderer/connectors/writing.ts';
import {
  type Lease,
  type LeaseShare,
  type Message,
  type PersonId,
  type RelayAccounts,
  succeeded,
} from '../../../renderer/model/index.ts';
import type { ComputerRow, IsthmusDatabase, OutboxState } from '../../../renderer/store/index.ts';
import { derived, withMessages, withSent } from './derived-connector.ts';

export type RelayMutation =
  /** What the relay's accounts wrote is taken for messages of people. */
  | 'relay-carries-its-copies'
  /** A relay does not wait for a claim to appear, and does not ask for one. */
  | 'no-settling'
  /** Whoever writes a note or a mark is believed to be the relay. */
  | 'believes-text'
  /** Whoever connects carries at once. */
  | 'no-rest-after-claim'
  /** Each relay numbers the shares of the links in its own way, so that a link is in one share here and in another there. */
  | 'shares-of-its-own'
  /** A relay carries for an author whose computers are off without finding out what their own Isthmus carried. */
  | 'joins-nothing-of-authors'
  /** Whoever returns does not know what the relay carried meanwhile. */
  | 'joins-nothing-of-the-relay'
  /** Whoever returns does not wait until the relay has given them back. */
  | 'no-wait-for-the-relay';

/** The organisation's relay, as a wrong engine sees it. */
export interface RelaySeen {
  readonly accounts: RelayAccounts;
  /** Whether the engine is the relay's own. */
  readonly isThis: boolean;
}

export const relayMutations: readonly RelayMutation[] = [
  'relay-carries-its-copies',
  'no-settling',
  'believes-text',
  'no-rest-after-claim',
  'shares-of-its-own',
  'joins-nothing-of-authors',
  'joins-nothing-of-the-relay',
  'no-wait-for-the-relay',
];

/** So long ago a claim was made that nothing waits for it any more, ms. */
const longAgo = 3_600_000;

export const mutateRelayDatabase = (database: IsthmusDatabase, mutation: RelayMutation): void => {
  // Dexie tells changes of nested objects by their paths.
  if (mutation === 'no-settling')
    database.outbox.hook('updating', (changes, _key, { state: before }: { state: OutboxState }) => {
      const told = changes as Readonly<Record<string, unknown>>;
      const why = told['state.why'] ?? ('why' in before ? before.why : null);
      return why === 'author-settles' ? { 'state.until': -Infinity } : undefined;
    });
  if (mutation === 'no-rest-after-claim')
    database.computer.hook('updating', (changes) => {
      const { claimedAt, joined } = changes as Partial<ComputerRow>;
      return {
        ...(claimedAt === undefined ? {} : { claimedAt: claimedAt - longAgo }),
        ...(joined === undefined ? {} : { joined: joined.map((one) => ({ ...one, at: one.at - longAgo })) }),
      };
    });
};

export const mutateRelayConnector = (
  connector: Connector,
  mutation: RelayMutation,
  { accounts: relay, isThis }: RelaySeen,
  random: () => number,
): Connector => {
  const account = (id: PersonId): string => id.slice(0, id.indexOf('/'));
  const bySomebody = (message: Message): Message => {
    const { authorId, writtenBy: _bot, ...rest } = message;
    if (authorId?.endsWith(`/${relay[connector.service]}`) !== true) return message;
    return { ...rest, authorId: `${account(authorId)}/somebody` as PersonId, note: null };
  };
  switch (mutation) {
    case 'no-rest-after-claim':
      return connector;
    case 'joins-nothing-of-authors':
      return isThis && connector.service === 'teams'
        ? withMessages(connector, (message) =>
            message.note === null
              ? message
              : { ...message, note: null, body: { format: 'html', content: `<p>${message.id}</p>` } },
          )
        : connector;
    case 'joins-nothing-of-the-relay':
      return isThis ? connector : withMessages(connector, bySomebody);
    case 'no-wait-for-the-relay':
      return isThis ? connector : withFreeRegister(connector);
    case 'no-settling':
      return derived(connector, {
        members: () => Promise.resolve(succeeded([])),
        people: () => Promise.resolve(succeeded([])),
      });
    case 'shares-of-its-own':
      return connector.memory === undefined
        ? connector
        : derived(connector, {
            memory: derived(connector.memory, shifted(connector.memory, Math.floor(random() * 1_000))),
          });
    case 'relay-carries-its-copies':
      return withSent(withMessages(connector, bySomebody), bySomebody);
    case 'believes-text':
      return withMessages(connector, (message) =>
        message.authorId !== null && (message.note?.kind === 'copy' || message.note?.kind === 'mark')
          ? {
              ...message,
              authorId: `${account(message.authorId)}/${relay[connector.service]}` as PersonId,
            }
          : message,
      );
  }
};

/** The leases, with the numbers of their shares moved on by so many. */
const shifted = (
  memory: SharedMemoryCapability,
  by: number,
): Pick<SharedMemoryCapability, 'readLeases' | 'writeLease'> => {
  const moved = (share: LeaseShare, shares: number, steps: number): LeaseShare =>
    share === 'waits' ? share : (((share + steps) % shares) + shares) % shares;
  const there = (lease: Lease): Lease => ({ ...lease, share: moved(lease.share, lease.shares, by) });
  const here = (lease: Lease): Lease => ({ ...lease, share: moved(lease.share, lease.shares, -by) });
  return {
    readLeases: async (signal) => {
      const answer = await memory.readLeases(signal);
      return answer.ok ? succeeded(answer.value.map(here)) : answer;
    },
    writeLease: (lease, signal) => memory.writeLease(there(lease), signal),
  };
};

/** A connector to which the relay's register always says that nobody is taken. */
const withFreeRegister = (connector: Connector): Connector => {
  const { registers } = connector;
  return registers === undefined
    ? connector
    : derived(connector, {
        registers: derived(registers, {
          read: async (...given) => {
            const told = await registers.read(...given);
            if (!told.ok || told.value?.note.kind !== 'relay') return told;
            return succeeded({ ...told.value, note: { ...told.value.note, taken: false, epoch: 2 ** 40 } });
          },
        }),
      });
};

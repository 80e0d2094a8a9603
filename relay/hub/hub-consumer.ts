/** Receives the events of the hub, from where it stopped the last time, and hands them on in their order. */
import {
  type EventHubConsumerClient,
  latestEventPosition,
  type PartitionContext,
  type Subscription,
} from '@azure/event-hubs';
import type { World } from '../../renderer/connectors/world.ts';
import { caughtEvent } from '../../renderer/model/index.ts';
import { type HubAddress, openHubClient } from './hub-access.ts';
import type { HubMemory } from './hub-memory.ts';
import type { HubFailure, HubStanding, PartitionState } from './hub-state.ts';

export interface HubConsumerOptions {
  readonly world: Pick<World, 'now' | 'after' | 'log'>;
  readonly address: HubAddress;
  readonly memory: HubMemory;
  /** Takes the bodies of some events. Must not throw. */
  readonly hear: (bodies: readonly (Uint8Array | string)[]) => void;
  /** Whether events can come has changed. */
  readonly onChanged: () => void;
}

/** The most events that are handled at once. */
const largestBatch = 200;
/** How often a receiver that gets nothing says that it stands, seconds. One whose connection broke may notice it only then. */
const standsEvery = 5;
/** How long the library may take to end, ms. */
const closePatience = 5_000;
/** How often it is asked how much is still in the hub, ms. */
const askEndsEvery = 60_000;

export class HubConsumer {
  #client: EventHubConsumerClient | null = null;
  #subscription: Subscription | null = null;
  #standing: HubStanding = { kind: 'stopped' };
  #lastEventAt: number | null = null;
  /** The number of the last event of each partition that was handled. */
  readonly #handled = new Map<string, number>();
  /** The number of the last event that each partition has. */
  readonly #ends = new Map<string, number>();
  #cancelAsking = (): void => undefined;

  constructor(private readonly options: HubConsumerOptions) {}

  get standing(): HubStanding {
    return this.#standing;
  }

  get lastEventAt(): number | null {
    return this.#lastEventAt;
  }

  get partitions(): readonly PartitionState[] {
    return [...this.#ends]
      .sort(([one], [other]) => one.localeCompare(other, 'en'))
      .map(([id, end]) => {
        const handled = this.#handled.get(id);
        return { id, behind: handled === undefined ? null : Math.max(0, end - handled) };
      });
  }

  start(): void {
    const { address, memory } = this.options;
    this.#stand({ kind: 'starting' });
    const client = openHubClient(address, memory);
    this.#client = client;
    this.#subscription = client.subscribe(
      {
        processEvents: async (events, context) => {
          // What the library still had after the end stays in the hub for the next receiver.
          if (this.#client !== client) return;
          this.#stand({ kind: 'receiving' });
          const last = events.at(-1);
          if (!last) return;
          this.#lastEventAt = this.options.world.now();
          this.options.hear(events.map(({ body }) => bodyOf(body)));
          this.#handled.set(context.partitionId, last.sequenceNumber);
          await context.updateCheckpoint(last);
        },
        processClose: (_reason, context) => {
          memory.release(context);
          return Promise.resolve();
        },
        processError: (error, context) => {
          this.#failed(error, context);
          return Promise.resolve();
        },
      },
      {
        // Where no place is stored only what is new is taken: the mirror's own cursors know what was before.
        startPosition: latestEventPosition,
        maxBatchSize: largestBatch,
        maxWaitTimeInSeconds: standsEvery,
        skipParsingBodyAsJson: true,
      },
    );
    void this.#askEnds(client);
  }

  /** Nothing is heard afterwards. */
  async stop(): Promise<void> {
    this.#cancelAsking();
    const [client, subscription] = [this.#client, this.#subscription];
    this.#client = null;
    this.#subscription = null;
    this.#stand({ kind: 'stopped' });
    const closed = (async () => {
      await subscription?.close();
      await client?.close();
    })().catch((error: unknown) => this.options.world.log(caughtEvent('hub-close', error)));
    // Seen once: the library waits for ever for a connection that is just being made anew.
    await Promise.race([closed, this.#after(closePatience)]);
    await this.options.memory.written();
  }

  #after(ms: number): Promise<void> {
    return new Promise((resolve) => void this.options.world.after(ms, resolve));
  }

  #stand(standing: HubStanding): void {
    const isSame =
      standing.kind === this.#standing.kind &&
      (standing.kind !== 'failing' ||
        (this.#standing.kind === 'failing' && standing.failure === this.#standing.failure));
    // What is still under way after the end says nothing.
    if (isSame || (this.#client === null && standing.kind !== 'starting' && standing.kind !== 'stopped'))
      return;
    this.#standing = standing;
    this.options.onChanged();
  }

  /** The library tries again every few seconds, for each partition: what goes wrong in the same way is logged once. */
  #logNew(event: string, failure: HubFailure): void {
    const isKnown = this.#standing.kind === 'failing' && this.#standing.failure === failure;
    if (!isKnown) this.options.world.log(event);
  }

  #failed(error: unknown, context: PartitionContext): void {
    const failure = failureOf(error);
    this.#logNew(caughtEvent('hub-receive', error), failure);
    if (failure === 'place-lost') this.options.memory.forget(context);
    this.#stand({ kind: 'failing', failure });
  }

  async #askEnds(client: EventHubConsumerClient): Promise<void> {
    try {
      for (const id of await client.getPartitionIds()) {
        const { lastEnqueuedSequenceNumber } = await client.getPartitionProperties(id);
        this.#ends.set(id, lastEnqueuedSequenceNumber);
        // Where nothing came yet, what is there now was before.
        if (!this.#handled.has(id) && this.#standing.kind === 'receiving')
          this.#handled.set(id, lastEnqueuedSequenceNumber);
      }
    } catch (error) {
      if (this.#client === client) {
        const failure = failureOf(error);
        this.#logNew(caughtEvent('hub-ends', error), failure);
        // The library itself says a minute and a half later that it cannot begin.
        if (this.#standing.kind !== 'receiving') this.#stand({ kind: 'failing', failure });
      }
    }
    if (this.#client === client)
      this.#cancelAsking = this.options.world.after(askEndsEvery, () => void this.#askEnds(client));
  }
}

const bodyOf = (body: unknown): Uint8Array | string =>
  body instanceof Uint8Array || typeof body === 'string' ? body : '';

/** What the library's error means for the administrator. */
const failureOf = (error: unknown): HubFailure => {
  // Of several tries: the last one's.
  if (error instanceof AggregateError) return failureOf(error.errors.at(-1));
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'UnauthorizedError':
      return 'unauthorised';
    case 'MessagingEntityNotFoundError':
      return 'missing';
    case 'ReceiverDisconnectedError':
      return 'taken-over';
    case 'ArgumentError':
    case 'ArgumentOutOfRangeError':
      return 'place-lost';
    case 'ServiceCommunicationError':
    case 'ServiceUnavailableError':
    case 'OperationTimeoutError':
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
      return 'unreachable';
    default:
      return 'other';
  }
};

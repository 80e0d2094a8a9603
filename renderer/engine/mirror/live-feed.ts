/** What arrives by itself, stored in order: a serial queue, with consecutive changes put into one batch. */
import type { LiveCapability, LiveConnection, LiveEvent } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type { Change, ConversationId, MessageId } from '../../model/index.ts';

export interface LiveFeedSink {
  /** Must not reject. */
  store(changes: readonly Change[]): Promise<void>;
  refresh(ids: readonly MessageId[]): void;
  overviewStale(): void;
  membersStale(id: ConversationId): void;
  choicesStale(): void;
  connected(complete: boolean): void;
  /** The connection was refused or lost. */
  lost(): void;
}

/** More than this in one transaction would hold the page up, changes. */
const largestBatch = 500;

/** How the connection stands: `lost` until it is there again, tried at `retryAt` (ms). */
export type LiveStanding =
  | { readonly kind: 'opening' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost'; readonly retryAt: number };

export class LiveFeed {
  #standing: LiveStanding = { kind: 'opening' };
  #connection: LiveConnection | null = null;
  #queue: Change[] = [];
  #draining: Promise<void> | null = null;

  constructor(
    private readonly world: World,
    private readonly live: LiveCapability,
    private readonly sink: LiveFeedSink,
  ) {}

  get standing(): LiveStanding {
    return this.#standing;
  }

  open(): void {
    this.#connection ??= this.live.listen((event) => this.#hear(event));
  }

  reconnect(): void {
    this.#connection?.reconnect();
  }

  close(): void {
    this.#connection?.close();
    this.#connection = null;
    this.#standing = { kind: 'opening' };
  }

  /** Resolves when everything heard so far is stored. */
  async drained(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  #hear(event: LiveEvent): void {
    switch (event.kind) {
      case 'changes':
        this.#queue.push(...event.changes);
        this.#draining ??= this.#drain();
        return;
      case 'refresh':
        return this.sink.refresh(event.messageIds);
      case 'overview-stale':
        return this.sink.overviewStale();
      case 'connected':
        this.#standing = { kind: 'connected' };
        return this.sink.connected(event.complete);
      case 'disconnected':
        this.world.log('live-disconnected');
        this.#standing = { kind: 'lost', retryAt: event.retryAt };
        return this.sink.lost();
      case 'members-stale':
        this.sink.membersStale(event.conversationId);
        return;
      case 'choices-stale':
        return this.sink.choicesStale();
      case 'typing':
        return;
    }
  }

  async #drain(): Promise<void> {
    // A turn of the loop first: frames come in bursts, and one transaction for a burst is ten times cheaper than one for each.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.sink.store(this.#queue.splice(0, largestBatch));
    this.#draining = null;
  }
}

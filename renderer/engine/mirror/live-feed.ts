/** Stores what the service pushes, in order. It is a serial queue that puts consecutive changes into one batch. */
import type { ToldEmoji } from '../../connectors/custom-emoji.ts';
import type { LiveCapability, LiveConnection, LiveEvent } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type { Change, ConversationId, Message, MessageId } from '../../model/index.ts';

export interface LiveFeedSink {
  /** Must not reject. */
  store(changes: readonly Change[]): Promise<void>;
  refresh(ids: readonly MessageId[]): void;
  /** `toldToMany`: the clients of many people hear it at once. */
  overviewStale(toldToMany: boolean): void;
  membersStale(id: ConversationId): void;
  choicesStale(): void;
  leaseFree(): void;
  customEmoji(emoji: ToldEmoji): void;
  registerWritten(id: ConversationId): void;
  typing(event: Extract<LiveEvent, { readonly kind: 'typing' }>): void;
  onlyForUser(message: Message): void;
  connected(complete: boolean): void;
  /** The connection was refused or lost. */
  lost(): void;
}

/** The most changes in one transaction: more would block the page. */
const largestBatch = 500;

/** The state of the connection. It is `lost` until it is there again; the next try is at `retryAt` (ms). */
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

  /** Resolves when everything that has arrived so far is stored. */
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
        return this.sink.overviewStale(event.toldToMany === true);
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
      case 'lease-free':
        return this.sink.leaseFree();
      case 'custom-emoji':
        return this.sink.customEmoji(event.emoji);
      case 'register-written':
        return this.sink.registerWritten(event.conversationId);
      case 'typing':
        return this.sink.typing(event);
      case 'only-for-user':
        return this.sink.onlyForUser(event.message);
    }
  }

  async #drain(): Promise<void> {
    // Waits one turn of the event loop first. Frames come in bursts, and one transaction for a burst costs a tenth of one transaction for
    // each frame.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.sink.store(this.#queue.splice(0, largestBatch));
    this.#draining = null;
  }
}

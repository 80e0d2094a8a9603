/** Who types: hands on what services say to the app page, and tells services of the user, no more often than they want to hear it. */
import type { Connector } from '../connectors/connector.ts';
import type { World } from '../connectors/world.ts';
import { caughtEvent, type AccountId, type PersonId } from '../model/index.ts';
import type { TypingChannel, TypingPlace } from '../store/index.ts';

export interface TypingOptions {
  readonly world: Pick<World, 'now' | 'log'>;
  readonly channel: TypingChannel;
  readonly connectorOf: (account: AccountId) => Connector | undefined;
  readonly isPaused: () => boolean;
}

/** Longer than an event is on its way: whoever goes on typing must not vanish between two of them, ms. */
const onItsWay = 1_000;

export class Typing {
  readonly #told = new Map<string, number>();
  readonly #abort = new AbortController();
  readonly #deafen: () => void;

  constructor(private readonly options: TypingOptions) {
    this.#deafen = options.channel.hear((news) => {
      if (news.kind === 'own') this.#tell(news);
    });
  }

  /** Somebody else types. */
  heard(place: TypingPlace, personId: PersonId): void {
    const { connectorOf, channel } = this.options;
    const every = connectorOf(place.accountId)?.typing?.every;
    if (every === undefined) return;
    const { accountId, conversationId, threadId } = place;
    channel.tell({ kind: 'heard', accountId, conversationId, threadId, personId, lasts: every + onItsWay });
  }

  stop(): void {
    this.#deafen();
    this.#abort.abort();
  }

  #tell({ accountId, conversationId, threadId }: TypingPlace): void {
    const { world, connectorOf, isPaused } = this.options;
    const typing = connectorOf(accountId)?.typing;
    if (!typing || isPaused()) return;
    const place = `${conversationId} ${threadId}`;
    const now = world.now();
    const last = this.#told.get(place);
    // A clock that was put back does not silence it.
    if (last !== undefined && Math.abs(now - last) < typing.every) return;
    this.#told.set(place, now);
    typing
      .tell(conversationId, threadId, this.#abort.signal)
      .catch((error: unknown) => world.log(caughtEvent('tell-typing', error)));
  }
}

/**
 * The organisation's relay: the product's mirror with the relay's cadence, and the product's part that tells hints. Modelled are the event hub, which lets a pull come sooner
 * some seconds after a message was stored, and carrying, which posts after the product's own wait for a claim.
 */
import { signOfLink } from '../../../../renderer/connectors/mattermost/memory/sign.ts';
import { claimShows } from '../../../../renderer/engine/bridge/decide/deciding.ts';
import { RelayHints } from '../../../../renderer/engine/relay/hints.ts';
import {
  type ConversationId,
  type Message,
  type PersonId,
  succeeded,
} from '../../../../renderer/model/index.ts';
import { relayCadence } from '../../../../renderer/engine/relay/cadence.ts';
import { assumed } from './assumptions.ts';
import type { DesktopOptions } from './desktop.ts';
import { IsthmusUnderTest, conversationIdOf } from './isthmus.ts';
import { bot, type LinkedChannel, linkRowOf } from './links.ts';
import { relayUser } from './tenant-plan.ts';

export interface RelayOptions extends Omit<DesktopOptions, 'person' | 'hasRelay'> {
  /** Whether Graph's change notifications come. */
  readonly hasHub: boolean;
  /** How many people have connected. */
  readonly connected: number;
  /** Whether somebody with this id on Graph has no Isthmus. */
  readonly isUnconnected: (user: string) => boolean;
}

export class TenantRelay {
  readonly isthmus: IsthmusUnderTest;
  readonly #hints: RelayHints;
  readonly #linkOf: ReadonlyMap<ConversationId, LinkedChannel>;
  readonly #carried = new Set<string>();

  constructor(private readonly options: RelayOptions) {
    const { links, time, mattermost, connected } = options;
    this.isthmus = new IsthmusUnderTest({
      ...options,
      user: relayUser,
      cadence: relayCadence,
      onMessages: (messages) => this.#pulled(messages),
    });
    const { account } = this.isthmus;
    this.#linkOf = new Map(links.map((link) => [conversationIdOf(account, link.channel), link]));
    const linkAt = new Map(links.map((link) => [link.mattermost, link]));
    this.#hints = new RelayHints({
      world: { now: time.now, after: time.after },
      mattermost: {
        memory: { signOf: signOfLink },
        typing: {
          tell: (conversationId, threadId) => {
            const link = linkAt.get(conversationId);
            if (link && threadId !== '') mattermost.tell(link, threadId, bot);
            return Promise.resolve(succeeded(null));
          },
        },
      },
      isRelay: true,
      isActive: () => true,
      pullSoon: () => undefined,
      expect: () => undefined,
      pullWhileLooking: () => undefined,
      askedByMany: (ids) => this.isthmus.mirrors.of(account)?.askedByMany(ids),
      hintCame: () => undefined,
      desktopsAre: () => undefined,
      connected: () => Promise.resolve(connected),
      me: () => null,
      isLookedAt: () => false,
    });
  }

  async start(): Promise<void> {
    const { links, hasHub } = this.options;
    const { account, mirror } = await this.isthmus.start().then(() => this.isthmus);
    this.#hints.linksAre(links.map((link) => linkRowOf(account, link, 'this')));
    this.#hints.start();
    // Nobody looks at a relay: its cadence is the same at all times.
    if (hasHub) mirror.expectHints(this.#linkOf.keys());
  }

  /** Graph has stored a message in a linked channel. */
  stored(link: LinkedChannel): void {
    const { hasHub, random, time } = this.options;
    if (!hasHub) return;
    const latency = Math.min(assumed.hubMost, -Math.log(1 - random()) * assumed.hubMean);
    time.after(latency, () =>
      this.isthmus.mirror.pullSoon(conversationIdOf(this.isthmus.account, link.channel)),
    );
  }

  /** Carries what somebody without Isthmus has written on Mattermost. */
  carry(link: LinkedChannel): void {
    const { channel } = link;
    this.#settled(() => {
      void this.isthmus.send(channel, false).then((at) => this.options.mattermost.pair(channel, at));
    });
  }

  #pulled(messages: readonly Message[]): void {
    const { freshness, mattermost, isUnconnected } = this.options;
    const where = new Map<ConversationId, Set<PersonId>>();
    for (const { conversationId, createdAt, authorId } of messages) {
      const link = this.#linkOf.get(conversationId);
      const key = `${conversationId} ${createdAt}`;
      if (!link || authorId === null || this.#carried.has(key)) continue;
      this.#carried.add(key);
      // As the product's bridge says it (`bridge/follow`): nothing waits of what has a counterpart already.
      const authors = where.get(conversationId) ?? new Set();
      where.set(
        conversationId,
        mattermost.isPaired(link.channel, createdAt) ? authors : authors.add(authorId),
      );
      freshness.relayKnows(link.channel.id, createdAt);
      if (isUnconnected(authorId.slice(authorId.lastIndexOf('/') + 1)))
        this.#settled(() => mattermost.post(link, createdAt));
    }
    if (where.size > 0) this.#hints.moved(where);
  }

  /** After the wait for the author's claim, and the question for it. */
  #settled(work: () => void): void {
    const { time } = this.options;
    time.after(claimShows + assumed.overMattermost + assumed.carries, work);
  }
}

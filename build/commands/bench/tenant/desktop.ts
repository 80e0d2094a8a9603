/**
 * One person's desktop: the product's mirror, and the product's part that hears the relay. Modelled are carrying to Mattermost, which is a post a moment after the mirror has
 * the user's message, and the page, which says what the user looks at.
 */
import { teamsUserKey } from '../../../../renderer/connectors/teams/index.ts';
import { personId } from '../../../../renderer/connectors/teams/ids.ts';
import { signOfLink } from '../../../../renderer/connectors/mattermost/memory/sign.ts';
import { lookingOf } from '../../../../renderer/engine/presence.ts';
import { RelayHints } from '../../../../renderer/engine/relay/hints.ts';
import type { TypingSeen } from '../../../../renderer/engine/relay/hint-listener.ts';
import type { Message } from '../../../../renderer/model/index.ts';
import type { World } from '../../../../renderer/connectors/world.ts';
import type { IsthmusDatabase } from '../../../../renderer/store/index.ts';
import { pulledSafely } from '../../../../renderer/engine/bridge/run/carrier.ts';
import { assumed } from './assumptions.ts';
import type { Freshness } from './freshness.ts';
import type { GraphModel } from './graph-model.ts';
import { IsthmusUnderTest, conversationIdOf } from './isthmus.ts';
import { type LinkedChannel, linkRowOf } from './links.ts';
import type { Connected, MattermostModel } from './mattermost-model.ts';
import { type PlannedConversation, userIdOf } from './tenant-plan.ts';

export interface DesktopOptions {
  readonly person: number;
  readonly graph: GraphModel;
  readonly mattermost: MattermostModel;
  readonly database: IsthmusDatabase;
  readonly time: Pick<World, 'now' | 'after'>;
  readonly random: () => number;
  readonly conversations: readonly PlannedConversation[];
  readonly links: readonly LinkedChannel[];
  readonly hasRelay: boolean;
  readonly freshness: Freshness;
}

/** The page renews what it says within this time, ms (renderer/app/attention). */
const saysAgain = 60_000;

export class Desktop implements Connected {
  readonly isthmus: IsthmusUnderTest;
  readonly #hints: RelayHints;
  readonly #linkOf: ReadonlyMap<string, LinkedChannel>;
  readonly #carried = new Set<string>();
  /** The links of which it knows what was carried before, or finds it out. */
  readonly #known = new Map<string, Promise<void>>();
  #isRunning = false;
  #startedAt = Infinity;
  #open: PlannedConversation | null = null;
  #presence: 'looks' | 'behind' | 'away' = 'away';
  #cancelSaying: () => void = () => undefined;

  constructor(private readonly options: DesktopOptions) {
    const { person, links, time } = options;
    this.isthmus = new IsthmusUnderTest({
      ...options,
      user: userIdOf(person),
      onMessages: (messages) => this.#pulled(messages),
    });
    const { account } = this.isthmus;
    this.#linkOf = new Map(links.map((link) => [conversationIdOf(account, link.channel), link]));
    this.#hints = new RelayHints({
      world: { now: time.now, after: time.after },
      mattermost: { memory: { signOf: signOfLink } },
      isRelay: false,
      isActive: () => true,
      pullSoon: (id) => this.isthmus.mirror.pullSoon(id),
      expect: (ids) => this.isthmus.mirrors.of(account)?.expectHints(ids),
      pullWhileLooking: (id) => this.isthmus.mirror.pullWhileLooking(id),
      askedByMany: () => undefined,
      hintCame: (id) => this.isthmus.mirror.hintCame(id),
      desktopsAre: (count) => this.isthmus.mirror.desktopsAre(count),
      connected: () => Promise.resolve(null),
      me: () => teamsUserKey(userIdOf(person)),
      isLookedAt: (id) => {
        const open = this.watched;
        return open !== null && conversationIdOf(account, open) === id;
      },
    });
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** What the user looks at now; null for nothing. */
  get watched(): PlannedConversation | null {
    return this.#isRunning && this.#presence === 'looks' ? this.#open : null;
  }

  async start(): Promise<void> {
    const { person, mattermost, links, hasRelay } = this.options;
    const { account } = this.isthmus;
    await this.isthmus.start();
    this.#hints.linksAre(links.map((link) => linkRowOf(account, link, hasRelay ? 'other' : null)));
    this.#hints.start();
    mattermost.connect(person, this);
    this.#isRunning = true;
    this.#startedAt = this.options.time.now();
  }

  /** What the page and the system say of the user. */
  looks(presence: 'looks' | 'behind' | 'away', open: PlannedConversation | null): void {
    this.#presence = presence;
    this.#open = open;
    this.#say();
  }

  heard(seen: TypingSeen): void {
    this.#hints.heard(seen);
  }

  copyCame({ channel }: LinkedChannel, at: number): void {
    this.options.freshness.seen(channel.id, at, this.options.person);
  }

  /** The user writes in Teams, in Isthmus: it is sent to Graph, and what is linked goes to Mattermost. */
  async write(conversation: PlannedConversation): Promise<void> {
    const at = await this.isthmus.send(conversation, true);
    const link = this.#linkOf.get(conversationIdOf(this.isthmus.account, conversation));
    if (link) this.#carry(link, at);
  }

  /** Carries what the user has written on Mattermost. */
  async carry(channel: PlannedConversation): Promise<void> {
    await this.#knows(channel);
    this.options.mattermost.pair(channel, await this.isthmus.send(channel, false));
  }

  #knows(channel: PlannedConversation): Promise<void> {
    const known = this.#known.get(channel.id) ?? this.#adopt(channel);
    this.#known.set(channel.id, known);
    return known;
  }

  /** As the product does before it carries over a link for the first time since its start (`bridge/run/link-round.ts`, `adoptWhatWas`). */
  async #adopt(channel: PlannedConversation): Promise<void> {
    const { time, hasRelay } = this.options;
    const { isthmus } = this;
    const id = conversationIdOf(isthmus.account, channel);
    while (isthmus.mirror.isLate(id)) {
      isthmus.mirror.pullWanted(id);
      await new Promise<void>((resolve) => {
        time.after(assumed.looksAgain, resolve);
      });
    }
    if (hasRelay && isthmus.pulledAt(id) - this.#startedAt < pulledSafely) await isthmus.readNewest(channel);
  }

  #say(): void {
    const { time } = this.options;
    this.#cancelSaying();
    const row = {
      key: 'app' as const,
      conversationId: this.#open && conversationIdOf(this.isthmus.account, this.#open),
      focused: this.#presence === 'looks',
      wantsOlder: false,
      at: time.now(),
    };
    this.isthmus.mirrors.look(lookingOf(row, this.#presence === 'away', time.now()));
    this.#cancelSaying = time.after(saysAgain, () => this.#say());
  }

  #pulled(messages: readonly Message[]): void {
    const { account } = this.isthmus;
    const { person, freshness } = this.options;
    const me = personId(account, 'user', userIdOf(person));
    for (const { conversationId, createdAt, authorId } of messages) {
      const link = this.#linkOf.get(conversationId);
      if (!link) continue;
      freshness.seen(link.channel.id, createdAt, person);
      if (authorId === me) this.#carry(link, createdAt);
    }
  }

  #carry(link: LinkedChannel, at: number): void {
    const key = `${link.id} ${at}`;
    if (this.#carried.has(key)) return;
    this.#carried.add(key);
    void this.#knows(link.channel).then(() =>
      this.options.time.after(assumed.carries, () => this.options.mattermost.post(link, at)),
    );
  }
}

/**
 * The desktop's part of hints: a hint of the relay makes the next pull of a conversation come sooner, where that helps this user. While the
 * relay is heard, its links are asked seldom besides. Nothing depends on hints: who gets none asks as often as without a relay.
 */
import type { LinkSign } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import type { ConversationId, MessageId, PersonId, SharedKey } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { silentAfter, toldDesktops } from './link-sign.ts';

export interface HintListenerOptions {
  readonly world: Pick<World, 'now' | 'after'>;
  /** The thread in which the relay seems to type for a link's sign; null for a link that no post makes. */
  readonly signOf: (link: LinkRow, sign: LinkSign) => MessageId | null;
  /** The user in Teams; null while that is not known. */
  readonly me: () => SharedKey | null;
  readonly pullSoon: (conversation: ConversationId) => void;
  /** The same of a conversation at which the user looks: they do not wait for it. */
  readonly pullWhileLooking: (conversation: ConversationId) => void;
  /** A hint came of a conversation that need not be pulled for it. */
  readonly hintCame: (conversation: ConversationId) => void;
  /** So many desktops share the limits of Teams. */
  readonly desktopsAre: (desktops: number) => void;
  /** Hints come for these conversations, and for no others. */
  readonly expect: (conversations: readonly ConversationId[]) => void;
  /** Whether the user looks at a conversation just now. */
  readonly isLookedAt: (conversation: ConversationId) => boolean;
}

/** Somebody seems to type. */
export interface TypingSeen {
  readonly conversationId: ConversationId;
  readonly threadId: MessageId | '';
  readonly personId: PersonId;
}

export class HintListener {
  #links: readonly LinkRow[] = [];
  #known: ReadonlySet<string> = new Set();
  readonly #heardAt = new Map<string, number>();
  #cancel: (() => void) | null = null;
  #isStopped = true;

  constructor(private readonly options: HintListenerOptions) {}

  /** The links that stand now. */
  linksAre(links: readonly LinkRow[]): void {
    this.#links = links.filter(({ relay }) => relay?.kind === 'other');
    const present = new Set(this.#links.map(({ id }) => id));
    for (const id of this.#heardAt.keys()) if (!present.has(id)) this.#heardAt.delete(id);
    // A relay counts as there until it has been silent: a desktop that starts asks with care from the beginning.
    for (const id of present) if (!this.#known.has(id)) this.#heardAt.set(id, this.options.world.now());
    this.#known = present;
    this.#expect();
  }

  /** Whether this was a sign of the relay. Then nobody types: a relay never does. */
  heard({ conversationId, threadId, personId }: TypingSeen): boolean {
    const link = this.#links.find(
      ({ mattermost, relay }) =>
        mattermost === conversationId && relay?.kind === 'other' && relay.mattermost === personId,
    );
    if (link === undefined || threadId === '' || this.#isStopped) return false;
    const { options } = this;
    const isNew = !this.#heardAt.has(link.id);
    this.#heardAt.set(link.id, options.world.now());
    if (isNew) this.#expect();
    if (threadId === options.signOf(link, 'beat')) return true;
    const desktops = toldDesktops.find((told) => threadId === options.signOf(link, { desktops: told }));
    if (desktops !== undefined) {
      options.desktopsAre(desktops);
      return true;
    }
    const me = options.me();
    // What the user wrote in Teams is carried here. Of what others wrote the user sees the copy on Mattermost at once, and the message when they look.
    if (link.carried && me !== null && threadId === options.signOf(link, { wrote: me }))
      options.pullSoon(link.teams);
    else if (threadId === options.signOf(link, 'hint') && this.#isLookedAt(link))
      options.pullWhileLooking(link.teams);
    else options.hintCame(link.teams);
    return true;
  }

  start(): void {
    this.#isStopped = false;
    this.#expect();
  }

  /** Afterwards it sets no timers and expects nothing, also if it is told of links that somebody was looking at when it stopped. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelLook();
  }

  #cancelLook(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #isLookedAt({ mattermost, teams }: LinkRow): boolean {
    return this.options.isLookedAt(mattermost) || this.options.isLookedAt(teams);
  }

  /** Says for which conversations hints come, and looks again when the relay may have been silent for too long. */
  #expect(): void {
    const { world, expect } = this.options;
    this.#cancelLook();
    if (this.#isStopped) return;
    const now = world.now();
    for (const [id, at] of this.#heardAt) if (Math.abs(now - at) >= silentAfter) this.#heardAt.delete(id);
    expect(this.#links.filter(({ id }) => this.#heardAt.has(id)).map(({ teams }) => teams));
    if (this.#heardAt.size > 0) this.#cancel = world.after(silentAfter / 4, () => this.#expect());
  }
}

/**
 * The desktop's part of hints: a hint of the relay makes the next pull of that conversation come sooner. While the relay is heard, its links
 * are asked seldom besides. Nothing depends on hints: who gets none asks as often as without a relay.
 */
import type { World } from '../../connectors/world.ts';
import type { ConversationId, MessageId, PersonId } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { type LinkSign, silentAfter } from './link-sign.ts';

export interface HintListenerOptions {
  readonly world: Pick<World, 'now' | 'after'>;
  /** The thread in which the relay seems to type for a link's sign; null for a link that no post makes. */
  readonly signOf: (link: LinkRow, sign: LinkSign) => MessageId | null;
  readonly pullSoon: (conversation: ConversationId) => void;
  /** Hints come for these conversations, and for no others. */
  readonly expect: (conversations: readonly ConversationId[]) => void;
  /** Whether the user is there. If not, only what is carried here is pulled. */
  readonly isUserThere: () => boolean;
}

/** Somebody seems to type. */
export interface TypingSeen {
  readonly conversationId: ConversationId;
  readonly threadId: MessageId | '';
  readonly personId: PersonId;
}

export class HintListener {
  #links: readonly LinkRow[] = [];
  readonly #heardAt = new Map<string, number>();
  #cancel: (() => void) | null = null;
  #isStopped = true;

  constructor(private readonly options: HintListenerOptions) {}

  /** The links that stand now. */
  linksAre(links: readonly LinkRow[]): void {
    this.#links = links.filter(({ relay }) => relay?.kind === 'other');
    const present = new Set(this.#links.map(({ id }) => id));
    for (const id of this.#heardAt.keys()) if (!present.has(id)) this.#heardAt.delete(id);
    this.#expect();
  }

  /** Whether this was a sign of the relay. Then nobody types. */
  heard({ conversationId, threadId, personId }: TypingSeen): boolean {
    const { options } = this;
    for (const link of this.#links) {
      if (link.mattermost !== conversationId || threadId === '') continue;
      if (link.relay?.kind !== 'other' || link.relay.mattermost !== personId) continue;
      const isHint = options.signOf(link, 'hint') === threadId;
      if (!isHint && options.signOf(link, 'beat') !== threadId) continue;
      const isNew = !this.#heardAt.has(link.id);
      this.#heardAt.set(link.id, options.world.now());
      if (isNew) this.#expect();
      if (isHint && (link.carried || options.isUserThere())) options.pullSoon(link.teams);
      return true;
    }
    return false;
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

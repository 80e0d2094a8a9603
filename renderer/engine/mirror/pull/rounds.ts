/**
 * What is asked for regularly, without an event: the open conversation, conversations that are kept current, one other conversation in its
 * turn, and the list of moved chats.
 */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import { caughtEvent, type ConversationId } from '../../../model/index.ts';
import type { MirrorStore } from '../store/mirror-store.ts';
import type { IndexLook } from './index-look.ts';
import type { WorkList } from './work-list.ts';

export interface RoundsOptions {
  readonly world: Pick<World, 'log'>;
  readonly mirror: Pick<MirrorStore, 'keptCurrent'>;
  readonly connector: Pick<Connector, 'service'>;
  readonly works: Pick<WorkList, 'markStale' | 'markUrgent' | 'longestUnasked'>;
  /** Whether a conversation that the user opens is to be asked now (`hints.ts`). */
  readonly isDueToOpen: (id: ConversationId) => boolean;
  readonly index: Pick<IndexLook, 'look'>;
  /** Whether a conversation that the user opens was asked so short a while ago that it need not be asked again. */
  readonly isFresh: (id: ConversationId) => boolean;
  /** Whether somebody tells of a conversation what changes there. */
  readonly isTold: (id: ConversationId) => boolean;
  /** Whether a conversation is to be asked now although nothing tells that it changed (`hints.ts`). */
  readonly isDue: (id: ConversationId) => boolean;
  /** What the user looks at; null for nothing. */
  readonly attended: () => ConversationId | null;
  /** Whether anything may be asked now. */
  readonly ready: () => boolean;
  /** Called when something may have to be pulled. */
  readonly onStale: () => void;
}

export class Rounds {
  constructor(private readonly options: RoundsOptions) {}

  /** The conversation that the user looks at. */
  attended(): void {
    const id = this.options.attended();
    this.#pull(id !== null && this.options.isDue(id) ? [id] : []);
  }

  /**
   * The conversation that the user has opened just now. They wait for it, so it does not wait for its turn. Where hints come it does: what was
   * written there is on the other side already.
   */
  opened(): void {
    const { works, isFresh, isTold, isDueToOpen, onStale } = this.options;
    const id = this.options.attended();
    if (id !== null && isDueToOpen(id) && !isFresh(id)) {
      if (isTold(id)) works.markStale([id]);
      else works.markUrgent(id);
    }
    onStale();
  }

  /** The conversations that followers want kept current, even if nobody looks. */
  async keptCurrent(): Promise<void> {
    const { world, mirror, connector } = this.options;
    const kept = await mirror.keptCurrent(connector.service).catch((error: unknown) => {
      world.log(caughtEvent('kept-current', error));
      return [];
    });
    this.#pull(kept.filter((id) => this.options.isDue(id)));
  }

  /** The conversation that was not asked for longest. */
  sweep(): void {
    const work = this.options.works.longestUnasked(this.options.isDue);
    this.#pull(work === null ? [] : [work.id]);
  }

  /** The chats that the service's list names as moved. */
  async index(): Promise<void> {
    if (!this.options.ready()) return;
    await this.options.index.look();
    this.options.onStale();
  }

  #pull(ids: readonly ConversationId[]): void {
    this.options.works.markStale(ids);
    this.options.onStale();
  }
}

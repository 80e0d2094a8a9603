/** Stores changes without a cursor (overview, live events, companions), and decides what follows if the database refuses. */
import type { World } from '../../../connectors/world.ts';
import {
  caughtEvent,
  type AccountId,
  type Change,
  type ConversationId,
  type SystemEventKind,
} from '../../../model/index.ts';
import { isQuotaExceeded } from '../../../store/index.ts';
import type { BatchSource } from '../../follower.ts';
import { RecentEvents } from '../pull/recent-events.ts';
import { bareBatch, type Ingested } from './batch.ts';
import type { MirrorStore } from './mirror-store.ts';
import type { Work } from '../pull/schedule.ts';
import { conversationsOf, type WorkList } from '../pull/work-list.ts';

export interface ChangeStoreOptions {
  readonly world: World;
  readonly mirror: MirrorStore;
  readonly accountId: AccountId;
  readonly days: number | null;
  readonly works: WorkList;
  /** Called with what was stored: it may name people, pictures and quoted roots that have to be read. */
  readonly follow: (ingested: Ingested) => void;
  readonly membersMoved: (ids: ReadonlySet<ConversationId>) => void;
  /** A conversation is to be pulled again. */
  readonly onSettle: () => void;
}

const day = 86_400_000;

const memberEvents: ReadonlySet<SystemEventKind> = new Set([
  'members-added',
  'members-removed',
  'members-joined',
  'members-left',
]);

export class ChangeStore {
  readonly #recentEvents: RecentEvents;

  constructor(private readonly options: ChangeStoreOptions) {
    this.#recentEvents = new RecentEvents(options.world, (id) => {
      options.works.markStale([id]);
      options.onSettle();
    });
  }

  /** Messages that events deleted lately, with the deletion's stamp in ms. */
  get gone(): RecentEvents['gone'] {
    return this.#recentEvents.gone;
  }

  /** Messages created before this stay out, ms; null for no limit. */
  notBefore(): number | null {
    const { days, world } = this.options;
    return days === null ? null : world.now() - days * day;
  }

  /** False if the database refused. */
  async store(changes: readonly Change[], source: BatchSource = 'changes'): Promise<boolean> {
    if (changes.length === 0) return true;
    const { mirror, accountId, follow } = this.options;
    try {
      const ingested = await mirror.write({
        ...bareBatch(accountId, source, changes),
        notBefore: this.notBefore(),
        gone: this.gone,
      });
      follow(ingested);
      this.followMembers(ingested);
      return true;
    } catch (error) {
      this.broken('store', null, error);
      return false;
    }
  }

  /** Changes that the service pushed are remembered for a while, because answers that are under way may say otherwise. */
  async storeLive(changes: readonly Change[]): Promise<void> {
    const { works } = this.options;
    for (const change of changes) {
      if (change.kind === 'message-gone') this.#recentEvents.rememberGone(change.id, change.at);
      if (change.kind === 'conversation-gone') works.remove(change.id);
    }
    const touched = conversationsOf(changes);
    if (await this.store(changes, 'live')) this.#recentEvents.touched(touched);
    else works.markStale(touched);
  }

  /** Somebody came or went, as a system message says: the members have to be read again. */
  followMembers({ messages }: Ingested): void {
    const moved = messages.filter(({ system }) => system !== null && memberEvents.has(system.kind));
    if (moved.length > 0)
      this.options.membersMoved(new Set(moved.map(({ conversationId }) => conversationId)));
  }

  /**
   * The database refused, or the code is wrong: the conversation waits, the rest goes on, nothing is marked as stored.
   * `place` is its code in the log.
   */
  broken(place: string, work: Work | null, error: unknown): void {
    const { world, mirror } = this.options;
    if (isQuotaExceeded(error)) {
      mirror.tell({ kind: 'disk-full' });
      return;
    }
    world.log(caughtEvent(`mirror-${place}`, error), { failures: work?.failures ?? 0 });
    if (!work) return;
    work.failures += 1;
    work.blockedUntil = world.now() + 1_000 * 2 ** Math.min(work.failures, 8);
  }
}

/** How an account stands, as the page shows it: told to its row when it changed, and as news when everything is current. */
import type { World } from '../../connectors/world.ts';
import { type AccountState, isUpToDate, type NotFollowed } from '../../model/index.ts';
import { Errand } from '../errand.ts';
import { type AccountIdentity, writeAccountNews } from './store/account-row.ts';
import type { LiveStanding } from './live-feed.ts';
import type { MirrorStore } from './store/mirror-store.ts';
import { type Fill, fillOf } from './pull/schedule.ts';
import type { WorkList } from './pull/work-list.ts';

export interface AccountNewsOptions {
  readonly world: World;
  readonly mirror: MirrorStore;
  readonly identity: AccountIdentity;
  readonly works: WorkList;
  /** What is in the way, or the overview still to be taken; null when neither. */
  readonly held: () => AccountState | null;
  /** What is not followed for want of a list. */
  readonly notFollowed: () => readonly NotFollowed[];
  /** How the connection stands over which the service pushes; null where it pushes nothing. */
  readonly push: () => LiveStanding | null;
  /** People and members are still being read. */
  readonly catchingUp: () => boolean;
  /** The database refused; `place` is its code in the log. */
  readonly onBroken: (place: string, error: unknown) => void;
}

/** How long a row that says the same as before stays, ms. */
const newsLast = 10_000;

/** What changes comes in bursts, ms. */
const settle = 100;

export class AccountNews {
  #said = { text: '', at: 0 };

  readonly #errand: Errand;

  constructor(private readonly options: AccountNewsOptions) {
    this.#errand = new Errand(options.world, settle, () => this.#tellSafely());
  }

  /** Something may have changed: it is looked how the account stands, `after` ms from now. */
  want(after?: number): void {
    this.#errand.want(after);
  }

  cancel(): void {
    this.#errand.cancel();
  }

  /** Resolves when nothing is being told or wished for. */
  idle(): Promise<void> {
    return this.#errand.idle();
  }

  async #tellSafely(): Promise<void> {
    try {
      await this.#tell();
    } catch (error) {
      this.options.onBroken('account-news', error);
    }
  }

  async #tell(): Promise<void> {
    const { world, mirror, identity, works, held } = this.options;
    const fill = fillOf(works.all());
    const state = held() ?? this.#stateOf(fill);
    const now = world.now();
    if (isUpToDate(state)) mirror.tell({ kind: 'current', account: identity.id, service: identity.service });
    const news = {
      state,
      conversations: {
        total: fill.total,
        readable: fill.readable,
        complete: fill.complete,
        setBack: fill.setBack,
      },
    };
    // That nothing is new is worth a row every now and then only.
    const text = JSON.stringify(news);
    if (text === this.#said.text && Math.abs(now - this.#said.at) < newsLast) return;
    await writeAccountNews(mirror.database, identity.id, {
      ...news,
      currentAt: isUpToDate(state) ? now : null,
    });
    this.#said = { text, at: now };
  }

  #stateOf(fill: Fill): AccountState {
    if (fill.behind > 0 || this.options.catchingUp()) return { kind: 'catching-up' };
    const push = this.options.push();
    if (push?.kind === 'opening') return { kind: 'catching-up' };
    if (push?.kind === 'lost') return { kind: 'without-push', retryAt: push.retryAt };
    const without: readonly NotFollowed[] = [
      ...this.options.notFollowed(),
      ...(fill.failing > 0 ? [{ kind: 'conversations', count: fill.failing } as const] : []),
    ];
    return without.length > 0 ? { kind: 'partly-live', without } : { kind: 'live' };
  }
}

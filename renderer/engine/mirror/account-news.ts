/**
 * The state of an account, as the page shows it. It is written into the account's row when it changed, and told as news when everything is
 * current.
 */
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
  /** What is in the way, or whether an overview has still to be taken; null for neither. */
  readonly held: () => AccountState | null;
  /** What is not followed, because a list could not be read. */
  readonly notFollowed: () => readonly NotFollowed[];
  /** The state of the connection over which the service pushes; null if the service pushes nothing. */
  readonly push: () => LiveStanding | null;
  /** Whether people and members are still being read. */
  readonly catchingUp: () => boolean;
  /** The database refused; `place` is its code in the log. */
  readonly onBroken: (place: string, error: unknown) => void;
}

/** How old a row may get that would say the same again, ms. */
const newsLast = 10_000;

/** Changes come in bursts: how long to wait for the rest of one, ms. */
const settle = 100;

export class AccountNews {
  #said = { text: '', at: 0 };

  readonly #errand: Errand;

  constructor(private readonly options: AccountNewsOptions) {
    this.#errand = new Errand(options.world, settle, () => this.#tellSafely());
  }

  /** Looks at the account's state, `after` ms from now, because something may have changed. */
  want(after?: number): void {
    this.#errand.want(after);
  }

  cancel(): void {
    this.#errand.cancel();
  }

  /** Resolves when nothing is being written or waiting to be. */
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
    // An unchanged state is written only now and then.
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

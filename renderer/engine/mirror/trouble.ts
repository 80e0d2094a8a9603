/** What stands between an account and its service: waiting and retrying, renewing a token once, or asking the user to sign in. */
import type { World } from '../../connectors/world.ts';
import type { AccountId, AccountState, Service, ServiceFailure } from '../../model/index.ts';
import { backOff } from './setbacks/pauses.ts';

export interface TroubleOptions {
  readonly world: World;
  readonly accountId: AccountId;
  readonly service: Service;
  /** The wait is over: try again. */
  readonly onRetry: () => void;
  /** Only the user can help. */
  readonly onHalt: (state: AccountState) => void;
  readonly onChange: () => void;
}

/** A refusal of the whole account is worth another look after this, ms. */
const refusedPatience = 60_000;
/** One renewal of the token within this time; a second refusal means that the user has to sign in, ms. */
const renewalApart = 60_000;

export class Trouble {
  #state: AccountState | null = null;
  #failures = 0;
  #renewedAt = -Infinity;
  #renewing = false;
  #retry: (() => void) | null = null;

  constructor(private readonly options: TroubleOptions) {}

  /** What the user is told instead of how the mirror goes on; null when there is no trouble. */
  get state(): AccountState | null {
    return this.#state;
  }

  /** Whether nothing may be asked just now. */
  get holds(): boolean {
    return this.#state !== null || this.#renewing;
  }

  /** The vital calls work. */
  succeeded(): void {
    this.#failures = 0;
  }

  /** Sets the state without waiting for anything: paused, signed out of. */
  stand(state: AccountState | null): void {
    this.#retry?.();
    this.#retry = null;
    this.#state = state;
    this.options.onChange();
  }

  /** The account as a whole cannot be served: its vital calls fail. */
  meet(failure: ServiceFailure): void {
    if (failure.kind === 'cancelled') return;
    const { world } = this.options;
    const wait = backOff(this.#failures, world.random());
    const now = world.now();
    this.#failures += 1;
    switch (failure.kind) {
      case 'offline':
        this.#wait(now + wait, { kind: 'offline', reason: failure.reason, retryAt: now + wait });
        return;
      case 'throttled': {
        const until = now + Math.max(failure.retryAfterMs, wait);
        this.#wait(until, { kind: 'waiting', until });
        return;
      }
      case 'sign-in-needed':
        this.#renewOrHalt({ kind: 'sign-in-needed', reason: failure.reason });
        return;
      case 'stands-still':
        this.#wait(now + wait, { kind: 'offline', reason: 'broken-answer', retryAt: now + wait });
        return;
      case 'forbidden':
      case 'not-found':
      case 'cursor-gone':
      case 'refused':
        this.#wait(now + refusedPatience, { kind: 'failed', reason: refusalSentence(failure) });
        return;
    }
  }

  /** A token that was refused may merely be old: one renewal, then the user has to help. */
  #renewOrHalt(state: AccountState): void {
    const { world, service, accountId, onRetry, onHalt } = this.options;
    // Several questions may have been refused with the same token: what the renewal comes to decides for all.
    if (this.#renewing) return;
    if (service !== 'teams' || world.now() - this.#renewedAt < renewalApart) {
      onHalt(state);
      return;
    }
    this.#renewedAt = world.now();
    this.#renewing = true;
    void world.accessToken(accountId, true).then(
      (renewed) => {
        this.#renewing = false;
        if (renewed.ok) onRetry();
        else this.meet(renewed.failure);
      },
      () => {
        this.#renewing = false;
        onHalt(state);
      },
    );
  }

  #wait(retryAt: number, state: AccountState): void {
    const { world, onRetry } = this.options;
    this.stand(state);
    this.#retry = world.after(Math.max(0, retryAt - world.now()), () => {
      this.#retry = null;
      onRetry();
    });
  }
}

const refusalSentence = (failure: ServiceFailure): string =>
  failure.kind === 'forbidden' || failure.kind === 'refused'
    ? `The service refused the request (${failure.status}, ${failure.code}).`
    : 'The service gave an answer that Isthmus cannot use.';

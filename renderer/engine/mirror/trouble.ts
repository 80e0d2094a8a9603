/**
 * What stands between an account and its service. Whatever it is, it is tried again silently: soon where the service is away, with
 * growing pauses where somebody has to mend something. What only the user can mend is said once, and stands until a try works.
 */
import type { World } from '../../connectors/world.ts';
import type { AccountState, ServiceFailure } from '../../model/index.ts';
import { backOff, silentPause } from './setbacks/pauses.ts';

type SignInNeeded = Extract<AccountState, { readonly kind: 'sign-in-needed' }>;
type Failed = Extract<AccountState, { readonly kind: 'failed' }>;

export interface TroubleOptions {
  readonly world: Pick<World, 'now' | 'after' | 'random'>;
  /** Time to try again; the state stands until `succeeded`, or another failure is met. */
  readonly onRetry: () => void;
  /** The sign-in is refused from now on: nothing that is under way can come to anything. */
  readonly onSignInRefused: () => void;
  readonly onChange: () => void;
}

/** Who looks often makes no more tries than this, ms apart. */
const looksApart = 15_000;

export class Trouble {
  #state: AccountState | null = null;
  /** The sign-in that is needed, until a try works; a pause between does not end it. */
  #asked: SignInNeeded | null = null;
  /** In a row: of a service that is away, and of what somebody has to mend. */
  #failures = 0;
  #refusals = 0;
  #metAt = -Infinity;
  #retry: (() => void) | null = null;

  constructor(private readonly options: TroubleOptions) {}

  /** What the user is told instead of how the mirror goes on; null when there is no trouble. */
  get state(): AccountState | null {
    return this.#state;
  }

  /** Whether nothing may be asked just now but a try. */
  get holds(): boolean {
    return this.#state !== null;
  }

  /** Whether the user has been asked to sign in, and nothing has worked since. */
  get isSignInNeeded(): boolean {
    return this.#asked !== null;
  }

  /** A try worked. */
  succeeded(): void {
    this.#failures = 0;
    this.#refusals = 0;
    this.#asked = null;
    this.stand(null);
  }

  /** Sets the state without waiting for anything; null for going on, where what only the user can mend stands as before. */
  stand(state: AccountState | null): void {
    this.tries();
    this.#state = state ?? this.#asked;
    this.options.onChange();
  }

  /** A try is made now: the one that was planned is not. What is in the way stands until the try has worked. */
  tries(): void {
    this.#retry?.();
    this.#retry = null;
  }

  /** The user looks: what is in the way is tried again now, unless it was just tried or the service asked for patience. */
  lookedAt(): void {
    const since = this.options.world.now() - this.#metAt;
    if (this.#retry === null || this.#state?.kind === 'waiting' || (since >= 0 && since < looksApart)) return;
    this.#tryNow();
  }

  /** The account as a whole cannot be served: its vital calls fail. */
  meet(failure: ServiceFailure): void {
    const { world } = this.options;
    switch (failure.kind) {
      case 'cancelled':
        return;
      case 'offline':
        this.#away((retryAt) => offlineSince(failure, retryAt), 0);
        return;
      case 'stands-still':
        this.#away((retryAt) => ({ kind: 'offline', reason: 'broken-answer', retryAt }), 0);
        return;
      case 'throttled':
        this.#away((until) => ({ kind: 'waiting', until }), failure.retryAfterMs);
        return;
      case 'sign-in-needed':
        this.#refused(failure);
        return;
      case 'not-let-in':
      case 'forbidden':
      case 'not-found':
      case 'cursor-gone':
      case 'refused':
        this.#wait(silentPause(this.#refusals, world.random()), failedBy(failure));
        this.#refusals += 1;
        return;
    }
  }

  #away(stateUntil: (at: number) => AccountState, patience: number): void {
    const { world } = this.options;
    const wait = Math.max(patience, backOff(this.#failures, world.random()));
    this.#failures += 1;
    this.#wait(wait, stateUntil(world.now() + wait));
  }

  #refused({ reason, code }: Extract<ServiceFailure, { readonly kind: 'sign-in-needed' }>): void {
    const before = this.#asked;
    // What was under way at the same time says the same: the next try is ahead already.
    if (before !== null && this.#retry !== null && this.#state === before) return;
    this.#asked = { kind: 'sign-in-needed', reason, ...(code === undefined ? {} : { code }) };
    this.#wait(silentPause(this.#refusals, this.options.world.random()), this.#asked);
    this.#refusals += 1;
    if (before === null) this.options.onSignInRefused();
  }

  /** Where the user was asked to sign in, that stays said, whatever a try met. */
  #wait(wait: number, state: AccountState): void {
    const { world } = this.options;
    this.stand(this.#asked ?? state);
    this.#metAt = world.now();
    this.#retry = world.after(wait, () => this.#tryNow());
  }

  #tryNow(): void {
    this.tries();
    this.options.onRetry();
  }
}

const offlineSince = (
  { reason, host }: Extract<ServiceFailure, { kind: 'offline' }>,
  retryAt: number,
): AccountState => ({ kind: 'offline', reason, retryAt, ...(host === undefined ? {} : { host }) });

const failedBy = (
  failure: Extract<
    ServiceFailure,
    { kind: 'not-let-in' | 'forbidden' | 'not-found' | 'cursor-gone' | 'refused' }
  >,
): Failed => {
  switch (failure.kind) {
    case 'forbidden':
    case 'refused':
      return { kind: 'failed', reason: 'refused', status: failure.status, code: failure.code };
    case 'not-let-in':
      return { kind: 'failed', reason: 'refused', status: 401 };
    case 'not-found':
    case 'cursor-gone':
      return { kind: 'failed', reason: 'unusable-answer' };
  }
};

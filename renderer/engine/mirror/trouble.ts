/**
 * What keeps an account from its service. Whatever it is, Isthmus tries again silently: soon if the service is away, and with growing
 * pauses if somebody has to repair something. What only the user can repair is said once, and is shown until a try works.
 */
import type { World } from '../../connectors/world.ts';
import type { AccountState, ServiceFailure } from '../../model/index.ts';
import { backOff, silentPause } from './setbacks/pauses.ts';

type SignInNeeded = Extract<AccountState, { readonly kind: 'sign-in-needed' }>;
type Failed = Extract<AccountState, { readonly kind: 'failed' }>;

export interface TroubleOptions {
  readonly world: Pick<World, 'now' | 'after' | 'random'>;
  /** Called when it is time to try again. The state stays until `succeeded`, or until another failure comes. */
  readonly onRetry: () => void;
  /** Called when the sign-in is refused: nothing that is under way can succeed. */
  readonly onSignInRefused: () => void;
  readonly onChange: () => void;
}

/** The shortest time between two tries, ms, however often the user looks. */
const looksApart = 15_000;

export class Trouble {
  #state: AccountState | null = null;
  /** The sign-in that is needed, until a try works. A pause does not end it. */
  #asked: SignInNeeded | null = null;
  /** Failures in a row: of a service that is away, and of what somebody has to repair. */
  #failures = 0;
  #refusals = 0;
  #metAt = -Infinity;
  #retry: (() => void) | null = null;

  constructor(private readonly options: TroubleOptions) {}

  /** What the user is told in place of how far the mirror is; null if there is no trouble. */
  get state(): AccountState | null {
    return this.#state;
  }

  /** Whether only a try may ask the service now. */
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

  /** Sets the state without waiting. Null: the mirror goes on; what only the user can repair is still shown as before. */
  stand(state: AccountState | null): void {
    this.tries();
    this.#state = state ?? this.#asked;
    this.options.onChange();
  }

  /** A try is made now, so the planned one is cancelled. The trouble stays until the try has worked. */
  tries(): void {
    this.#retry?.();
    this.#retry = null;
  }

  /** The user looks: tries again now, unless a try was just made or the service asked for patience. */
  lookedAt(): void {
    const since = this.options.world.now() - this.#metAt;
    if (this.#retry === null || this.#state?.kind === 'waiting' || (since >= 0 && since < looksApart)) return;
    this.#tryNow();
  }

  /** The account as a whole failed: its vital calls fail. */
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
    // Requests that were under way at the same time say the same; the next try is planned already.
    if (before !== null && this.#retry !== null && this.#state === before) return;
    this.#asked = { kind: 'sign-in-needed', reason, ...(code === undefined ? {} : { code }) };
    this.#wait(silentPause(this.#refusals, this.options.world.random()), this.#asked);
    this.#refusals += 1;
    if (before === null) this.options.onSignInRefused();
  }

  /** If the user was asked to sign in, that is still shown, whatever the try's failure. */
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

/**
 * Whether a service takes the user's sign-in. A 401 may be of one resource only, with a sign-in that is good elsewhere: the vital call
 * decides. While it is refused, nothing else is asked with it.
 */
import { failed, type Result, type ServiceFailure, succeeded } from '../model/index.ts';
import type { World } from './world.ts';

export type SignInNeeded = Extract<ServiceFailure, { readonly kind: 'sign-in-needed' }>;

export interface SignInOptions {
  readonly world: Pick<World, 'now'>;
  /** Reads the user's own profile, with whatever renewal there is. */
  readonly readProfile: (signal: AbortSignal) => Promise<Result<unknown>>;
  /** Whether a refusal may be of what was asked for: the service's own, for no reason that concerns the account in any case. */
  readonly isDoubtful: (failure: SignInNeeded) => boolean;
}

/** A profile that was read says so of this long, ms: many things may be refused at once. */
const goodFor = 3_000;

export class SignIn {
  #refused: SignInNeeded | null = null;
  #goodAt = -Infinity;
  #asking: Promise<Result<unknown>> | null = null;
  #tell: (failure: SignInNeeded) => void = () => undefined;

  constructor(private readonly options: SignInOptions) {}

  /** `tell` hears of each refusal of the account's sign-in, whatever it was asked with. */
  heed(tell: (failure: SignInNeeded) => void): void {
    this.#tell = tell;
  }

  /** The vital call: asked however the sign-in stands, and where it works again everything may be asked again. */
  async vital(signal: AbortSignal): Promise<Result<null>> {
    const answer = await this.options.readProfile(signal);
    if (answer.ok) {
      this.#refused = null;
      this.#goodAt = this.options.world.now();
      return succeeded(null);
    }
    if (answer.failure.kind === 'sign-in-needed') this.#refuse(answer.failure);
    return answer;
  }

  /** Asks where the sign-in is not known to be refused, and says of a refusal whose it is: the account's, or `not-let-in`. */
  async around<Value>(signal: AbortSignal, ask: () => Promise<Result<Value>>): Promise<Result<Value>> {
    if (this.#refused !== null) return failed(this.#refused);
    const answer = await ask();
    return answer.ok ? answer : failed(await this.judge(answer.failure, signal));
  }

  /** Whose a refusal is; every other failure as it is. Where the profile cannot be asked for either, that failure. */
  async judge(failure: ServiceFailure, signal: AbortSignal): Promise<ServiceFailure> {
    if (failure.kind !== 'sign-in-needed') return failure;
    if (!this.options.isDoubtful(failure)) {
      this.#refuse(failure);
      return failure;
    }
    const since = this.options.world.now() - this.#goodAt;
    if (since >= 0 && since < goodFor) return { kind: 'not-let-in' };
    for (;;) {
      if (signal.aborted) return { kind: 'cancelled' };
      // One question for all that were refused at once; who asked it may have given up since.
      this.#asking ??= this.vital(signal).finally(() => (this.#asking = null));
      const vital = await this.#asking;
      if (vital.ok) return { kind: 'not-let-in' };
      if (vital.failure.kind !== 'cancelled') return vital.failure;
    }
  }

  /** What an overview does first while the sign-in is refused: whether it is taken again. */
  async isGood(signal: AbortSignal): Promise<Result<null>> {
    return this.#refused === null ? succeeded(null) : this.vital(signal);
  }

  #refuse(failure: SignInNeeded): void {
    this.#refused = failure;
    this.#tell(failure);
  }
}

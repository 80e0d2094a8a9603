/**
 * Decides whether a service accepts the user's sign-in. A 401 may concern one resource only, while the sign-in is good elsewhere; the vital
 * call decides. While the sign-in is refused, nothing else is asked with it.
 */
import { failed, type Result, type ServiceFailure, succeeded } from '../model/index.ts';
import type { World } from './world.ts';

export type SignInNeeded = Extract<ServiceFailure, { readonly kind: 'sign-in-needed' }>;

export interface SignInOptions {
  readonly world: Pick<World, 'now'>;
  /** Reads the user's own profile, after renewing the sign-in if that is possible. */
  readonly readProfile: (signal: AbortSignal) => Promise<Result<unknown>>;
  /**
   * Whether a refusal may concern only what was asked for: the service itself refused, and for no reason that always concerns the account.
   */
  readonly isDoubtful: (failure: SignInNeeded) => boolean;
}

/** How long a successfully read profile counts, ms, because many requests may be refused at once. */
const goodFor = 3_000;

export class SignIn {
  #refused: SignInNeeded | null = null;
  #goodAt = -Infinity;
  #asking: Promise<Result<unknown>> | null = null;
  #tell: (failure: SignInNeeded) => void = () => undefined;

  constructor(private readonly options: SignInOptions) {}

  /** `tell` is told of each refusal of the account's sign-in, whatever was asked. */
  heed(tell: (failure: SignInNeeded) => void): void {
    this.#tell = tell;
  }

  /** The vital call. It is sent even while the sign-in is refused; if it works again, everything may be asked again. */
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

  /**
   * Asks the service unless the sign-in is known to be refused. Decides what a refusal concerns: the account, or only this request
   * (`not-let-in`).
   */
  async around<Value>(signal: AbortSignal, ask: () => Promise<Result<Value>>): Promise<Result<Value>> {
    if (this.#refused !== null) return failed(this.#refused);
    const answer = await ask();
    return answer.ok ? answer : failed(await this.judge(answer.failure, signal));
  }

  /**
   * Decides what a refusal concerns. Other failures are returned as they are. If the profile cannot be read either, that failure is
   * returned.
   */
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
      // One question for all requests that were refused at the same time, because the caller who asked first may have given up.
      this.#asking ??= this.vital(signal).finally(() => (this.#asking = null));
      const vital = await this.#asking;
      if (vital.ok) return { kind: 'not-let-in' };
      if (vital.failure.kind !== 'cancelled') return vital.failure;
    }
  }

  /** Called first by an overview while the sign-in is refused: whether the service accepts it again. */
  async isGood(signal: AbortSignal): Promise<Result<null>> {
    return this.#refused === null ? succeeded(null) : this.vital(signal);
  }

  #refuse(failure: SignInNeeded): void {
    this.#refused = failure;
    this.#tell(failure);
  }
}

/** The counts of Entra: how long ago a user signed in, and how often an app asks for the same. */
import type { PersonKey } from '../../../organisation/plan.ts';
import type { SignInError } from '../errors.ts';
import { refusalOf } from './known-refusals.ts';

export class SignInLimits {
  readonly #frequencies = new Map<PersonKey, number>();
  #loops: { readonly requests: number; readonly seconds: number } | null = null;
  readonly #renewals = new Map<string, number[]>();

  /** @param now the sandbox's clock, ms. */
  constructor(private readonly now: () => number) {}

  setFrequency(person: PersonKey, seconds: number | null): void {
    if (seconds === null) this.#frequencies.delete(person);
    else this.#frequencies.set(person, seconds);
  }

  detectLoops(limit: { readonly requests: number; readonly seconds: number } | null): void {
    this.#loops = limit;
    this.#renewals.clear();
  }

  clear(): void {
    this.#frequencies.clear();
    this.detectLoops(null);
  }

  /** Whether a sign-in of this moment (ms) is too old to count. */
  isOver(person: PersonKey, signedInAt: number): boolean {
    const seconds = this.#frequencies.get(person);
    return seconds !== undefined && this.now() >= signedInAt + seconds * 1000;
  }

  /** Why a renewal that rests on a sign-in of this moment (ms) is refused; null when it is not. Counts the renewal. */
  refusal(person: PersonKey, scope: string, signedInAt: number): SignInError | null {
    if (this.isOver(person, signedInAt)) {
      const { message, ...rest } = refusalOf({ number: 70043 });
      const details = `The token was issued on ${new Date(signedInAt).toISOString()} and the maximum allowed lifetime for this request is ${this.#frequencies.get(person) ?? 0}.`;
      return { ...rest, message: `${message} ${details}` };
    }
    return this.#isLoop(`${person} ${scope}`) ? refusalOf({ number: 50196 }) : null;
  }

  #isLoop(key: string): boolean {
    if (!this.#loops) return false;
    const { requests, seconds } = this.#loops;
    const since = this.now() - seconds * 1000;
    const recent = (this.#renewals.get(key) ?? []).filter((at) => at > since);
    const looping = recent.length >= requests;
    // Refused renewals do not count, so that waiting helps.
    this.#renewals.set(key, looping ? recent : [...recent, this.now()]);
    return looping;
  }
}

/** Rules that last for a while: how long, and which of them applies now. */

/** How long a switch stays on. */
export type Until =
  /** Until the returned function is called. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'times'; readonly times: number }
  /** For this many milliseconds of the sandbox's clock. */
  | { readonly kind: 'elapsed'; readonly ms: number }
  /** Until the person has signed in with the browser once more. */
  | { readonly kind: 'sign-in' }
  /** As `sign-in`, but the app must have passed on the claims that it was told. */
  | { readonly kind: 'sign-in-with-claims' };

interface Standing<T> {
  readonly rule: T;
  readonly until: Until;
  readonly since: number;
  struck: number;
}

/** Rules in the order in which they were added; the first that fits applies. */
export class Rules<T> {
  readonly #standing: Standing<T>[] = [];

  /** @param now the sandbox's clock, ms. */
  constructor(private readonly now: () => number) {}

  /** Adds a rule; returns the function that removes it. */
  add(rule: T, until: Until = { kind: 'stopped' }): () => void {
    const entry: Standing<T> = { rule, until, since: this.now(), struck: 0 };
    this.#standing.push(entry);
    return () => this.#remove(entry);
  }

  /** The rule that applies, which counts as struck; undefined when none does. */
  strike(fits: (rule: T, since: number) => boolean): T | undefined {
    const entry = this.#standing.find((one) => this.#stands(one) && fits(one.rule, one.since));
    if (!entry) return undefined;
    entry.struck += 1;
    return entry.rule;
  }

  /** A user signed in with the browser, with or without claims. Rules that last until then end. */
  signedIn(fits: (rule: T) => boolean, withClaims: boolean): void {
    for (const entry of [...this.#standing]) {
      const { kind } = entry.until;
      if (!fits(entry.rule)) continue;
      if (kind === 'sign-in' || (kind === 'sign-in-with-claims' && withClaims)) this.#remove(entry);
    }
  }

  clear(): void {
    this.#standing.length = 0;
  }

  #stands({ until, since, struck }: Standing<T>): boolean {
    if (until.kind === 'times') return struck < until.times;
    return until.kind !== 'elapsed' || this.now() < since + until.ms;
  }

  #remove(entry: Standing<T>): void {
    const at = this.#standing.indexOf(entry);
    if (at >= 0) this.#standing.splice(at, 1);
  }
}

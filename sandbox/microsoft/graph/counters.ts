/** How many requests Graph and sign-in had, for tests of budgets. */

export class Counters {
  #requests = 0;
  #throttled = 0;
  readonly #routes = new Map<string, number>();
  readonly #refusals = new Map<string, number>();

  /** Items of a batch count one by one, as the real limits do. */
  count(route: string, status: number): void {
    this.#requests += 1;
    if (status === 429) this.#throttled += 1;
    this.#routes.set(route, (this.#routes.get(route) ?? 0) + 1);
    if (status !== 401 && status !== 403) return;
    const refusal = `${status} ${route}`;
    this.#refusals.set(refusal, (this.#refusals.get(refusal) ?? 0) + 1);
  }

  /** All Graph requests since the last reset. */
  get requests(): number {
    return this.#requests;
  }

  /** Those of them answered with 429. */
  get throttled(): number {
    return this.#throttled;
  }

  /** Requests per route, for example `GET /me/chats`. */
  get routes(): ReadonlyMap<string, number> {
    return this.#routes;
  }

  /** Those of them that were refused because of their token or its permissions, by status and route: `403 GET /me/joinedTeams`. */
  get refusals(): ReadonlyMap<string, number> {
    return this.#refusals;
  }

  reset(): void {
    this.#requests = 0;
    this.#throttled = 0;
    this.#routes.clear();
    this.#refusals.clear();
  }
}

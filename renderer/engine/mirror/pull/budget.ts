/**
 * The budget: every request to a service waits here until all its documented limits allow it, and what a 429 (or a 503) asked for is
 * obeyed by every call to that resource, whoever makes it (design, decision 7). Generic cell rate algorithm: one number per resource.
 */
import { type Limit, ownRefusal } from '../../../connectors/limits.ts';
import type { World } from '../../../connectors/world.ts';

interface Resource {
  /** When the resource would be idle if all granted requests were evenly spaced (the algorithm's theoretical arrival time), ms. */
  idleAt: number;
  /** Nothing goes before this, ms: what Retry-After said. */
  blockedUntil: number;
  readonly limit: Limit;
}

/** Without Retry-After a refusal still means "slower": this much, ms. */
const defaultPatience = 5_000;
/** Whoever would have to wait longer is told to come back instead: a worker is freed, and no time limit runs out in the queue, ms. */
const longestWait = 10_000;
/** Resources that have been idle this long are forgotten, ms. */
const forgetAfter = 120_000;
/** Clocks are corrected by a little all the time, ms. */
const clockSlack = 1_000;

export class Budget {
  #limits: readonly Limit[] = [];
  readonly #resources = new Map<string, Resource>();
  #lastSweep = 0;
  #lastLook = -Infinity;
  /** How many answers were refusals for going too fast; ours to keep at zero. */
  refusals = 0;

  constructor(private readonly world: World) {}

  /** The connector says its limits after it was made with this budget's fetch. */
  set limits(limits: readonly Limit[]) {
    this.#limits = limits;
  }

  /**
   * Sends a request when every limit allows it; answers 429 by itself when that is too far off. Rejects as `world.fetch` does, and with an
   * AbortError when given up while waiting.
   */
  readonly fetch = async (request: Request): Promise<Response> => {
    this.#followClock();
    const resources = this.#resourcesOf(request);
    // Booked only when it may go now: booking ahead on a wide limit for the sake of a narrow one would hold everybody else up.
    const patientUntil = this.world.now() + longestWait;
    for (let wait = this.#waitFor(resources); wait > 0; wait = this.#waitFor(resources)) {
      if (this.world.now() + wait > patientUntil) return ownRefusal(wait);
      await this.#sleep(wait, request.signal);
      this.#followClock();
    }
    this.#book(resources);
    const response = await this.world.fetch(request).finally(() => this.#answered(resources));
    if (response.status === 429 || (response.status === 503 && response.headers.has('retry-after')))
      this.#obey(resources, response);
    return response;
  };

  /** A clock that is set back must not hold anything up for as long as it was ahead: what it was to wait for moves along. */
  #followClock(): void {
    const now = this.world.now();
    const back = this.#lastLook - now;
    this.#lastLook = now;
    if (back <= clockSlack) return;
    this.#lastSweep = Math.min(this.#lastSweep, now);
    for (const resource of this.#resources.values()) {
      resource.idleAt -= back;
      resource.blockedUntil -= back;
    }
  }

  #resourcesOf(request: Request): Resource[] {
    const url = new URL(request.url);
    const now = this.world.now();
    this.#forgetIdle(now);
    return this.#limits.flatMap((limit) => {
      const key = limit.resourceOf(request.method, url);
      if (key === null) return [];
      const name = `${limit.name} ${key}`;
      const resource = this.#resources.get(name) ?? { idleAt: now, blockedUntil: 0, limit };
      this.#resources.set(name, resource);
      return [resource];
    });
  }

  /** How long until every resource allows one more request, ms. */
  #waitFor(resources: readonly Resource[]): number {
    const now = this.world.now();
    let at = now;
    for (const { idleAt, blockedUntil, limit } of resources)
      at = Math.max(at, blockedUntil, idleAt - (1_000 / limit.perSecond) * (limit.burst - 1));
    // Whole milliseconds, so that no rounding error keeps anybody waiting for a fraction of nothing.
    return Math.ceil(at - now - 1e-6);
  }

  #book(resources: readonly Resource[]): void {
    const now = this.world.now();
    for (const resource of resources)
      resource.idleAt = Math.max(resource.idleAt, now) + 1_000 / resource.limit.perSecond;
  }

  /**
   * Where a limit is used up to the last request, the next one goes a whole interval after this answer: measured from its departure, two
   * could arrive closer together than they left, whenever the first was longer on its way.
   */
  #answered(resources: readonly Resource[]): void {
    const now = this.world.now();
    for (const resource of resources)
      if (resource.limit.burst === 1)
        resource.idleAt = Math.max(resource.idleAt, now + 1_000 / resource.limit.perSecond);
  }

  #obey(resources: readonly Resource[], response: Response): void {
    this.refusals += response.status === 429 ? 1 : 0;
    const until = this.world.now() + patienceAsked(response, this.world.now());
    // The narrowest limit is the one most likely meant (connectors list it first); wide ones are blocked when there is no other.
    const narrowest = resources[0];
    if (narrowest) narrowest.blockedUntil = Math.max(narrowest.blockedUntil, until);
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        cancel();
        reject(new DOMException('', 'AbortError'));
      };
      const cancel = this.world.after(ms, () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      });
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  #forgetIdle(now: number): void {
    if (now - this.#lastSweep < forgetAfter) return;
    this.#lastSweep = now;
    for (const [name, { idleAt, blockedUntil }] of this.#resources)
      if (Math.max(idleAt, blockedUntil) < now - forgetAfter) this.#resources.delete(name);
  }
}

/** What Retry-After asks for, ms: seconds or a date (RFC 9110, 10.2.3); a default when it is missing or unreadable. */
export const patienceAsked = (response: Response, now: number): number => {
  const header = response.headers.get('retry-after');
  if (header === null) return defaultPatience;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? defaultPatience : Math.max(0, date - now);
};

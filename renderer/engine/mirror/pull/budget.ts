/**
 * The budget of requests. Every request to a service waits here until all its documented limits allow it. If the service answered 429 (or
 * 503) for a resource, every request for that resource waits as long as the answer asked, whoever sends it (design, decision 7). The method
 * is the generic cell rate algorithm: one number per resource.
 */
import { type Limit, ownRefusal } from '../../../connectors/limits.ts';
import type { World } from '../../../connectors/world.ts';
import type { LimitName } from '../../../model/index.ts';
import { beginsWithin } from './slots.ts';

interface Resource {
  /** Its name under the limit. */
  readonly key: string;
  /** When the resource would be idle if all granted requests were evenly spaced (the algorithm's theoretical arrival time), ms. */
  idleAt: number;
  /** No request goes before this time, ms: Retry-After said so. */
  blockedUntil: number;
  readonly limit: Limit;
}

/** How long to wait after a refusal without Retry-After, ms. */
const defaultPatience = 5_000;
/**
 * The longest wait, ms. A request that would have to wait longer is answered 429 here, so that a worker is free again and no time limit
 * ends in the queue.
 */
const longestWait = 10_000;
/** So long after it began a slot has gone by, ms. */
const slotPasses = 1_000;
/** On a machine whose timers are late a request misses its slots. After so many it goes at any time, else it might never go. */
const slotsMissed = 2;
/** A resource that has been idle this long is forgotten, ms. */
const forgetAfter = 120_000;
/** A step of the clock up to this is no reset, ms: clocks are corrected by a little all the time. */
const clockSlack = 1_000;

export class Budget {
  #limits: readonly Limit[] = [];
  readonly #resources = new Map<string, Resource>();
  #lastSweep = 0;
  #lastLook = -Infinity;
  /** How many answers were refusals for going too fast. The aim is zero. */
  refusals = 0;

  /** `onRefused` is told of each answer 429, with the name of the narrowest limit; null if no limit concerns the request. */
  constructor(
    private readonly world: World,
    private readonly onRefused: (limit: LimitName | null) => void = () => undefined,
  ) {}

  /**
   * How long from a time (ms) until a resource of the narrowest limit may be asked, because others share it with this Isthmus, ms. The mirror says
   * it, which knows whose turn it is.
   */
  untilAsked: (resource: string, from: number) => number = () => 0;

  /** The connector tells its limits after it was made, because it was made with this budget's fetch. */
  set limits(limits: readonly Limit[]) {
    this.#limits = limits;
  }

  /** How much of each limit is used now, from 0 to 1, by its name; of several resources the one that is used most. At 1 requests wait. */
  used(): ReadonlyMap<LimitName, number> {
    const now = this.world.now();
    const used = new Map(this.#limits.map(({ name }) => [name, 0]));
    for (const { idleAt, blockedUntil, limit } of this.#resources.values()) {
      const booked = ((idleAt - now) / 1_000) * (limit.perSecond / limit.burst);
      const level = blockedUntil > now ? 1 : Math.min(1, Math.max(0, booked));
      used.set(limit.name, Math.max(level, used.get(limit.name) ?? 0));
    }
    return used;
  }

  /**
   * Sends a request when every limit allows it. If that is too far off, the budget itself answers 429. Rejects as `world.fetch` does, and
   * with an AbortError if the caller gives up while waiting.
   */
  readonly fetch = async (request: Request): Promise<Response> => {
    this.#followClock();
    const resources = this.#resourcesOf(request);
    // A request is counted only when it may go now. If it were counted ahead on a wide limit while it waits for a narrow one, it would
    // delay all others.
    const patientUntil = this.world.now() + longestWait;
    let missed = 0;
    const untilAllowed = (): number => this.#waitFor(resources, missed < slotsMissed);
    for (let wait = untilAllowed(); wait > 0; wait = untilAllowed()) {
      const until = this.world.now() + wait;
      if (until > patientUntil) return ownRefusal(wait);
      await this.#sleep(wait, request.signal);
      if (this.world.now() - until >= beginsWithin) missed += 1;
      this.#followClock();
    }
    this.#book(resources);
    const response = await this.world.fetch(request).finally(() => this.#answered(resources));
    if (response.status === 429 || (response.status === 503 && response.headers.has('retry-after')))
      this.#obey(resources, response);
    return response;
  };

  /** A clock that is put back must not delay anything by as much as it was ahead: the times to wait for are moved with it. */
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
      const resource = this.#resources.get(name) ?? { key, idleAt: now, blockedUntil: 0, limit };
      this.#resources.set(name, resource);
      return [resource];
    });
  }

  /** How long until every resource allows one more request, ms; `inSlots`: and until it may be asked beside others. */
  #waitFor(resources: readonly Resource[], inSlots: boolean): number {
    const now = this.world.now();
    let at = now;
    for (const { idleAt, blockedUntil, limit } of resources)
      at = Math.max(at, blockedUntil, idleAt - (1_000 / limit.perSecond) * (limit.burst - 1));
    const [narrowest] = this.#limits;
    if (inSlots)
      for (const { limit, key } of resources) if (limit === narrowest) at += this.untilAsked(key, at);
    // Rounded to whole milliseconds, so that no rounding error makes a request wait for a fraction of one.
    return Math.ceil(at - now - 1e-6);
  }

  #book(resources: readonly Resource[]): void {
    const now = this.world.now();
    for (const resource of resources)
      resource.idleAt = Math.max(resource.idleAt, now) + 1_000 / resource.limit.perSecond;
  }

  /**
   * If a limit is used up, the next request goes one whole interval after this answer. Counted from when this one left, two requests could
   * arrive closer together than they left, if the first took longer.
   */
  #answered(resources: readonly Resource[]): void {
    const now = this.world.now();
    for (const resource of resources)
      if (resource.limit.burst === 1)
        resource.idleAt = Math.max(resource.idleAt, now + 1_000 / resource.limit.perSecond);
  }

  #obey(resources: readonly Resource[], response: Response): void {
    const asked = this.world.now() + patienceAsked(response, this.world.now());
    // The narrowest limit is probably the one that was exceeded (connectors list it first). A wide limit is blocked only if there is no
    // narrower one.
    const narrowest = resources[0];
    if (response.status === 429) {
      this.refusals += 1;
      this.onRefused(narrowest?.limit.name ?? null);
    }
    if (!narrowest) return;
    // In slots whoever met somebody else would meet them in the next one again: each of them leaves that to the others now and then.
    const untilSlot = narrowest.limit === this.#limits[0] ? this.untilAsked(narrowest.key, asked) : 0;
    const until = untilSlot > 0 && this.world.random() < 0.5 ? asked + untilSlot + slotPasses : asked;
    narrowest.blockedUntil = Math.max(narrowest.blockedUntil, until);
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

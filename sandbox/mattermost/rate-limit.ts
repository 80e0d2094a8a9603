/** Mattermost's own rate limit, off by default: requests per second by remote address, with bursts; 429 in plain text (facts: Rate limit). */
import type { SandboxWorld } from '../world.ts';

export interface Limited {
  readonly headers: Headers;
  readonly refused: Response | null;
}

/** Requests per second, and the additional burst; null for no limit. */
export type Rate = { readonly perSecond: number; readonly burst: number } | null;

export class RateLimit {
  /** By remote address: until when (ms) the requests so far have used up the rate. */
  readonly #usedUntil = new Map<string, number>();

  constructor(
    private readonly world: SandboxWorld,
    private readonly rate: () => Rate,
  ) {}

  /** Counts a request (generic cell rate algorithm); the refusal when the burst is used up. */
  take(request: Request): Limited {
    const rate = this.rate();
    if (rate === null) return { headers: new Headers(), refused: null };
    const now = this.world.now();
    const interval = 1000 / rate.perSecond;
    const limit = rate.burst + 1;
    const address = request.headers.get('x-forwarded-for') ?? '';
    const used = Math.max(this.#usedUntil.get(address) ?? 0, now);
    const next = used + interval;
    const refused = next - now > limit * interval;
    if (!refused) this.#usedUntil.set(address, next);
    const after = refused ? used : next;
    const headers = new Headers({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, Math.floor((limit * interval - (after - now)) / interval))),
      'x-ratelimit-reset': String(Math.ceil((after - now) / 1000)),
    });
    if (!refused) return { headers, refused: null };
    headers.set('retry-after', String(Math.ceil((next - now - limit * interval) / 1000)));
    return {
      headers,
      refused: new Response('limit exceeded\n', {
        status: 429,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      }),
    };
  }
}

/** A world for this connector's tests. A function answers its requests, and its time moves only by `pass`. */
import { succeeded, type AccountId, type Result } from '../../../model/index.ts';
import type { World } from '../../world.ts';

export interface TeamsTestWorld extends World {
  /** Moves the time and runs the timers that are due. */
  pass(ms: number): void;
  /** Every request that was sent, in order, as `METHOD path?query` with the query decoded. */
  readonly sent: string[];
  readonly requests: Request[];
}

export interface TestWorldOptions {
  readonly fetch: (request: Request) => Promise<Response> | Response;
  readonly accessToken?: (renew: boolean) => Promise<Result<string>>;
}

export const testAccount = 'account-1' as AccountId;

export const createTestWorld = ({ fetch, accessToken }: TestWorldOptions): TeamsTestWorld => {
  let now = 1_700_000_000_000;
  const timers = new Set<{ at: number; work: () => void }>();
  const sent: string[] = [];
  const requests: Request[] = [];
  return {
    sent,
    requests,
    now: () => now,
    after: (ms, work) => {
      const timer = { at: now + ms, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass: (ms) => {
      now += ms;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.work();
      }
    },
    random: () => 0.5,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      sent.push(`${request.method} ${decodeURIComponent(pathname + search)}`);
      requests.push(request);
      return fetch(request);
    },
    openSocket: () => {
      throw new Error('Teams has no socket');
    },
    accessToken: (_account, renew = false) => accessToken?.(renew) ?? Promise.resolve(succeeded('token')),
    log: () => undefined,
  };
};

/** A JSON answer. */
export const answer = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** Graph's form of an error. */
export const graphRefusal = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  answer(
    { error: { code, message: 'refused', innerError: { date: '2026-01-01T00:00:00' } } },
    status,
    headers,
  );

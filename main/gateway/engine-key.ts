/** The gateway's lock: a random key that only the engine page gets, and the list of requests that the page can still cancel. */
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** The lock. */
export interface EngineKey {
  /** The key of the engine page that runs now. */
  readonly current: () => string;
  /** A new engine page starts: the previous key becomes invalid, and the requests of the previous page are ended. */
  begin(): void;
  opens(key: string | null): boolean;
  /** Registers a request. Its signal fires when the page cancels the request. Call `done` when its answer is complete. */
  started(request: string | null): { readonly signal: AbortSignal; readonly done: () => void };
  cancel(request: string): void;
}

const fresh = (): string => randomBytes(32).toString('base64url');

/** Creates a lock with a new random key. */
export function createEngineKey(): EngineKey {
  let key = fresh();
  const running = new Map<string, AbortController>();
  return {
    current: () => key,
    begin: () => {
      key = fresh();
      for (const controller of running.values()) controller.abort();
      running.clear();
    },
    opens: (given) => {
      const [one, other] = [Buffer.from(given ?? ''), Buffer.from(key)];
      return one.length === other.length && timingSafeEqual(one, other);
    },
    started: (request) => {
      const controller = new AbortController();
      if (request === null) return { signal: controller.signal, done: () => undefined };
      running.set(request, controller);
      return {
        signal: controller.signal,
        done: () => {
          if (running.get(request) === controller) running.delete(request);
        },
      };
    },
    cancel: (request) => {
      running.get(request)?.abort();
      running.delete(request);
    },
  };
}

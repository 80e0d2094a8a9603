/** The gateway's lock: a random key that only the engine page gets, and the list of requests that this page may still cancel. */
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** The lock. */
export interface EngineKey {
  /** The key of the engine page that runs now. */
  readonly current: () => string;
  /** An engine page begins: the key of the one before opens nothing any more, and what it asked for is ended. */
  begin(): void;
  opens(key: string | null): boolean;
  /** A request begins; its signal ends it when the page cancels. `done` when its answer is through. */
  started(request: string | null): { readonly signal: AbortSignal; readonly done: () => void };
  cancel(request: string): void;
}

const fresh = (): string => randomBytes(32).toString('base64url');

/** A lock with a key of its own. */
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

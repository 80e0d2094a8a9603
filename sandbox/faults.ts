/** Faults between a client and a service that can be switched on, chosen by rules, the same for both servers. */
import type { SandboxWorld } from './world.ts';

export type Fault =
  /** An answer with this status; `retryAfter` in seconds; `body` defaults to the service's own error shape. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: number;
      readonly body?: string;
      readonly contentType?: string;
    }
  /** The right answer, late. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** The request never reaches the service: the connection breaks and nothing happened. */
  | { readonly kind: 'lost-request' }
  /** The act happens, the connection breaks before the answer. */
  | { readonly kind: 'lost-answer' }
  /** Nothing ever comes back. */
  | { readonly kind: 'never' }
  /** The right answer, cut in the middle of its body. */
  | { readonly kind: 'truncated' }
  /** A proxy's HTML page with status 200. */
  | { readonly kind: 'html-page' }
  /** Whatever a test makes of the right answer; it may leave that unasked. */
  | {
      readonly kind: 'answer';
      readonly answer: (request: Request, right: () => Promise<Response>) => Promise<Response>;
    };

export interface FaultRule {
  /** Which requests: by method and URL. */
  readonly matches: (request: Request) => boolean;
  readonly fault: Fault;
  /** How many times it strikes; for ever when absent. */
  readonly times?: number;
  /** Chance per request in [0, 1]; always when absent. */
  readonly chance?: number;
}

/** The error of `fetch` when the connection broke. A listener turns it into a destroyed socket. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

type Handler = (request: Request) => Promise<Response>;

/** The switchboard: rules are added and removed while the servers run. */
export class Faults {
  readonly #rules: { rule: FaultRule; struck: number }[] = [];

  constructor(private readonly world: SandboxWorld) {}

  /** Adds a rule; returns the function that removes it. The first matching rule applies. */
  add(rule: FaultRule): () => void {
    const entry = { rule, struck: 0 };
    this.#rules.push(entry);
    return () => {
      const at = this.#rules.indexOf(entry);
      if (at >= 0) this.#rules.splice(at, 1);
    };
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** Wraps a server so that the rules apply to its answers. `errorBody` makes the service's own error form. */
  wrap(handle: Handler, errorBody: (status: number) => { body: string; contentType: string }): Handler {
    return async (request) => {
      const fault = this.#choose(request);
      if (!fault) return handle(request);
      switch (fault.kind) {
        case 'status': {
          const shape = errorBody(fault.status);
          return new Response(fault.body ?? shape.body, {
            status: fault.status,
            headers: {
              'content-type': fault.contentType ?? shape.contentType,
              'access-control-allow-origin': '*',
              ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
            },
          });
        }
        case 'latency':
          await new Promise<void>((resolve) => void this.world.after(fault.ms, resolve));
          return handle(request);
        case 'lost-request':
          throw new ConnectionLost('the request was lost');
        case 'lost-answer':
          await (await handle(request)).arrayBuffer();
          throw new ConnectionLost('the answer was lost');
        case 'never':
          return new Promise<Response>(() => undefined);
        case 'truncated': {
          const response = await handle(request);
          const text = await response.text();
          return new Response(text.slice(0, Math.floor(text.length / 2)), {
            status: response.status,
            headers: response.headers,
          });
        }
        case 'answer':
          return fault.answer(request, () => handle(request));
        case 'html-page':
          return new Response(
            '<!doctype html><title>Sign in to the network</title><h1>Welcome to the guest network</h1>',
            {
              status: 200,
              headers: { 'content-type': 'text/html; charset=utf-8', 'access-control-allow-origin': '*' },
            },
          );
      }
    };
  }

  #choose(request: Request): Fault | undefined {
    for (const entry of this.#rules) {
      if (entry.rule.times !== undefined && entry.struck >= entry.rule.times) continue;
      if (!entry.rule.matches(request)) continue;
      if (entry.rule.chance !== undefined && this.world.random() >= entry.rule.chance) continue;
      entry.struck += 1;
      return entry.rule.fault;
    }
    return undefined;
  }
}

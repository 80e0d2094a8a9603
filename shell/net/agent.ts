// Reused connections, at most six per host, as Chromium has for HTTP/1.1.
import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import { connectTo } from './connection.ts';
import type { AskLogin } from './tunnel.ts';

/** A request's additional information for the agent, besides Node's options. */
export interface Route {
  readonly url: URL;
  readonly login: AskLogin;
}

type Made = (error: Error | null, socket: Duplex) => void;

/** An agent for one scheme. It finds a request's route by a mark in the options, because Node copies them. */
export class RoutedAgent extends Agent {
  readonly #routes = new WeakMap<object, Route>();

  constructor(options: AgentOptions = {}) {
    super({ keepAlive: true, maxSockets: 6, ...options });
  }

  /** Options for a request that goes this way. */
  routed(route: Route): { agent: RoutedAgent; isthmusRoute: object } {
    const isthmusRoute = {};
    this.#routes.set(isthmusRoute, route);
    return { agent: this, isthmusRoute };
  }

  override createConnection(options: ClientRequestArgs & { isthmusRoute?: object }, made?: Made): undefined {
    const route = options.isthmusRoute === undefined ? undefined : this.#routes.get(options.isthmusRoute);
    if (route === undefined || made === undefined) throw new Error('a request without a route');
    connectTo(route.url, route.login).then(
      (socket) => made(null, socket),
      // Node's types demand a socket. Its agent does not read it after an error.
      (error: unknown) => (made as (error: unknown) => void)(error),
    );
    return undefined;
  }
}

/** One agent per scheme, so that a plain connection is never used as a secured one. */
export const agents: Readonly<Record<string, RoutedAgent>> = {
  'http:': new RoutedAgent(),
  'https:': new RoutedAgent(),
};

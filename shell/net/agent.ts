// Connections that are used again, six to a host at most, as Chromium has them for HTTP/1.1.
import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import { connectTo } from './connection.ts';
import type { AskLogin } from './tunnel.ts';

/** What a request tells the agent beside Node's options. */
export interface Route {
  readonly url: URL;
  readonly login: AskLogin;
}

type Made = (error: Error | null, socket: Duplex) => void;

/** An agent for one scheme. The request's route is looked up by a mark in its options, for Node copies those. */
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
      // Node's types want a socket; its agent reads none beside an error.
      (error: unknown) => (made as (error: unknown) => void)(error),
    );
    return undefined;
  }
}

/** One for each scheme, so that no plain connection is taken for a secured one. */
export const agents: Readonly<Record<string, RoutedAgent>> = {
  'http:': new RoutedAgent(),
  'https:': new RoutedAgent(),
};

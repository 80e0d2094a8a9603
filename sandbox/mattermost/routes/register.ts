/** How a file of routes adds its paths. */
import type { Hono } from 'hono';
import { Call } from './call.ts';
import type { Core } from '../server.ts';

export type Handler = (call: Call) => Response | Promise<Response>;
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Router {
  /** A path of API v4 that needs a session. */
  readonly on: (method: Method, path: string, handler: Handler) => void;
  /** A path that answers without a session too; absolute, not below API v4. */
  readonly open: (method: Method, path: string, handler: Handler) => void;
  readonly core: Core;
}

/** Paths are written as the contract has them, with `:name` for `{name}`. */
export const routerOf = (app: Hono, core: Core): Router => ({
  core,
  on: (method, path, handler) =>
    app.on(method, `/api/v4${path}`, (context) => {
      const call = new Call(core, context);
      call.requireSession();
      return handler(call);
    }),
  open: (method, path, handler) => app.on(method, path, (context) => handler(new Call(core, context))),
});

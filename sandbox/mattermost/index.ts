/** A pretend Mattermost server: REST as a `Request → Response` function, its websocket side, its acts and its truth. */
import { builtInRoles } from './domain/roles.ts';
import { createActs, type MattermostActs } from './acts.ts';
import { createApp } from './app.ts';
import { registerApp } from './domain/oauth.ts';
import { AppError, errorBody } from './errors.ts';
import { behind, openProxy, type Proxy } from './proxy.ts';
import type { Core } from './server.ts';
import { defaultSettings, type MattermostSettings } from './settings.ts';
import { SocketHub } from './sockets/hub.ts';
import { State } from './state.ts';
import type { Faults } from '../faults.ts';
import type { SandboxServer } from '../service.ts';
import type { SandboxWorld } from '../world.ts';

export { listenMattermost, type ListeningMattermost } from './listen.ts';
export type { MattermostActs, SignInChange } from './acts.ts';
export type { MattermostSettings } from './settings.ts';
export type { Proxy } from './proxy.ts';
export type { SocketPeer } from './sockets/connection.ts';
export type { SocketHandle, SocketHub, SocketRefusal, SocketUpgrade } from './sockets/hub.ts';
export { totp } from './domain/totp.ts';

export interface MattermostServer extends SandboxServer {
  readonly acts: MattermostActs;
  readonly sockets: SocketHub;
  /** Switchable while the server runs. */
  readonly settings: MattermostSettings;
  /** The proxy before the server; it can be switched. */
  readonly proxy: Proxy;
  /** Registers a public OAuth client (PKCE, no secret), as an administrator does; returns its client id. */
  readonly registerPublicClient: (name: string, callbackUrls: readonly string[]) => string;
}

export interface MattermostOptions {
  readonly world: SandboxWorld;
  /** The server's own address, e.g. `http://127.0.0.1:8065`; '' takes the address it is listening on. */
  readonly siteUrl: string;
  readonly faults: Faults;
  readonly settings?: Partial<MattermostSettings>;
}

/** Makes an empty server; `acts.load` fills it. Faults strike before the server sees a request, with its own error shape. */
export const createMattermostServer = (options: MattermostOptions): MattermostServer => {
  const settings: MattermostSettings = {
    ...defaultSettings(),
    SiteURL: options.siteUrl,
    ...options.settings,
  };
  const sockets = new SocketHub();
  const core: Core = { world: options.world, settings, state: new State(builtInRoles()), events: sockets };
  sockets.start(core);
  const proxy = openProxy();
  const fetch = options.faults.wrap(behind(proxy, createApp(core)), (status) => ({
    body:
      status === 429
        ? 'limit exceeded\n'
        : JSON.stringify(
            errorBody(
              options.world,
              new AppError('sandbox.fault.app_error', status, 'A fault was switched on.'),
            ),
          ),
    contentType: status === 429 ? 'text/plain; charset=utf-8' : 'application/json',
  }));
  return {
    fetch,
    acts: createActs(core),
    sockets,
    settings,
    proxy,
    registerPublicClient: (name, callbackUrls) =>
      registerApp(core, {
        name,
        description: name,
        callbackUrls,
        homepage: 'https://example.org',
        isTrusted: false,
        isPublic: true,
        creatorId: '',
      }).id,
  };
};

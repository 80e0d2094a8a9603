/** msal-browser's applications, one for each client and authority, opened with the key of their cache. */
import {
  createStandardPublicClientApplication,
  type Configuration,
  type IPublicClientApplication,
} from '@azure/msal-browser';
import type { Door } from '../../preload/contract/index.ts';
import { dropCache, keptKey, withCacheKey } from './cache-key.ts';
import { createNavigationClient, createNetworkClient } from './network.ts';

/** An application, and the browser's answer to its last interaction. */
export interface Client {
  readonly application: IPublicClientApplication;
  /** The answer's query string; empties itself. Null when there was none. */
  takeAnswer(): string | null;
}

/** Which application to open. */
export interface ClientKey {
  readonly authority: string;
  readonly clientId: string;
}

function configurationOf(
  door: Door<'signin'>,
  { authority, clientId }: ClientKey,
  answered: (response: string) => void,
): Configuration {
  const { host } = new URL(authority);
  return {
    auth: {
      clientId,
      authority,
      // Microsoft's own clouds are known to MSAL; any other would be asked about at login.microsoftonline.com.
      knownAuthorities: /(^|\.)login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$/.test(host)
        ? []
        : [host],
      OIDCOptions: { responseMode: 'query' },
    },
    cache: { cacheLocation: 'localStorage' },
    system: {
      networkClient: createNetworkClient(door),
      navigationClient: createNavigationClient(door, answered),
    },
  };
}

async function open(door: Door<'signin'>, client: ClientKey): Promise<Client> {
  let answer: string | null = null;
  const configuration = configurationOf(door, client, (response) => (answer = response));
  const create = (): Promise<IPublicClientApplication> =>
    createStandardPublicClientApplication(configuration);
  const key = await keptKey(door);
  let application: IPublicClientApplication;
  try {
    application = await withCacheKey(door, key, create);
  } catch {
    // A wrong key or a damaged entry: everything cached is lost, and its accounts must sign in again (facts/sign-in.md, Cache).
    dropCache();
    await door.call('log:write', { event: 'sign-in-cache-dropped', numbers: {} });
    application = await withCacheKey(door, null, create);
  }
  await application.handleRedirectPromise({ navigateToLoginRequestUrl: false });
  return {
    application,
    takeAnswer: () => {
      const taken = answer;
      answer = null;
      return taken;
    },
  };
}

/** Opens applications on demand, one after another (they share the cache and its key), and keeps them. */
export function createClients(door: Door<'signin'>): (key: ClientKey) => Promise<Client> {
  const clients = new Map<string, Promise<Client>>();
  let last: Promise<unknown> = Promise.resolve();
  return (key) => {
    const name = `${key.authority} ${key.clientId}`;
    const known = clients.get(name);
    if (known !== undefined) return known;
    const opened = last.catch(() => undefined).then(() => open(door, key));
    last = opened;
    clients.set(name, opened);
    // A failed opening is tried again next time.
    opened.catch(() => clients.delete(name));
    return opened;
  };
}

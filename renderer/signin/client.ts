/** msal-browser's applications, one for each client of a sign-in service, opened with the key of their cache. */
import {
  createStandardPublicClientApplication,
  type Configuration,
  type IPublicClientApplication,
} from '@azure/msal-browser';
import type { Door } from '../../preload/contract/index.ts';
import { CacheClosed, CacheDamaged, dropCache, keptKey, withCacheKey } from './cache-key.ts';
import {
  createNavigationClient,
  createNetwork,
  type Delayed,
  type Network,
  type Refused,
} from './network.ts';

/** What of MSAL's application is used. */
export type Application = Pick<
  IPublicClientApplication,
  'acquireTokenRedirect' | 'acquireTokenSilent' | 'clearCache' | 'getAccount' | 'handleRedirectPromise'
>;

/** An application, and the browser's answer to its last interaction. */
export interface Client {
  readonly application: Application;
  /** The answer's query string; empties itself. Null when there was none. */
  takeAnswer(): string | null;
  /** What its network last met with; null after a success. */
  trouble(): Delayed | Refused | null;
}

/** Which application to open. Tenants share one: each request names its own. */
export interface ClientKey {
  readonly loginUrl: string;
  readonly clientId: string;
}

/** Opened applications. */
export interface Clients {
  /** @param anew whether a cache that cannot be opened may be thrown away: the user signs in anew */
  open(key: ClientKey, anew: boolean): Promise<Client>;
  /** The application where it is open. */
  opened(key: ClientKey): Promise<Client> | null;
  /** Lets go of all of them: each is opened again, with what is stored then. */
  close(): void;
}

const nameOf = ({ loginUrl, clientId }: ClientKey): string => `${loginUrl} ${clientId}`;

function configurationOf(
  door: Door<'signin'>,
  { loginUrl, clientId }: ClientKey,
  network: Network,
  answered: (response: string) => void,
): Configuration {
  const { host } = new URL(loginUrl);
  return {
    auth: {
      clientId,
      authority: `${loginUrl}/organizations`,
      // Microsoft's own clouds are known to MSAL; any other would be asked about at login.microsoftonline.com.
      knownAuthorities: /(^|\.)login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$/.test(host)
        ? []
        : [host],
      OIDCOptions: { responseMode: 'query' },
      // Claims challenges are answered: Graph sends them, and ends sessions at once, only where a client says so (facts/sign-in.md).
      clientCapabilities: ['CP1'],
    },
    cache: { cacheLocation: 'localStorage' },
    system: { networkClient: network, navigationClient: createNavigationClient(door, answered) },
  };
}

/** The key to open with; where the user signs in anew, one that cannot be read gives way. */
async function keyFor(door: Door<'signin'>, anew: boolean): Promise<string | null> {
  try {
    return await keptKey(door);
  } catch (error) {
    if (!anew || !(error instanceof CacheClosed)) throw error;
    await drop(door);
    return null;
  }
}

async function drop(door: Door<'signin'>): Promise<void> {
  dropCache();
  await door.call('log:write', { event: 'sign-in-cache-dropped', numbers: {} });
}

async function open(door: Door<'signin'>, client: ClientKey, anew: boolean): Promise<Client> {
  let answer: string | null = null;
  const network = createNetwork(
    (request) => door.call('signin:request', request),
    () => Date.now(),
  );
  const configuration = configurationOf(door, client, network, (response) => (answer = response));
  const create = (): Promise<IPublicClientApplication> =>
    createStandardPublicClientApplication(configuration);
  const key = await keyFor(door, anew);
  let application: IPublicClientApplication;
  try {
    application = await withCacheKey(door, key, create);
  } catch (error) {
    if (!(error instanceof CacheDamaged)) throw error;
    // Everything cached is lost, and its accounts must sign in again (facts/sign-in.md, Cache).
    await drop(door);
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
    trouble: () => network.trouble(),
  };
}

/** Opens applications on demand, one after another (they share the cache and its key), and keeps them. */
export function createClients(door: Door<'signin'>): Clients {
  const clients = new Map<string, Promise<Client>>();
  let last: Promise<unknown> = Promise.resolve();
  const openShared = (key: ClientKey, anew: boolean): Promise<Client> => {
    const name = nameOf(key);
    const known = clients.get(name);
    // Harmless: whoever asked first was told. A question that may throw nothing away can have found the cache closed: a sign-in anew does not share its fate.
    if (known !== undefined) return anew ? known.catch(() => openShared(key, anew)) : known;
    // Harmless: whoever asked for the one before was told.
    const opened = last.catch(() => undefined).then(() => open(door, key, anew));
    last = opened;
    clients.set(name, opened);
    // Harmless: whoever asked is told; a failed opening is tried again next time.
    opened.catch(() => {
      if (clients.get(name) === opened) clients.delete(name);
    });
    return opened;
  };
  return {
    open: openShared,
    opened: (key) => clients.get(nameOf(key)) ?? null,
    close: () => clients.clear(),
  };
}

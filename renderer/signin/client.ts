/** MSAL's applications: one for each client id of a sign-in service. Each is opened with the key of the encrypted cache. */
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

/** The part of MSAL's application that this page uses. */
export type Application = Pick<
  IPublicClientApplication,
  'acquireTokenRedirect' | 'acquireTokenSilent' | 'clearCache' | 'getAccount' | 'handleRedirectPromise'
>;

/** An open application, with the browser's answer to its last sign-in. */
export interface Client {
  readonly application: Application;
  /** Returns the query string of the browser's answer, once: the next call returns null. Null also if there was no answer. */
  takeAnswer(): string | null;
  /** The last failure of its network; null after a success. */
  trouble(): Delayed | Refused | null;
}

/** Names an application. All tenants use the same one, and each request names its tenant. */
export interface ClientKey {
  readonly loginUrl: string;
  readonly clientId: string;
}

/** Opened applications. */
export interface Clients {
  /**
   * Opens the application, or returns the open one. Rejects with `CacheClosed` or `CacheDamaged` (`cache-key.ts`), or with MSAL's error.
   * @param anew whether a cache that cannot be opened may be deleted, which is so when the user signs in again
   */
  open(key: ClientKey, anew: boolean): Promise<Client>;
  /** The application if it is open or being opened; otherwise null. */
  opened(key: ClientKey): Promise<Client> | null;
  /** Forgets all open applications. The next question opens its application again, with what is stored then. */
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
      // MSAL knows Microsoft's own clouds. About any other host it would ask login.microsoftonline.com, unless the host is named here.
      knownAuthorities: /(^|\.)login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$/.test(host)
        ? []
        : [host],
      OIDCOptions: { responseMode: 'query' },
      // This tells Entra that we answer claims challenges. Only then does Graph send them and end sessions at once (facts/sign-in.md).
      clientCapabilities: ['CP1'],
    },
    cache: { cacheLocation: 'localStorage' },
    system: { networkClient: network, navigationClient: createNavigationClient(door, answered) },
  };
}

/**
 * The key to open the cache with; null if there is none yet. If the key cannot be read and the user signs in again (`anew`), the cache is
 * deleted. Otherwise rejects with `CacheClosed`.
 */
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
    // The whole cache is lost, and its accounts have to sign in again (facts/sign-in.md, Cache).
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

/**
 * Opens applications when they are needed, and keeps them. They are opened one after the other, because they share the cache and its key.
 * @param door the way to main, which keeps the key and sends the requests
 */
export function createClients(door: Door<'signin'>): Clients {
  const clients = new Map<string, Promise<Client>>();
  let last: Promise<unknown> = Promise.resolve();
  const openShared = (key: ClientKey, anew: boolean): Promise<Client> => {
    const name = nameOf(key);
    const known = clients.get(name);
    // Harmless: the first question got the error. It was perhaps not allowed to delete a closed cache; a new sign-in is, so it tries again.
    if (known !== undefined) return anew ? known.catch(() => openShared(key, anew)) : known;
    // Harmless: the question for the application before got the error.
    const opened = last.catch(() => undefined).then(() => open(door, key, anew));
    last = opened;
    clients.set(name, opened);
    // Harmless: the question itself gets the error. The next question tries to open it again.
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

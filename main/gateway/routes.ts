/** Decides where a request to the gateway goes, from its path: to which address, with a token or without. */
import { filesOf, originsOf } from '../network/reach.ts';
import type { Reach } from '../network/fetch.ts';

/** The server and token for the requests of a Mattermost account. */
export interface Upstream {
  /** The server's address, with its path if it has one, without a slash at the end. */
  readonly serverUrl: string;
  /** The session token; null if it is lost, or if the keyring does not give it. */
  readonly token: string | null;
  /** Whether the keyring holds a token but does not give it now. */
  readonly locked?: boolean;
}

/** The address and token for the requests of a Teams account. */
export interface GraphUpstream {
  readonly graphUrl: string;
  /** Null if there is no token now. */
  readonly token: string | null;
}

/** The accounts' data on which routes depend. */
export interface Upstreams {
  readonly mattermost: (account: string) => Upstream | null;
  readonly graph: (account: string) => GraphUpstream | null;
  /** The Graph address of each account. Files may be fetched from the clouds of these addresses. */
  readonly graphUrls: () => readonly string[];
}

/** The destination of a request, or the reason why it has none. */
export type Route =
  | {
      readonly kind: 'mattermost' | 'graph' | 'file';
      readonly url: string;
      readonly within: Reach;
      readonly token: string | null;
    }
  | {
      readonly kind: 'none';
      readonly reason: 'not-the-api' | 'unknown-account' | 'session-missing' | 'keyring-locked';
    };

const none = (reason: Extract<Route, { kind: 'none' }>['reason']): Route => ({ kind: 'none', reason });

function toMattermost({ mattermost }: Upstreams, account: string, path: string, search: string): Route {
  // An encoded slash or dot could lead to another path on the server than the checked one.
  if (/%2f|%5c|%2e|\\/i.test(path)) return none('not-the-api');
  const to = mattermost(account);
  if (to === null) return none('unknown-account');
  if (to.token === null) return none(to.locked === true ? 'keyring-locked' : 'session-missing');
  const { serverUrl, token } = to;
  return { kind: 'mattermost', url: `${serverUrl}${path}${search}`, within: originsOf(serverUrl), token };
}

function toGraph({ graph }: Upstreams, account: string, path: string, search: string): Route {
  const to = graph(account);
  if (to === null) return none('unknown-account');
  const { graphUrl, token } = to;
  if (token === null) return none('session-missing');
  // Graph redirects requests for pictures and files to the file hosts of its cloud. The token is not sent there (network.ts).
  const url = `${new URL(graphUrl).origin}${path}${search}`;
  return { kind: 'graph', url, within: filesOf(graphUrl), token };
}

function toFile({ graphUrls }: Upstreams, address: string | null): Route {
  if (address === null || !URL.canParse(address)) return none('not-the-api');
  const reaches = graphUrls().map((graphUrl) => filesOf(graphUrl));
  return { kind: 'file', url: address, within: (url) => reaches.some((reach) => reach(url)), token: null };
}

const toAccount = /^\/gateway\/([a-z0-9-]+)(\/graph)?(\/.*)$/;

/** Finds the destination of a request from its address on our own origin. */
export function routeOf({ pathname, search, searchParams }: URL, upstreams: Upstreams): Route {
  if (pathname === '/gateway/file') return toFile(upstreams, searchParams.get('address'));
  const [, account, graph, path] = toAccount.exec(pathname) ?? [];
  if (account === undefined || path === undefined) return none('not-the-api');
  if (graph !== undefined) return toGraph(upstreams, account, path, search);
  return /^\/(?:api\/v4|files)\//.test(path)
    ? toMattermost(upstreams, account, path, search)
    : none('not-the-api');
}

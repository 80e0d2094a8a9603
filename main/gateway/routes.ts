/** Decides where a request to the gateway goes, from its path: to which address, with a token or without. */
import { filesOf, originsOf } from '../network/reach.ts';
import type { Reach } from '../network/fetch.ts';

/** Where a Mattermost account's requests go. */
export interface Upstream {
  /** The server's address, perhaps with a path, without a slash at the end. */
  readonly serverUrl: string;
  /** The session token; null when it is lost, or locked away. */
  readonly token: string | null;
  /** Whether the keyring holds a token that it does not give just now. */
  readonly locked?: boolean;
}

/** Where a Teams account's requests go. */
export interface GraphUpstream {
  readonly graphUrl: string;
  /** Null when there is none just now. */
  readonly token: string | null;
}

/** What routes depend on. */
export interface Upstreams {
  readonly mattermost: (account: string) => Upstream | null;
  readonly graph: (account: string) => GraphUpstream | null;
  /** Graph's address of each account: whose clouds' files may be had. */
  readonly graphUrls: () => readonly string[];
}

/** The destination of a request, or why it has none. */
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
  // An encoded slash or dot could name another path on the server than the one just checked.
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
  // What Graph sends on (a picture, a file) lies with the files of its cloud; the token stays behind (network.ts).
  const url = `${new URL(graphUrl).origin}${path}${search}`;
  return { kind: 'graph', url, within: filesOf(graphUrl), token };
}

function toFile({ graphUrls }: Upstreams, address: string | null): Route {
  if (address === null || !URL.canParse(address)) return none('not-the-api');
  const reaches = graphUrls().map((graphUrl) => filesOf(graphUrl));
  return { kind: 'file', url: address, within: (url) => reaches.some((reach) => reach(url)), token: null };
}

const toAccount = /^\/gateway\/([a-z0-9-]+)(\/graph)?(\/.*)$/;

/** Finds the destination of a request, from its address on our own origin. */
export function routeOf({ pathname, search, searchParams }: URL, upstreams: Upstreams): Route {
  if (pathname === '/gateway/file') return toFile(upstreams, searchParams.get('address'));
  const [, account, graph, path] = toAccount.exec(pathname) ?? [];
  if (account === undefined || path === undefined) return none('not-the-api');
  if (graph !== undefined) return toGraph(upstreams, account, path, search);
  return /^\/(?:api\/v4|files)\//.test(path)
    ? toMattermost(upstreams, account, path, search)
    : none('not-the-api');
}

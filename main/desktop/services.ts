/** Connects the pages with both services: Mattermost's sockets, Graph's tokens, and the gateway with its key. */
import { net } from 'electron';
import type { Teller } from '../door/door.ts';
import { writeCaught } from '../failures/caught.ts';
import { createEngineKey, type EngineKey } from '../gateway/engine-key.ts';
import { createGateway } from '../gateway/gateway.ts';
import { createGraphTokens, type GraphTokens } from '../gateway/graph-tokens.ts';
import type { GraphUpstream, Upstream } from '../gateway/routes.ts';
import type { Fetch } from '../network/fetch.ts';
import type { Answerer } from '../origin/origin.ts';
import { tokenName } from '../signin/mattermost/sign-in.ts';
import { createSockets, type Sockets } from '../sockets/sockets.ts';
import { createStanding } from '../sockets/standing.ts';
import { after } from './after.ts';
import type { Stores } from './stores.ts';

/** What the connection needs. */
export interface ServicesNeeds {
  readonly stores: Stores;
  readonly fetch: Fetch;
  readonly teller: Teller;
  /** Asks the keyring again whether it gives the secrets now. */
  readonly lookAgain: () => Promise<void>;
  /** Gets an access token for a Teams account. */
  readonly accessToken: Parameters<typeof createGraphTokens>[0];
}

/** The connection. */
export interface Services {
  readonly sockets: Sockets;
  readonly graphTokens: GraphTokens;
  readonly engineKey: EngineKey;
  /** Answers requests of the engine page for the services. */
  readonly gateway: Answerer;
}

/** Makes the connection; called once. It sends nothing by itself. */
export function connectServices(needs: ServicesNeeds): Services {
  const { fetch, teller, lookAgain } = needs;
  const { accounts, secrets, log } = needs.stores;
  const mattermostUpstream = (id: string): Upstream | null => {
    const account = accounts.find(id);
    if (account?.service !== 'mattermost' || account.leaving) return null;
    const locked = secrets.unreadable(tokenName(id));
    // Only starts the look at the keyring. The next request uses its result.
    if (locked) void lookAgain();
    return { serverUrl: account.known.serverUrl, token: secrets.read(tokenName(id)), locked };
  };
  const sockets = createSockets({
    upstream: mattermostUpstream,
    timers: { after },
    hand: (socket, event) => teller.tell('socket:event', { socket, event }),
    connect: (address, headers) => new net.WebSocket(address, { headers }),
    standing: createStanding(fetch),
  });
  const graphTokens = createGraphTokens(needs.accessToken);
  const engineKey = createEngineKey();
  const graphAccount = (id: string): GraphUpstream | null => {
    const account = accounts.find(id);
    if (account?.service !== 'teams' || account.leaving) return null;
    return { graphUrl: account.known.graphUrl, token: graphTokens.of(id) };
  };
  const gateway = createGateway({
    upstreams: {
      mattermost: mattermostUpstream,
      graph: graphAccount,
      graphUrls: () =>
        accounts.all().flatMap(({ known }) => (known.service === 'teams' ? [known.graphUrl] : [])),
    },
    key: engineKey,
    fetch,
    count: (reason) => log.write(`gateway-${reason}`),
    threw: (error) => writeCaught(log, 'gateway', error),
  });
  return { sockets, graphTokens, engineKey, gateway };
}

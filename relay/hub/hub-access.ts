/** How the relay gets into the hub. */
import {
  type CheckpointStore,
  EventHubConsumerClient,
  type EventHubConsumerClientOptions,
  parseEventHubConnectionString,
} from '@azure/event-hubs';
import { WebSocket } from 'ws';

export interface HubToken {
  readonly token: string;
  /** ms. */
  readonly expiresOnTimestamp: number;
}

/** Gives tokens of Entra for Event Hubs. `refused`: a person must do something first; `no-answer`: a later try may succeed. */
export interface HubCredential {
  readonly getToken: () => Promise<HubToken | 'refused' | 'no-answer'>;
}

export type HubAccess =
  /** One with the claim Listen is enough. It is a secret. */
  | { readonly kind: 'connection-string'; readonly text: string }
  | { readonly kind: 'entra'; readonly credential: HubCredential };

export interface HubAddress {
  /** The namespace's host, such as `contoso.servicebus.windows.net`. */
  readonly namespace: string;
  readonly hub: string;
  readonly consumerGroup: string;
  readonly access: HubAccess;
  /** AMQP over web sockets (port 443) instead of plain AMQP over TLS (port 5671); `at` only in tests, by default at the namespace. */
  readonly webSockets: { readonly at?: string } | null;
}

/** How the library tries again by itself: each failure is told after the first try. */
const retryOptions = { maxRetries: 1, retryDelayInMs: 1_000 };

export const openHubClient = (
  { namespace, hub, consumerGroup, access, webSockets }: HubAddress,
  store: CheckpointStore,
): EventHubConsumerClient => {
  const options: EventHubConsumerClientOptions = {
    retryOptions,
    // All partitions at once: the default takes one each ten seconds.
    loadBalancingOptions: {
      strategy: 'greedy',
      updateIntervalInMs: 2_000,
      partitionOwnershipExpirationIntervalInMs: 60_000,
    },
    ...(webSockets && { webSocketOptions: { webSocket: socketClass(webSockets.at) } }),
  };
  switch (access.kind) {
    case 'connection-string':
      return new EventHubConsumerClient(consumerGroup, access.text, hub, store, options);
    case 'entra':
      return new EventHubConsumerClient(
        consumerGroup,
        namespace,
        hub,
        withTokens(access.credential),
        store,
        options,
      );
  }
};

/** Why there is no token, with a code of the library's own errors. */
class NoTokenError extends Error {
  constructor(readonly code: 'UnauthorizedError' | 'ServiceUnavailableError') {
    super(code);
  }
}

const withTokens = ({ getToken }: HubCredential) => ({
  getToken: async (): Promise<HubToken> => {
    const token = await getToken();
    switch (token) {
      case 'refused':
        throw new NoTokenError('UnauthorizedError');
      case 'no-answer':
        throw new NoTokenError('ServiceUnavailableError');
      default:
        return token;
    }
  },
});

/** The library's types mean a browser's class, and its code takes any with the same methods. */
const socketClass = (at: string | undefined): typeof globalThis.WebSocket =>
  class extends WebSocket {
    constructor(url: string, protocols: string[], options: object) {
      super(at ?? url, protocols, options);
    }
  } as unknown as typeof globalThis.WebSocket;

/** Of an emulator of Event Hubs on this machine, which the library asks without TLS (`UseDevelopmentEmulator=true`). */
const isOfEmulatorHere = (host: string, text: string): boolean =>
  /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host) &&
  /(?:^|;)UseDevelopmentEmulator=true(?:;|$)/.test(text);

/** Whether this text is a connection string of the hub; one that names another hub or namespace is none. */
export const isConnectionStringOf = (
  text: string,
  { namespace, hub }: Pick<HubAddress, 'namespace' | 'hub'>,
): boolean => {
  try {
    const {
      fullyQualifiedNamespace,
      eventHubName = hub,
      sharedAccessKey,
    } = parseEventHubConnectionString(text);
    const isThere =
      fullyQualifiedNamespace.toLowerCase() === namespace.toLowerCase() ||
      isOfEmulatorHere(fullyQualifiedNamespace, text);
    return isThere && eventHubName === hub && sharedAccessKey !== undefined;
  } catch {
    // Harmless: the administrator is told.
    return false;
  }
};

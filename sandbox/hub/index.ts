/** A pretend Event Hub: the events that Graph's subscriptions publish, for the unmodified client library. */
import { randomBytes } from 'node:crypto';
import type { SandboxWorld } from '../world.ts';
import type { HubClaim } from './access.ts';
import { Broker } from './broker.ts';
import { EventLog } from './event-log.ts';

export type { HubClaim } from './access.ts';

export interface SandboxHubOptions {
  readonly world: SandboxWorld;
  /** `isthmus` if absent. */
  readonly name?: string;
  /** 2 if absent. */
  readonly partitions?: number;
  /** How long events are kept, ms; a day if absent, as the Basic tier. */
  readonly retention?: number;
  /** The claims of a token of Entra; null for one that is not valid. No token is, if absent. */
  readonly claimsOfToken?: (token: string) => readonly HubClaim[] | null;
}

/** What goes wrong on the way from Graph to a receiver. Nothing, until it is switched on. */
export interface HubFaults {
  /** Receivers get nothing, though their connections stand. */
  silent: boolean;
  /** Each event comes twice. */
  doubled: boolean;
  /** Two events that follow each other change places. */
  swapped: boolean;
}

export interface SandboxHub {
  readonly name: string;
  /** The namespace's host, as notification URLs name it. */
  readonly host: string;
  /** A connection string with the claim Listen. */
  readonly listenString: string;
  /** One with the claim Send only, which a receiver cannot use. */
  readonly sendString: string;
  /** AMQP over web sockets, `ws://127.0.0.1:port`. */
  readonly webSocketUrl: string;
  readonly faults: HubFaults;
  /** Appends an event; `key` keeps those of one key in order. */
  readonly publish: (body: string, key: string | null) => void;
  /** How many events there were. */
  readonly published: () => number;
  /** How many receivers are attached. */
  readonly receivers: () => number;
  /** Breaks every connection. */
  readonly disconnect: () => void;
  readonly close: () => Promise<void>;
}

const day = 86_400_000;

/** Starts a hub on 127.0.0.1. */
export const startSandboxHub = async (options: SandboxHubOptions): Promise<SandboxHub> => {
  const { world, name = 'isthmus', partitions = 2, retention = day } = options;
  const log = new EventLog({ world, partitions, retention });
  const newKey = (): string => randomBytes(32).toString('base64');
  const [listenKey, sendKey] = [newKey(), newKey()];
  const broker = new Broker({
    name,
    log,
    now: () => world.now(),
    access: {
      keys: [
        { name: 'listen', key: listenKey, claims: ['Listen'] },
        { name: 'send', key: sendKey, claims: ['Send'] },
      ],
      claimsOfToken: options.claimsOfToken ?? (() => null),
    },
  });
  const { port, webSocketPort, close } = await broker.listen();
  const stringOf = (keyName: string, key: string): string =>
    `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=${keyName};SharedAccessKey=${key};EntityPath=${name};UseDevelopmentEmulator=true`;
  let held: { readonly body: string; readonly key: string | null } | null = null;
  const state = { silent: false, doubled: false, swapped: false };
  let published = 0;
  const append = (body: string, key: string | null): void => {
    for (let times = state.doubled ? 2 : 1; times > 0; times -= 1) log.append(body, key);
  };
  return {
    name,
    host: 'sandbox.servicebus.windows.net',
    listenString: stringOf('listen', listenKey),
    sendString: stringOf('send', sendKey),
    webSocketUrl: `ws://127.0.0.1:${webSocketPort}`,
    faults: {
      get silent() {
        return state.silent;
      },
      set silent(silent) {
        state.silent = silent;
        broker.readers.setSilent(silent);
      },
      get doubled() {
        return state.doubled;
      },
      set doubled(doubled) {
        state.doubled = doubled;
      },
      get swapped() {
        return state.swapped;
      },
      set swapped(swapped) {
        state.swapped = swapped;
        if (!swapped && held) append(held.body, held.key);
        held = null;
        broker.readers.pump();
      },
    },
    publish: (body, key) => {
      published += 1;
      if (state.swapped && held === null) {
        held = { body, key };
        return;
      }
      append(body, key);
      if (held) append(held.body, held.key);
      held = null;
      broker.readers.pump();
    },
    published: () => published,
    receivers: () => broker.readers.count,
    disconnect: () => broker.disconnect(),
    close,
  };
};

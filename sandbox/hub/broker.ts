/**
 * A broker that speaks AMQP 1.0 as Event Hubs does, over plain TCP as its emulator, and over web sockets. The unmodified client library works
 * against it (facts, relay §2.2 lists what it must answer).
 */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import rhea, { type Connection, type EventContext, type Message, type Sender } from 'rhea';
import { WebSocketServer } from 'ws';
import { claimsOf, type HubAccess, type HubClaim } from './access.ts';
import type { EventLog } from './event-log.ts';
import { addressOf, notForSending, requestNodeOf, type RequestNode, unauthorised } from './hub-link.ts';
import { manage } from './management.ts';
import { HubReaders } from './readers.ts';

const { types } = rhea;

export interface BrokerOptions {
  readonly name: string;
  readonly log: EventLog;
  readonly access: HubAccess;
  readonly now: () => number;
}

export interface ListeningBroker {
  /** Of plain AMQP on 127.0.0.1. */
  readonly port: number;
  /** Of AMQP over web sockets on 127.0.0.1. */
  readonly webSocketPort: number;
  readonly close: () => Promise<void>;
}

/** Which rhea does not type. */
interface SaslMechanisms {
  enable_anonymous(): void;
  enable_plain(isGood: () => boolean): void;
}

/** What the broker knows of one connection. */
interface Client {
  /** What the client's tokens allow, by audience. */
  readonly claims: Map<string, readonly HubClaim[]>;
  /** The links to which answers go, by name. */
  readonly answers: Map<string, Sender>;
}

export class Broker {
  readonly readers: HubReaders;
  readonly #container = rhea.create_container({ id: 'isthmus-sandbox-hub' });
  readonly #clients = new Map<Connection, Client>();

  constructor(private readonly options: BrokerOptions) {
    this.readers = new HubReaders(options.name, options.log);
    const container = this.#container;
    const mechanisms = container.sasl_server_mechanisms as SaslMechanisms;
    mechanisms.enable_anonymous();
    // The name and key of a connection string come as a token to $cbs; what is said here decides nothing.
    mechanisms.enable_plain(() => true);
    const on = (event: string, work: (context: EventContext) => void): void => void container.on(event, work);
    on('connection_open', ({ connection }) => void this.#client(connection));
    on('disconnected', ({ connection }) => this.#gone(connection));
    on('sender_open', ({ connection, sender }) => sender && this.#opened(connection, sender));
    on('sender_close', ({ sender }) => sender && this.readers.detach(sender));
    on('receiver_open', ({ receiver }) => {
      if (receiver && requestNodeOf(addressOf(receiver.target)) === undefined)
        receiver.close(notForSending());
    });
    on('sendable', () => this.readers.pump());
    on('message', ({ connection, receiver, message }) => {
      const node = requestNodeOf(addressOf(receiver?.target));
      if (node && message) this.#answer(connection, node, message);
    });
    // Without a listener rhea throws these in the process of the broker; the client hears of each by its link or connection.
    for (const event of ['error', 'protocol_error', 'connection_error', 'session_error', 'sender_error'])
      on(event, () => undefined);
    on('receiver_error', () => undefined);
  }

  async listen(): Promise<ListeningBroker> {
    const plain = this.#container.listen({ port: 0, host: '127.0.0.1' });
    const web = createServer();
    new WebSocketServer({ server: web, handleProtocols: () => 'AMQPWSB10' }).on('connection', (socket) =>
      // rhea's types want the browser's WebSocket; it uses of it what ws has, too.
      this.#container.websocket_accept(socket as never, {}),
    );
    web.listen(0, '127.0.0.1');
    await Promise.all([listening(plain), listening(web)]);
    return {
      port: portOf(plain),
      webSocketPort: portOf(web),
      close: async () => {
        this.disconnect();
        await Promise.all([closed(plain), closed(web)]);
      },
    };
  }

  /** Breaks every connection. */
  disconnect(): void {
    for (const connection of [...this.#clients.keys()]) {
      this.#gone(connection);
      // rhea's types do not name the connection's socket, and its own `close` waits for the client.
      (connection as unknown as { readonly socket: { end(): void } }).socket.end();
    }
  }

  #gone(connection: Connection): void {
    this.#clients.delete(connection);
    connection.each_sender((link: Sender) => this.readers.detach(link));
  }

  #client(connection: Connection): Client {
    const known = this.#clients.get(connection) ?? { claims: new Map(), answers: new Map() };
    this.#clients.set(connection, known);
    return known;
  }

  #opened(connection: Connection, link: Sender): void {
    const address = addressOf(link.source);
    if (requestNodeOf(address)) {
      link.set_source(link.source);
      this.#client(connection).answers.set(link.name, link);
      return;
    }
    if (!this.#may(connection, address, 'Listen')) return link.close(unauthorised('Listen'));
    this.readers.attach(link);
  }

  #may(connection: Connection, address: string, claim: HubClaim): boolean {
    for (const [audience, claims] of this.#client(connection).claims)
      if (audience.endsWith(`/${address}`) && claims.includes(claim)) return true;
    return false;
  }

  #answer(connection: Connection, node: RequestNode, request: Message): void {
    const client = this.#client(connection);
    const properties = (request.application_properties ?? {}) as Readonly<Record<string, unknown>>;
    const answer =
      node === '$cbs' ? this.#putToken(client, properties, request) : this.#manage(client, properties);
    client.answers.get(String(request.reply_to))?.send({
      correlation_id: request.message_id as string,
      application_properties: {
        'status-code': types.wrap_int(answer.status),
        'status-description': answer.description,
      },
      body: answer.body,
    });
  }

  #putToken(client: Client, properties: Readonly<Record<string, unknown>>, { body }: Message) {
    const { access, now } = this.options;
    const claims = claimsOf(access, String(properties.type), String(body), now());
    if (claims === null)
      return { status: 401, description: 'InvalidSignature: The token has an invalid signature.', body: {} };
    client.claims.set(String(properties.name), claims);
    return { status: 202, description: 'Accepted', body: {} };
  }

  #manage(client: Client, properties: Readonly<Record<string, unknown>>) {
    const { name, log } = this.options;
    if (![...client.claims.values()].some((claims) => claims.includes('Listen')))
      return { status: 401, description: unauthorised('Listen').description ?? '', body: {} };
    return manage(name, log, properties);
  }
}

const listening = (server: Server | HttpServer): Promise<void> =>
  server.listening ? Promise.resolve() : new Promise((resolve) => server.once('listening', () => resolve()));

const portOf = (server: Server | HttpServer): number => (server.address() as AddressInfo).port;

const closed = (server: Server | HttpServer): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });

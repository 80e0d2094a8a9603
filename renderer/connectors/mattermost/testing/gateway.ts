/** A world whose requests and sockets go to a server in the same process. Like main's gateway, it adds the token. */
import type { LiveSocket, SocketEvents, SocketResume } from '../../world.ts';
import { MattermostTestWorld } from './world.ts';

interface Peer {
  send(text: string): void;
  close(code: number, reason: string): void;
}
interface Handle {
  receive(text: string): void;
  closed(): void;
}

/** The parts of a server that the gateway needs (the sandbox has them). */
export interface ServerBehind {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly sockets: {
    connect(
      peer: Peer,
      upgrade: { readonly headers: Headers; readonly url: URL },
    ): Handle | { readonly refused: unknown };
  };
}

/** Its clock is years away from the server's. */
export class GatewayWorld extends MattermostTestWorld {
  token = '';
  requests = 0;
  readonly #server: ServerBehind;

  constructor(server: ServerBehind) {
    super();
    this.#server = server;
    this.answer = (request) => {
      this.requests += 1;
      const url = new URL(request.url);
      const inner = new Request(
        `http://chat.example${url.pathname.replace('/gateway/mm1', '')}${url.search}`,
        request,
      );
      inner.headers.set('Authorization', `Bearer ${this.token}`);
      return server.fetch(inner);
    };
  }

  override openSocket = (
    _accountId: string,
    resume: SocketResume | null,
    events: SocketEvents,
  ): LiveSocket => {
    const query =
      resume === null ? '' : `?connection_id=${resume.connectionId}&sequence_number=${resume.sequence}`;
    const waiting: string[] = [];
    let open = false;
    const peer: Peer = {
      send: (text) => {
        if (open) events.frames([text]);
        else waiting.push(text);
      },
      close: (code) => events.closed({ code, status: null }),
    };
    const handle = this.#server.sockets.connect(peer, {
      headers: new Headers({ Authorization: `Bearer ${this.token}` }),
      url: new URL(`http://chat.example/api/v4/websocket${query}`),
    });
    if ('refused' in handle) throw new Error('the server refused the upgrade');
    // The socket opens after the connector has received it. All that the server sent before that comes as one batch.
    this.after(0, () => {
      events.opened();
      open = true;
      if (waiting.length > 0) events.frames(waiting.splice(0));
    });
    return { send: (text) => handle.receive(text), close: () => handle.closed() };
  };
}

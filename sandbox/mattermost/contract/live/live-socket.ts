/** A websocket over the real network, as a contract test's transport: it knows when everything on its way has arrived. */
import { WebSocket } from 'ws';
import type { SocketPeer } from '../../sockets/connection.ts';
import type { SocketHandle, SocketRefusal } from '../../sockets/hub.ts';

/** Sequence numbers of our own pings; tests use small ones. */
const firstFence = 1_000_000_000;
/** A ping that was not answered (the server drops replies to a connection it has not registered yet) is sent again. */
const askAgainAfter = 300;

interface Upgrade {
  readonly headers: Headers;
  readonly url: URL;
}

export class LiveSocket implements SocketHandle {
  #asked = 0;
  #answered = 0;
  #fence = firstFence;
  #fenceAnswered = 0;
  /** Whether hello has come, or is not expected (a resumed connection). */
  #welcome: boolean;
  #leaving = false;
  readonly #waiting = new Set<() => void>();
  readonly #gone: Promise<void>;

  private constructor(
    private readonly socket: WebSocket,
    private readonly peer: SocketPeer,
    upgrade: Upgrade,
    private readonly patience: number,
  ) {
    this.#welcome = upgrade.headers.has('authorization') && upgrade.url.searchParams.has('connection_id');
    this.expectsHello = upgrade.headers.has('authorization') && !this.#welcome;
    socket.on('message', (data: Buffer) => this.#take(data.toString()));
    socket.on('error', () => socket.terminate());
    this.#gone = new Promise((resolve) => {
      socket.on('close', (code: number, reason: Buffer) => {
        if (!this.#leaving) peer.close(code, reason.toString());
        this.#look();
        resolve();
      });
    });
  }

  private readonly expectsHello: boolean;

  /** Opens one; a refused upgrade comes with its HTTP answer. Rejects when the server cannot be reached. */
  static open(peer: SocketPeer, upgrade: Upgrade, patience: number): Promise<LiveSocket | SocketRefusal> {
    const address = new URL(upgrade.url);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, {
      headers: Object.fromEntries(upgrade.headers),
      handshakeTimeout: patience,
    });
    return new Promise((resolve, reject) => {
      // Listens before the first frame can come.
      const live = new LiveSocket(socket, peer, upgrade, patience);
      socket.once('open', () => resolve(live));
      socket.once('error', reject);
      socket.once('unexpected-response', (_request, response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          live.#leaving = true;
          resolve({
            refused: { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') },
          });
          socket.terminate();
        });
      });
    });
  }

  receive(text: string): void {
    this.#asked += 1;
    this.socket.send(text);
  }

  /** Ends the socket from this side, in order, so that the server knows it too when `left` resolves. */
  closed(): void {
    this.#leaving = true;
    this.socket.close(1000);
  }

  /** Resolves when a socket that was closed is gone. */
  async left(): Promise<void> {
    if (!this.#leaving) return;
    const giveUp = setTimeout(() => this.socket.terminate(), this.patience);
    await this.#gone;
    clearTimeout(giveUp);
  }

  /**
   * Waits until all questions are answered and all earlier events have arrived. A ping's pong uses the same queue as events. Two pings, one
   * after the other, because the server's hub takes a waiting pong and a waiting event in any order. Ends after `patience`; the test then
   * misses the rest.
   */
  async arrived(): Promise<void> {
    await this.#until(() => this.#answered >= this.#asked);
    if (this.expectsHello) await this.#until(() => this.#welcome);
    if (!this.#welcome) return;
    for (let round = 0; round < 2; round += 1) await this.#roundTrip();
  }

  async #roundTrip(): Promise<void> {
    const before = this.#fenceAnswered;
    const ping = (): void => {
      if (this.socket.readyState !== WebSocket.OPEN) return;
      this.socket.send(JSON.stringify({ action: 'ping', seq: (this.#fence += 1) }));
    };
    ping();
    const again = setInterval(ping, askAgainAfter);
    await this.#until(() => this.#fenceAnswered > before);
    clearInterval(again);
  }

  #take(text: string): void {
    const frame = JSON.parse(text) as { event?: string; seq_reply?: number };
    if (frame.event === 'hello') this.#welcome = true;
    if ((frame.seq_reply ?? 0) > firstFence) {
      this.#fenceAnswered = frame.seq_reply ?? 0;
    } else {
      if (frame.event === undefined) this.#answered += 1;
      this.peer.send(text);
    }
    this.#look();
  }

  #look(): void {
    for (const look of [...this.#waiting]) look();
  }

  async #until(holds: () => boolean): Promise<void> {
    const over = (): boolean => holds() || this.socket.readyState === WebSocket.CLOSED;
    if (over()) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const look = (): void => {
        if (over()) done();
      };
      const timer = setTimeout(done, this.patience);
      this.#waiting.add(look);
    });
  }
}

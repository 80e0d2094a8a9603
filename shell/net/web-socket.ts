// Electron's net.WebSocket on `ws`: a socket as in pages. It takes headers, sends its own server as Origin, goes through the proxy with a
// login that a request has got, and does not tell why an upgrade was refused.
import { WebSocket as NodeSocket } from 'ws';
import type { Like } from '../like.ts';
import { connectTo } from './connection.ts';

type Handler = ((event: Event) => void) | null;

const invalidState = (message: string): Error => new DOMException(message, 'InvalidStateError');

export class WebSocket extends EventTarget implements Like<WebSocket, Electron.WebSocket> {
  static readonly CONNECTING: number = 0;
  static readonly OPEN: number = 1;
  static readonly CLOSING: number = 2;
  static readonly CLOSED: number = 3;
  readonly url: string;
  binaryType: 'nodebuffer' | 'arraybuffer' | 'blob' = 'nodebuffer';
  onopen: Handler = null;
  onmessage: Handler = null;
  onerror: Handler = null;
  onclose: Handler = null;
  #state = WebSocket.CONNECTING;
  #socket: NodeSocket | null = null;

  constructor(url: string, protocols: string | string[] | Electron.WebSocketOptions = {}) {
    super();
    const given = typeof protocols === 'string' || Array.isArray(protocols) ? { protocols } : protocols;
    const address = new URL(url);
    if (!/^wss?:$/.test(address.protocol))
      throw new DOMException('the address is no websocket’s', 'SyntaxError');
    this.url = address.href;
    for (const type of ['open', 'message', 'error', 'close'] as const)
      this.addEventListener(type, (event) => this[`on${type}`]?.(event));
    void this.#connect(address, given);
  }

  get readyState(): number {
    return this.#state;
  }
  get protocol(): string {
    return this.#socket?.protocol ?? '';
  }
  get extensions(): string {
    return this.#socket?.extensions ?? '';
  }
  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  send(data: string | ArrayBufferLike | ArrayBufferView | Blob): void {
    if (this.#state === WebSocket.CONNECTING) throw invalidState('Still in CONNECTING state');
    if (this.#state !== WebSocket.OPEN) return;
    if (typeof data !== 'string') throw new TypeError('The stand-in sends text only');
    this.#socket?.send(data);
  }

  close(code?: number, reason?: string): void {
    if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999))
      throw new DOMException('neither 1000 nor between 3000 and 4999', 'InvalidAccessError');
    if (this.#state >= WebSocket.CLOSING) return;
    const wasConnecting = this.#state === WebSocket.CONNECTING;
    this.#state = WebSocket.CLOSING;
    if (wasConnecting) {
      this.#socket?.terminate();
      setImmediate(() => this.#failed());
    } else this.#socket?.close(code, reason);
  }

  async #connect(address: URL, given: Electron.WebSocketOptions): Promise<void> {
    try {
      // A socket does not ask for a proxy's login.
      const connection = await connectTo(address, () => Promise.resolve(null));
      if (this.#state !== WebSocket.CONNECTING) {
        connection.destroy();
        return;
      }
      const socket = new NodeSocket(address, [given.protocols ?? []].flat(), {
        headers: given.headers,
        origin: given.origin ?? address.origin.replace(/^ws/, 'http'),
        followRedirects: false,
        createConnection: () => connection,
      });
      this.#socket = socket;
      this.#listen(socket);
    } catch {
      // As in Chromium: an error event without a reason, then the end.
      this.#failed();
    }
  }

  #listen(socket: NodeSocket): void {
    socket.on('open', () => {
      if (this.#state !== WebSocket.CONNECTING) return;
      this.#state = WebSocket.OPEN;
      this.dispatchEvent(new Event('open'));
    });
    socket.on('message', (data: Buffer, isBinary) => {
      if (this.#state === WebSocket.OPEN)
        this.dispatchEvent(new MessageEvent('message', { data: isBinary ? data : data.toString('utf8') }));
    });
    socket.on('error', () => this.dispatchEvent(new Event('error')));
    socket.on('close', (code, reason) => this.#closed(code, reason.toString()));
  }

  #failed(): void {
    if (this.#state === WebSocket.CLOSED) return;
    this.dispatchEvent(new Event('error'));
    this.#closed(1006, '');
  }

  #closed(code: number, reason: string): void {
    if (this.#state === WebSocket.CLOSED) return;
    this.#state = WebSocket.CLOSED;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason, wasClean: code !== 1006 }));
  }
}

// The DevTools protocol over a pipe: one connection, one session per target. Chromium ends itself when the pipe closes, so even a SIGKILL of
// this process leaves no Chromium.
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright';

interface Waiting {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
}

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly data?: string };
}

/** A refusal of Chromium, or the end of the connection or session. */
export class CdpError extends Error {
  override readonly name = 'CdpError';
}

/** One target's (or, with an empty id, the browser's) half of the connection, typed by Playwright's protocol types. */
export class CdpSession {
  readonly id: string;
  readonly #connection: CdpConnection;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #waiting = new Map<number, Waiting>();
  #closed = false;
  readonly send: CDPSession['send'];
  readonly on: CDPSession['on'];
  readonly off: CDPSession['off'];

  constructor(connection: CdpConnection, id: string) {
    this.id = id;
    this.#connection = connection;
    // Playwright's overloads cannot be implemented structurally; the shapes are the protocol's own on both sides.
    this.send = ((method: string, params?: object) => this.#ask(method, params)) as CDPSession['send'];
    this.on = this.#events.on.bind(this.#events) as unknown as CDPSession['on'];
    this.off = this.#events.off.bind(this.#events) as unknown as CDPSession['off'];
  }

  #ask(method: string, params: object | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new CdpError(`${method}: the target is gone`));
        return;
      }
      const id = this.#connection.write(this.id, method, params ?? {});
      this.#waiting.set(id, { method, resolve, reject });
    });
  }

  /** Hands over one message that names this session. */
  receive(message: Incoming): void {
    if (message.id === undefined) {
      if (message.method !== undefined) this.#events.emit(message.method, message.params);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting.resolve(message.result);
    else
      waiting.reject(
        new CdpError(`${waiting.method}: ${message.error.message} ${message.error.data ?? ''}`.trim()),
      );
  }

  /** Ends the session: everything still asked is rejected. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { method, reject } of this.#waiting.values())
      reject(new CdpError(`${method}: the target is gone`));
    this.#waiting.clear();
  }
}

/** A connection over Chromium's file descriptors 3 (to it) and 4 (from it); messages end with a zero byte. */
export class CdpConnection {
  readonly browser: CdpSession;
  readonly #sessions = new Map<string, CdpSession>();
  readonly #output: Writable;
  #partial: Buffer[] = [];
  #lastId = 0;

  constructor(output: Writable, input: Readable, closed: () => void) {
    this.#output = output;
    this.browser = this.session('');
    const end = (): void => {
      for (const session of this.#sessions.values()) session.close();
      closed();
    };
    output.on('error', () => undefined);
    input.on('error', end);
    input.on('close', end);
    input.on('data', (chunk: Buffer) => this.#read(chunk));
    this.browser.on('Target.detachedFromTarget', ({ sessionId }) => {
      this.#sessions.get(sessionId)?.close();
      this.#sessions.delete(sessionId);
    });
  }

  /** The session with this id, made on first use. */
  session(id: string): CdpSession {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const made = new CdpSession(this, id);
    this.#sessions.set(id, made);
    return made;
  }

  /** Sends one command and returns its id. */
  write(sessionId: string, method: string, params: object): number {
    const id = ++this.#lastId;
    const message = sessionId === '' ? { id, method, params } : { id, sessionId, method, params };
    this.#output.write(`${JSON.stringify(message)}\0`);
    return id;
  }

  #read(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#partial, rest.subarray(0, end)]).toString('utf8');
      this.#partial = [];
      rest = rest.subarray(end + 1);
      const message = JSON.parse(text) as Incoming;
      this.#sessions.get(message.sessionId ?? '')?.receive(message);
    }
    if (rest.length > 0) this.#partial.push(rest);
  }
}

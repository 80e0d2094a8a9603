// Electron's ClientRequest, as far as main needs it: asks, and tells of the answer's head, or where a redirect leads. In the mode
// `manual` a redirect that nobody follows ends the request (Electron's documentation of ClientRequest).
import { EventEmitter } from 'node:events';
import { netError, redirects } from './chromium-fetch.ts';
import { asElectron } from './like.ts';

type Send = (request: Request) => Promise<Response>;

interface Options {
  readonly url: string;
  readonly method?: string;
}

export class ClientRequest extends EventEmitter {
  readonly #controller = new AbortController();
  readonly #options: Options;
  readonly #send: Send;

  constructor(options: string | Options, send: Send) {
    super();
    this.#options = typeof options === 'string' ? { url: options } : options;
    this.#send = send;
  }

  end(): Electron.ClientRequest {
    void this.#run();
    return asElectron<Electron.ClientRequest>()(this as ClientRequest);
  }

  abort(): void {
    if (this.#controller.signal.aborted) return;
    this.#controller.abort();
    this.emit('abort');
    this.emit('close');
  }

  #isOver(): boolean {
    return this.#controller.signal.aborted;
  }

  async #run(): Promise<void> {
    const { url, method = 'GET' } = this.#options;
    try {
      const answer = await this.#send(new Request(url, { method, signal: this.#controller.signal }));
      const location = redirects.has(answer.status) ? answer.headers.get('location') : null;
      await answer.body?.cancel();
      if (this.#isOver()) return;
      if (location === null) {
        this.emit('response', { statusCode: answer.status });
        return;
      }
      this.emit('redirect', answer.status, method, new URL(location, url).href, {});
      if (!this.#isOver()) this.emit('error', new Error('Redirect was cancelled'));
    } catch (reason) {
      if (!this.#isOver()) this.emit('error', netError(reason));
    }
  }
}

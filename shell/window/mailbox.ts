// Main's messages to one document, in order. While a batch is being sent, the next ones are collected. So many messages need few protocol
// calls, and a single message is sent at once (facts: 1,000 frames one by one 300 ms, in batches 28 ms).
import type { CdpSession } from '../chromium/cdp.ts';
import type { ToPage } from '../page/renderer.ts';

/** The messages into one isolated world. */
export class Mailbox {
  #waiting: ToPage[] = [];
  #busy = false;
  #scheduled = false;
  readonly #session: CdpSession;
  readonly #context: number;
  readonly #receiver: string;

  constructor(session: CdpSession, context: number, receiver: string) {
    this.#session = session;
    this.#context = context;
    this.#receiver = receiver;
  }

  /** Sends a message. It is lost if the document goes first, as in Electron. */
  put(message: ToPage): void {
    this.#waiting.push(message);
    if (this.#busy || this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#session.send('Runtime.callFunctionOn', {
          functionDeclaration: `function (batch) { globalThis[${JSON.stringify(this.#receiver)}]?.(JSON.parse(batch)); }`,
          executionContextId: this.#context,
          arguments: [{ value: JSON.stringify(batch) }],
          silent: true,
        });
      } catch {
        // The document is gone, and with it all listeners.
      }
    }
    this.#busy = false;
  }
}

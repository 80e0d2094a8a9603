// A page's document as main sees it: the sender of a message.
import { EventEmitter } from 'node:events';
import type { Like } from '../like.ts';

/** How a frame reaches its page. */
export interface FrameHost {
  send(channel: string, values: readonly unknown[]): void;
  evaluate(code: string): Promise<unknown>;
  reload(): void;
}

/** One document's main frame; a navigation to another document makes a new one. */
export class Frame extends EventEmitter implements Like<Frame, Electron.WebFrameMain> {
  /** The document's address, for the stand-in itself; `url` throws like Electron's. */
  address = '';
  origin = '';
  readonly name = '';
  readonly parent = null;
  readonly visibilityState = 'visible';
  readonly frameTreeNodeId: number;
  readonly routingId: number;
  readonly processId: number;
  readonly frameToken: string;
  detached = false;
  #disposed = false;
  readonly #host: FrameHost;

  constructor(host: FrameHost, token: string, number: number) {
    super();
    this.#host = host;
    this.frameToken = token;
    this.frameTreeNodeId = number;
    this.routingId = number;
    this.processId = number;
  }

  /** The document is gone: replaced, or its process has ended. */
  dispose(): void {
    this.#disposed = true;
  }
  /** Electron's accessors throw if there is no document behind the frame (electron_api_web_frame_main.cc, CheckRenderFrame). */
  get url(): string {
    if (this.#disposed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return this.address;
  }
  /** As in Electron, which reports it on the console and does not throw. */
  send(channel: string, ...values: unknown[]): void {
    if (this.#disposed)
      console.error(
        'Error sending from webFrameMain: ',
        new Error('Render frame was disposed before WebFrameMain could be accessed'),
      );
    else this.#host.send(channel, values);
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.#host.evaluate(code);
  }
  isDestroyed(): boolean {
    return this.#disposed;
  }
  reload(): boolean {
    this.#host.reload();
    return true;
  }
}

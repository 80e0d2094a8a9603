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
  url = '';
  origin = '';
  readonly name = '';
  readonly parent = null;
  readonly visibilityState = 'visible';
  readonly frameTreeNodeId: number;
  readonly routingId: number;
  readonly processId: number;
  readonly frameToken: string;
  detached = false;
  readonly #host: FrameHost;

  constructor(host: FrameHost, token: string, number: number) {
    super();
    this.#host = host;
    this.frameToken = token;
    this.frameTreeNodeId = number;
    this.routingId = number;
    this.processId = number;
  }

  send(channel: string, ...values: unknown[]): void {
    this.#host.send(channel, values);
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.#host.evaluate(code);
  }
  isDestroyed(): boolean {
    return this.detached;
  }
  reload(): boolean {
    this.#host.reload();
    return true;
  }
}

// The documents of one page target: which frame is current, its isolated world, and the way into it.
import type { CdpSession } from '../chromium/cdp.ts';
import type { FromPage, ToPage } from '../page/renderer.ts';
import type { PageNames } from '../page/source.ts';
import { Frame, type FrameHost } from './frame.ts';
import { Mailbox } from './mailbox.ts';

interface PageDocument {
  readonly frame: Frame;
  readonly mailbox: Mailbox;
}

let lastFrame = 0;

/** Follows a target's documents and passes what they post to `receive`. */
export class Documents {
  current: Frame;
  #frameId = '';
  readonly #byContext = new Map<number, PageDocument>();
  readonly #session: CdpSession;
  readonly #names: PageNames;
  readonly #host: FrameHost;

  constructor(
    session: CdpSession,
    names: PageNames,
    host: FrameHost,
    receive: (frame: Frame, messages: readonly FromPage[], reply: (message: ToPage) => void) => void,
  ) {
    this.#session = session;
    this.#names = names;
    this.#host = host;
    this.current = this.#newFrame('');
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const place = context.auxData as { readonly frameId?: string } | undefined;
      if (context.name === names.world && place?.frameId === this.#frameId)
        this.#enter(context.id, context.origin);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#leave(executionContextId),
    );
    session.on('Runtime.executionContextsCleared', () => this.clear());
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const sender = this.#byContext.get(executionContextId);
      if (name !== names.binding || sender === undefined) return;
      receive(sender.frame, JSON.parse(payload) as FromPage[], (message) => sender.mailbox.put(message));
    });
  }

  #newFrame(token: string): Frame {
    lastFrame += 1;
    return new Frame(this.#host, token, lastFrame);
  }

  /** The main frame's id, known once the target is attached. */
  set mainFrameId(id: string) {
    this.#frameId = id;
  }
  get mainFrameId(): string {
    return this.#frameId;
  }

  #enter(context: number, origin: string): void {
    const frame = this.#newFrame(this.#frameId);
    frame.origin = origin;
    frame.address = this.current.address;
    this.current.detached = true;
    this.current.dispose();
    this.current = frame;
    this.#byContext.set(context, {
      frame,
      mailbox: new Mailbox(this.#session, context, this.#names.receiver),
    });
  }

  #leave(context: number): void {
    const left = this.#byContext.get(context);
    if (left !== undefined && left.frame !== this.current) {
      left.frame.detached = true;
      left.frame.dispose();
    }
    this.#byContext.delete(context);
  }

  /** Forgets every document: they were replaced. */
  clear(): void {
    this.#byContext.clear();
  }

  /** The page's process has ended, and with it the current document. */
  lose(): void {
    this.clear();
    this.current.dispose();
  }

  /** Sends to the current document. The message is lost if it has no preload world yet, as in Electron without a listener. */
  send(message: ToPage): void {
    for (const { frame, mailbox } of this.#byContext.values())
      if (frame === this.current) mailbox.put(message);
  }
}

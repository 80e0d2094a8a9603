// Electron's renderer part: the modules that a sandboxed preload may require. It is sent to the isolated world as source text, so it must not
// use anything outside itself.
import type { Bridge } from './bridge.ts';
import type { Codec } from './codec.ts';

/** From a page: a message, or a question with a number. */
export interface FromPage {
  readonly kind: 'send' | 'invoke' | 'open' | 'context-menu';
  readonly channel: string;
  readonly id: number;
  readonly values: unknown;
}

/** To a page: a message, or an answer. */
export type ToPage =
  | { readonly kind: 'message'; readonly channel: string; readonly values: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: boolean; readonly value: unknown };

/** The right-clicked element. */
export interface PageContext {
  readonly x: number;
  readonly y: number;
  readonly linkURL: string;
  readonly linkText: string;
  readonly srcURL: string;
  readonly selectionText: string;
  readonly isEditable: boolean;
}

/** The values for the isolated world, set before the preload runs. */
export interface RendererWorld {
  readonly bridge: Bridge;
  readonly codec: Codec;
  /** The binding into main: takes JSON of a FromPage[]. */
  readonly post: (json: string) => void;
  /** The name of the isolated world's global function that takes a ToPage[] from main. */
  readonly receiver: string;
  /** The event by which the page's own world asks for another window. */
  readonly openEvent: string;
}

/** Makes `require` for the preload. */
export function createRenderer(world: RendererWorld): (name: string) => unknown {
  type Listener = (event: object, ...values: unknown[]) => void;
  interface Registration {
    readonly listener: Listener;
    readonly once: boolean;
  }
  const { bridge, codec } = world;
  const listeners = new Map<string, Registration[]>();
  const questions = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (reason: Error) => void; channel: string }
  >();
  let lastId = 0;
  let outgoing: FromPage[] = [];

  const post = (message: FromPage): void => {
    // All messages of one task are sent in one call, because the protocol costs more per message than per byte.
    if (outgoing.push(message) > 1) return;
    queueMicrotask(() => {
      const batch = outgoing;
      outgoing = [];
      world.post(JSON.stringify(batch));
    });
  };
  const answer = (message: Extract<ToPage, { kind: 'answer' }>): void => {
    const question = questions.get(message.id);
    questions.delete(message.id);
    if (message.ok) question?.resolve(codec.unpack(message.value));
    else
      question?.reject(
        new Error(`Error invoking remote method '${question.channel}': ${String(message.value)}`),
      );
  };
  const emit = (channel: string, values: unknown[]): void => {
    for (const { listener, once } of [...(listeners.get(channel) ?? [])]) {
      if (once) ipcRenderer.removeListener(channel, listener);
      try {
        listener({ sender: ipcRenderer, ports: [] }, ...values);
      } catch (reason) {
        reportError(reason);
      }
    }
  };
  const add = (channel: string, registration: Registration, first: boolean): typeof ipcRenderer => {
    const known = listeners.get(channel) ?? [];
    listeners.set(channel, first ? [registration, ...known] : [...known, registration]);
    return ipcRenderer;
  };
  const ipcRenderer = {
    send: (channel: string, ...values: unknown[]) =>
      post({ kind: 'send', channel, id: 0, values: codec.pack(values) }),
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const packed = codec.pack(values);
        const id = ++lastId;
        questions.set(id, { resolve, reject, channel });
        post({ kind: 'invoke', channel, id, values: packed });
      }),
    on: (channel: string, listener: Listener) => add(channel, { listener, once: false }, false),
    addListener: (channel: string, listener: Listener) => add(channel, { listener, once: false }, false),
    prependListener: (channel: string, listener: Listener) => add(channel, { listener, once: false }, true),
    once: (channel: string, listener: Listener) => add(channel, { listener, once: true }, false),
    removeListener: (channel: string, listener: Listener) => {
      const left = [...(listeners.get(channel) ?? [])];
      const at = left.findLastIndex((registration) => registration.listener === listener);
      if (at !== -1) left.splice(at, 1);
      listeners.set(channel, left);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => ipcRenderer.removeListener(channel, listener),
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  };

  Object.defineProperty(globalThis, world.receiver, {
    value: (batch: ToPage[]) => {
      for (const message of batch) {
        if (message.kind === 'answer') answer(message);
        else emit(message.channel, codec.unpack(message.values) as unknown[]);
      }
    },
  });

  // A link that asks for another window: main's open handler decides (window.open is replaced in the page's own world).
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href][target]') : null;
    if (event.defaultPrevented || !(link instanceof HTMLAnchorElement) || link.target === '_self') return;
    event.preventDefault();
    post({ kind: 'open', channel: link.href, id: 0, values: [link.target, ''] });
  });
  // If a page does not handle a right click itself, main does.
  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    event.preventDefault();
    const { target } = event;
    const link = target.closest('a[href]');
    const field = target.closest('input, textarea');
    const chosen =
      field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
        ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
        : String(getSelection() ?? '');
    const context: PageContext = {
      x: event.clientX,
      y: event.clientY,
      linkURL: link instanceof HTMLAnchorElement ? link.href : '',
      linkText: link?.textContent ?? '',
      srcURL: target instanceof HTMLImageElement ? target.currentSrc : '',
      selectionText: chosen,
      isEditable: field !== null || (target instanceof HTMLElement && target.isContentEditable),
    };
    post({ kind: 'context-menu', channel: '', id: 0, values: context });
  });
  document.addEventListener(world.openEvent, (event) => {
    const { url, name, features } = (event as CustomEvent<{ url: string; name: string; features: string }>)
      .detail;
    post({ kind: 'open', channel: new URL(url, location.href).href, id: 0, values: [name, features] });
  });

  const exposed = new Set<string>();
  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld: (key: string, value: unknown) => {
        if (exposed.has(key))
          throw new Error('Cannot bind an API on top of an existing property on the window object');
        bridge.expose(key, value);
        exposed.add(key);
      },
    },
  };
  return (name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
}

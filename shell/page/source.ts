// Makes the two scripts that run before a page's own: one in its world, one (with the preload) in the isolated world.
import { openBridge } from './bridge.ts';
import { createCodec } from './codec.ts';
import { createRenderer } from './renderer.ts';

/** Names that only main and the two scripts know, random at each start. */
export interface PageNames {
  /** Prefix of the events that carry the bridge. */
  readonly secret: string;
  /** The isolated world's binding into main. */
  readonly binding: string;
  /** The isolated world's function that main calls. */
  readonly receiver: string;
  /** The isolated world. */
  readonly world: string;
}

/** What `process` shows to a sandboxed preload. */
export interface PreloadProcess {
  readonly platform: string;
  readonly arch: string;
  readonly argv: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
}

const openEvent = (names: PageNames): string => `${names.secret}open`;

/** The script for the page's own world: the bridge's end, and window.open, which must be overridden in the page so that main's open handler decides. */
export function pageScript(names: PageNames): string {
  const open = JSON.stringify(openEvent(names));
  return `(() => {
    if (window !== window.top || location.href === 'about:blank') return;
    (${openBridge.toString()})(${JSON.stringify(names.secret)}, 'page', 'preload');
    const CustomEventOf = CustomEvent, dispatch = document.dispatchEvent.bind(document);
    window.open = (url = '', name = '', features = '') => {
      dispatch(new CustomEventOf(${open}, { detail: { url: String(url), name: String(name), features: String(features) } }));
      return null;
    };
  })();`;
}

/** The script for the isolated world: bridge, Electron's renderer modules, then the preload as CommonJS. */
export function preloadScript(names: PageNames, preload: string, process: PreloadProcess): string {
  const shown = { ...process, type: 'renderer', sandboxed: true, contextIsolated: true, env: {} };
  return `(() => {
    if (window !== window.top || location.href === 'about:blank') return;
    const bridge = (${openBridge.toString()})(${JSON.stringify(names.secret)}, 'preload', 'page');
    const codec = (${createCodec.toString()})();
    const post = globalThis[${JSON.stringify(names.binding)}];
    const require = (${createRenderer.toString()})({
      bridge, codec, post, receiver: ${JSON.stringify(names.receiver)}, openEvent: ${JSON.stringify(openEvent(names))},
    });
    const process = Object.freeze(${JSON.stringify(shown)});
    const module = { exports: {} };
    (function (require, module, exports, process, global) {
${preload}
    })(require, module, module.exports, process, globalThis);
  })();
  //# sourceURL=preload.cjs`;
}

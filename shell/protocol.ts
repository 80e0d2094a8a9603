// Electron's protocol: handlers for https, which the loopback server calls (chromium/origin-server.ts).
import type { ProtocolHandler } from './chromium/origin-server.ts';
import { like } from './like.ts';
import { runtime } from './runtime.ts';

export const protocol = like<Electron.Protocol>()({
  handle: (scheme: string, handler: ProtocolHandler) => {
    if (scheme !== 'https')
      throw new Error(`The stand-in serves https://*.isthmus.localhost only, not ${scheme}:`);
    if (runtime.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    runtime.handlers.set(scheme, handler);
  },
  unhandle: (scheme: string) => {
    if (!runtime.handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },
  isProtocolHandled: (scheme: string) => runtime.handlers.has(scheme),
  // https needs no privileges, and other schemes are not supported here.
  registerSchemesAsPrivileged: () => undefined,
});

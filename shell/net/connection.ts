// A connection of main: direct or through the proxy, plain or TLS. It trusts Node's certificates and the pinned keys.
import { X509Certificate } from 'node:crypto';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { spkiOf } from '../chromium/certificate.ts';
import { runtime } from '../runtime.ts';
import { withClientCertificate } from './client-certificates.ts';
import { proxyFor } from './proxies.ts';
import { type AskLogin, openTunnel } from './tunnel.ts';

const plain = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectPlain({ host, port }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });

/** Starts TLS on a connection. Chromium's switch for pinned keys also applies to Electron's net, so it applies here. */
export const secured = (over: ConnectionOptions): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectTls({ ...over, ALPNProtocols: ['http/1.1'], rejectUnauthorized: false }, () => {
      socket.off('error', reject);
      const { raw } = socket.getPeerCertificate();
      if (socket.authorized || runtime.trustedKeys.has(spkiOf(new X509Certificate(raw)))) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Error(String(socket.authorizationError)));
    });
    socket.once('error', reject);
  });

/** Connects to the host of an address (http, https, ws or wss). */
export async function connectTo(url: URL, login: AskLogin): Promise<Socket> {
  const isSecure = url.protocol === 'https:' || url.protocol === 'wss:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (isSecure ? 443 : 80));
  const proxy = await proxyFor(url.href);
  // Chromium would send a plain request to the proxy itself; nothing here needs that.
  if (proxy !== null && !isSecure) throw new Error('net::ERR_NO_SUPPORTED_PROXIES');
  const place = `${url.hostname}:${port}`;
  const open = (): Promise<Socket> => (proxy === null ? plain(host, port) : openTunnel(proxy, place, login));
  if (!isSecure) return open();
  return withClientCertificate(place, async (options) =>
    secured({ ...options, socket: await open(), servername: host }),
  );
}

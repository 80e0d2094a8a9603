/** A real proxy for tests: CONNECT only, with Basic (RFC 7617) or Digest (RFC 7616) login, and a PAC script that sends some hosts to it. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface TestProxy {
  readonly host: string;
  /** A PAC script as a `data:` address. Hosts below `.example` go through the proxy, all others directly. */
  readonly pac: string;
  /** The requests with their status: `200 chat.example:443`. */
  readonly log: string[];
  close(): void;
}

export interface TestProxyOptions {
  readonly scheme: 'none' | 'basic' | 'digest';
  /** Ports of the loopback, by host names that only the proxy knows. */
  readonly names: Readonly<Record<string, number>>;
}

/** The login that the proxy accepts. */
export const proxyUser = { username: 'ada', password: 'harbour light' };
const realm = 'the office';
const nonce = 'b1946ac92492d2347c6235b4d2611184';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function isBasic(authorization: string): boolean {
  const [username, password] = Buffer.from(authorization.slice(6), 'base64').toString().split(':');
  return username === proxyUser.username && password === proxyUser.password;
}

function isDigest(authorization: string, target: string): boolean {
  const of = (name: string): string => new RegExp(`\\b${name}="?([^",]+)"?`).exec(authorization)?.[1] ?? '';
  const secret = md5(`${proxyUser.username}:${realm}:${proxyUser.password}`);
  const expected = md5([secret, nonce, of('nc'), of('cnonce'), 'auth', md5(`CONNECT:${target}`)].join(':'));
  return of('username') === proxyUser.username && of('nonce') === nonce && of('response') === expected;
}

/** Starts the proxy on the loopback. */
export async function startProxy({ scheme, names }: TestProxyOptions): Promise<TestProxy> {
  const log: string[] = [];
  const open = new Set<Duplex>();
  const challenge =
    scheme === 'basic'
      ? `Basic realm="${realm}"`
      : `Digest realm="${realm}", nonce="${nonce}", qop="auth", algorithm=MD5`;
  const isLetIn = (authorization: string | undefined, target: string): boolean => {
    if (scheme === 'none') return true;
    if (authorization === undefined) return false;
    return scheme === 'basic' ? isBasic(authorization) : isDigest(authorization, target);
  };
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', ({ url: target = '', headers }, client: Duplex) => {
    open.add(client);
    client.on('error', () => client.destroy());
    const end = (status: number, head: string): void => {
      log.push(`${status} ${target}`);
      client.end(`HTTP/1.1 ${status} No\r\n${head}Content-Length: 0\r\nConnection: close\r\n\r\n`);
    };
    if (!isLetIn(headers['proxy-authorization'], target)) {
      end(407, `Proxy-Authenticate: ${challenge}\r\n`);
      return;
    }
    const port = names[target.split(':')[0] ?? ''];
    if (port === undefined) {
      end(502, '');
      return;
    }
    const upstream: Socket = connect(port, '127.0.0.1', () => {
      log.push(`200 ${target}`);
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = `function FindProxyForURL(url, host) { return dnsDomainIs(host, '.example') ? 'PROXY ${host}' : 'DIRECT'; }`;
  return {
    host,
    log,
    pac: `data:application/x-ns-proxy-autoconfig,${encodeURIComponent(script)}`,
    close: () => {
      for (const client of open) client.destroy();
      server.close();
    },
  };
}

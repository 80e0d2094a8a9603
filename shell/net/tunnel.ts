// A tunnel through a proxy by CONNECT, with a login if the proxy asks for one.
import { connect, type Socket } from 'node:net';
import type { Proxy } from './proxies.ts';
import {
  authorizationFor,
  type Challenge,
  challengeOf,
  type Credentials,
  credentials,
} from './proxy-auth.ts';

/** Asks for a proxy's login; null cancels. */
export type AskLogin = (asked: Electron.AuthInfo) => Promise<Credentials | null>;

/** The proxy wants a login and got none. Chromium passes on its status and blocks the body. */
export class ProxyLoginNeeded extends Error {}

interface Answered {
  readonly socket: Socket;
  readonly status: number;
  readonly challenge: Challenge | null;
}

const longestHead = 64 * 1024;

/** Sends one CONNECT and reads the head of the answer. */
function ask(proxy: Proxy, target: string, authorization: string | null): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const socket = connect(proxy.port, proxy.host);
    const fail = (name: string): void => {
      socket.destroy();
      reject(new Error(`net::${name}`));
    };
    const failed = (): void => fail('ERR_PROXY_CONNECTION_FAILED');
    const closed = (): void => fail('ERR_TUNNEL_CONNECTION_FAILED');
    socket.once('error', failed);
    socket.once('close', closed);
    let head = '';
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) {
        if (head.length > longestHead) fail('ERR_RESPONSE_HEADERS_TOO_BIG');
        return;
      }
      socket.off('data', read).off('error', failed).off('close', closed);
      socket.pause();
      const [first = '', ...lines] = head.slice(0, end).split('\r\n');
      const asked = lines.flatMap((line) =>
        /^proxy-authenticate:/i.test(line) ? line.slice(line.indexOf(':') + 1).trim() : [],
      );
      resolve({ socket, status: Number(first.split(' ')[1]), challenge: challengeOf(asked) });
    };
    socket.on('data', read);
    socket.write(
      `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n` +
        `${authorization === null ? '' : `Proxy-Authorization: ${authorization}\r\n`}\r\n`,
    );
  });
}

/** Opens a tunnel to `target` (`host:port`). */
export async function openTunnel(proxy: Proxy, target: string, login: AskLogin): Promise<Socket> {
  let authorization: string | null = null;
  let tried: Credentials | null = null;
  for (;;) {
    const { socket, status, challenge } = await ask(proxy, target, authorization);
    if (status === 200) return socket;
    socket.destroy();
    if (status !== 407) throw new Error('net::ERR_TUNNEL_CONNECTION_FAILED');
    if (challenge === null) throw new Error('net::ERR_PROXY_AUTH_UNSUPPORTED');
    const { scheme, realm } = challenge;
    const kept = credentials.of(proxy, realm);
    if (tried !== null && kept === tried) credentials.forget(proxy, realm);
    tried =
      kept !== undefined && kept !== tried
        ? kept
        : await login({ isProxy: true, scheme, realm, host: proxy.host, port: proxy.port });
    if (tried === null) throw new ProxyLoginNeeded('net::ERR_TUNNEL_CONNECTION_FAILED');
    credentials.keep(proxy, realm, tried);
    authorization = authorizationFor(challenge, tried, target);
  }
}

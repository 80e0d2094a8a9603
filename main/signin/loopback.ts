/**
 * A loopback server that catches the answer of a sign-in in the system browser (RFC 8252, 7.3). It listens for one attempt, compares the
 * `state` first, and ignores strangers, so that the right answer still wins (facts/sign-in.md).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerPage, fragmentPage, strangerPage } from './loopback-pages.ts';

/** An open loopback. */
export interface Loopback {
  readonly port: number;
  /** Resolves with the answer's query string (`?code=…`) whose `state` is this one, or null when `signal` ends the wait. */
  answer(state: string, signal: AbortSignal): Promise<string | null>;
  close(): void;
}

const maxAnswer = 20_000;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxAnswer) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The parameters in a request: of its query, or of the fragment that our own page posts back. Null when there are none. */
async function parametersIn(request: IncomingMessage, url: URL): Promise<URLSearchParams | null> {
  if (request.method === 'POST') return new URLSearchParams((await readBody(request)).replace(/^[#?]/, ''));
  return request.method === 'GET' && url.searchParams.has('state') ? url.searchParams : null;
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/**
 * Opens a loopback on `port` (0: any free one). Browsers may try either address of `localhost`, so it listens on both where it can.
 * @throws when the port is taken
 */
export async function openLoopback(port = 0): Promise<Loopback> {
  let expected: { readonly state: string; readonly settle: (answer: string) => void } | null = null;

  const answerRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const show = (status: number, page: { readonly html: string; readonly policy: string }): void => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': page.policy,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        connection: 'close',
      });
      response.end(request.method === 'HEAD' ? '' : page.html);
    };
    // Another name for this machine would be a page that rebinds its own.
    if (!/^(localhost|127\.0\.0\.1|\[::1\]):\d+$/.test(request.headers.host ?? '')) {
      show(403, strangerPage());
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const parameters = await parametersIn(request, url);
    // Nothing in the query: the answer may be in the fragment, which only a page can read.
    if (parameters === null) {
      if (request.method === 'GET' && url.pathname !== '/favicon.ico') show(200, fragmentPage());
      else show(404, strangerPage());
      return;
    }
    const waiting = parameters.get('state') === expected?.state ? expected : null;
    if (waiting === null) {
      show(400, strangerPage());
      return;
    }
    show(200, answerPage(parameters.has('code')));
    waiting.settle(`?${parameters.toString()}`);
  };

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    answerRequest(request, response).catch(() => response.destroy());
  };
  const servers = [createServer(respond), createServer(respond)] as const;
  await listen(servers[0], '127.0.0.1', port);
  const opened = (servers[0].address() as AddressInfo).port;
  // No IPv6 here, or the port is taken there: the other address will do.
  await listen(servers[1], '::1', opened).catch(() => undefined);

  return {
    port: opened,
    answer: (state, signal) =>
      new Promise((resolve) => {
        const finish = (answer: string | null): void => {
          expected = null;
          signal.removeEventListener('abort', abandon);
          resolve(answer);
        };
        const abandon = (): void => finish(null);
        if (signal.aborted) return finish(null);
        signal.addEventListener('abort', abandon);
        expected = { state, settle: finish };
      }),
    close: () => {
      for (const server of servers) {
        server.close();
        // Only idle ones: the page that says "you can close this window" may still be on its way.
        server.closeIdleConnections();
      }
    },
  };
}

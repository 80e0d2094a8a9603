/**
 * The place on this machine to which the browser brings the answer of a sign-in (RFC 8252, 7.3). It compares the `state` first: an answer to
 * another question is ignored, and the right one is still taken afterwards.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnBoth } from '../../sign-in/loopback-listen.ts';
import { answerPage, strangerPage, waitingPage } from './loopback-pages.ts';

export interface Loopback {
  /** What Entra is told as `redirect_uri`. */
  readonly redirectUri: string;
  readonly port: number;
  /** Resolves to the answer with this `state`. Never rejects. `onStranger`: an answer with another `state` came. */
  readonly answer: (state: string, onStranger: () => void) => Promise<URLSearchParams>;
  readonly close: () => void;
}

/** Codes are far shorter, bytes. */
const longestAnswer = 20_000;

/** Another host name for this machine would be a web page that uses DNS rebinding. */
const ownHost = /^(localhost|127\.0\.0\.1|\[::1\]):\d+$/;

/** Opens it on `port` (0: any free one), at both addresses of `localhost`. Rejects with the system's error if the port is taken. */
export const openLoopback = async (port: number): Promise<Loopback> => {
  let expected: {
    readonly state: string;
    readonly settle: (answer: URLSearchParams) => void;
    readonly onStranger: () => void;
  } | null = null;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const show = (status: number, { html, policy }: { html: string; policy: string }): void => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        connection: 'close',
      });
      response.end(html);
    };
    if (!ownHost.test(request.headers.host ?? '')) {
      show(403, strangerPage());
      return;
    }
    const answer = await answerIn(request);
    if (answer === null) {
      show(404, waitingPage());
      return;
    }
    if (expected === null || answer.get('state') !== expected.state) {
      expected?.onStranger();
      show(400, strangerPage());
      return;
    }
    const { settle } = expected;
    expected = null;
    show(200, answerPage(answer.has('code')));
    settle(answer);
  };

  const listening = await listenOnBoth(
    () =>
      createServer((request, response) => {
        // Harmless: the browser shows that nothing came, and the person tries again.
        handle(request, response).catch(() => response.destroy());
      }),
    port,
  );
  return {
    redirectUri: `http://localhost:${listening.port}`,
    port: listening.port,
    answer: (state, onStranger) =>
      new Promise((settle) => {
        expected = { state, settle, onStranger };
      }),
    close: () => listening.close(),
  };
};

/** The parameters of an answer, from its query or its form; null if there are none. */
const answerIn = async (request: IncomingMessage): Promise<URLSearchParams | null> => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const found = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : searchParams;
  return found.has('state') ? found : null;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestAnswer) throw new RangeError('answer');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

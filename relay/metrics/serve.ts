/** Answers GET /metrics and /status over HTTP, and nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isOurHost } from './our-host.ts';

export interface MetricsAddress {
  /** An IP address of this machine. */
  readonly address: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Other names by which it may be asked, without a port. */
  readonly hosts: readonly string[];
}

/** An answer's body, made when it is asked for. */
export interface Page {
  readonly contentType: string;
  readonly body: () => Promise<string>;
}

export interface ServeOptions {
  readonly where: MetricsAddress;
  readonly pages: Readonly<Record<string, Page>>;
  /** A page could not be made. */
  readonly onFailed: (error: unknown) => void;
}

export type Served =
  | {
      readonly kind: 'serves';
      readonly port: number;
      /** Ends it, also for who asks just now. */
      readonly close: () => Promise<void>;
    }
  /** The system does not let us listen there. `code`: its own code, such as EADDRINUSE. */
  | { readonly kind: 'refused'; readonly code: string };

/** Those who scrape are few. */
const mostConnections = 32;
/** How long a request may take to come, ms. */
const requestWithin = 10_000;

export const serve = ({ where, pages, onFailed }: ServeOptions): Promise<Served> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => void answer(request, response));
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const page = Object.hasOwn(pages, pathOf(request.url ?? ''))
        ? pages[pathOf(request.url ?? '')]
        : undefined;
      const local = request.socket.localAddress ?? '';
      if (!isOurHost(request.headers.host, local, where.hosts)) end(response, 421);
      else if (page === undefined) end(response, 404);
      else if (request.method !== 'GET') end(response, 405, { allow: 'GET' });
      else await answerWith(page, response, onFailed);
    };
    server.maxConnections = mostConnections;
    server.requestTimeout = requestWithin;
    server.headersTimeout = requestWithin;
    // Once it listens, an error of its socket changes nothing here: who asks gets no answer.
    server.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ kind: 'refused', code: error.code ?? 'unknown' }),
    );
    server.listen(where.port, where.address, () => {
      const { port } = server.address() as AddressInfo;
      const close = (): Promise<void> =>
        new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ kind: 'serves', port, close });
    });
  });

const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

const end = (
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void => void response.writeHead(status, { ...always, ...headers }).end();

const answerWith = async (
  page: Page,
  response: ServerResponse,
  onFailed: ServeOptions['onFailed'],
): Promise<void> => {
  try {
    const body = await page.body();
    response.writeHead(200, { ...always, 'content-type': page.contentType }).end(body);
  } catch (error) {
    // Harmless: it is told, and whoever gave `onFailed` logs it.
    onFailed(error);
    end(response, 500);
  }
};

/** The path of a request without its parameters. */
const pathOf = (target: string): string => target.split('?', 1)[0] ?? '';

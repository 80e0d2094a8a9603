/** A plain Graph client for contract tests: works on anything with a fetch, an address and a token; checks every answer. */
import { expect } from 'vitest';
import { contractProblems } from './contract.ts';
import { Json } from './json.ts';

/** The surroundings of a contract test: the sandbox in process, its listener, or the real Graph. */
export interface GraphFixture {
  readonly fetch: (request: Request) => Promise<Response>;
  /** With the version, without a slash at the end. */
  readonly baseUrl: string;
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
}

export class GraphClient {
  constructor(readonly fixture: GraphFixture) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask('GET', path, { headers });
  }

  post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask('POST', path, { body, headers });
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.ask('PATCH', path, { body });
  }

  /** Asks with a path below the version or a whole address (nextLink). JSON answers must satisfy the contract. */
  async ask(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const url = path.startsWith('https:') ? path : `${this.fixture.baseUrl}${path}`;
    const response = await this.fixture.fetch(
      new Request(url, {
        method,
        headers: {
          authorization: `Bearer ${this.fixture.token}`,
          ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...ask.headers,
        },
        ...(ask.bytes
          ? { body: new Uint8Array(ask.bytes) }
          : ask.body === undefined
            ? {}
            : { body: JSON.stringify(ask.body) }),
      }),
    );
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const body: unknown = isJson ? await response.json() : Buffer.from(await response.arrayBuffer());
    if (isJson && url.startsWith(this.fixture.baseUrl)) {
      const below = decodeURIComponent(
        new URL(url).pathname.slice(new URL(this.fixture.baseUrl).pathname.length),
      );
      expect(contractProblems(method, below, response.status, body), `${method} ${below}`).toEqual([]);
    }
    return { status: response.status, headers: response.headers, body: new Json(body) };
  }

  /** All items of a collection, page by page. */
  async all(path: string): Promise<Json[]> {
    const items: Json[] = [];
    for (let next: unknown = path; typeof next === 'string';) {
      const answer: Answer = await this.get(next);
      expect(answer.status).toBe(200);
      items.push(...answer.body.items());
      next = answer.body.at('@odata.nextLink');
    }
    return items;
  }
}

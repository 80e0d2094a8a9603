import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filePath, gatewayKeyHeader, gatewayRequestHeader, graphPath } from '../../preload/contract/index.ts';
import { testNetwork } from '../network/testing/network.ts';
import { createEngineKey } from './engine-key.ts';
import { createGateway, type GatewayRefusal } from './gateway.ts';
import type { Upstream, Upstreams } from './routes.ts';

/** A server that records its requests, and can redirect, stream and set cookies. */
let upstream: Server;
let serverUrl: string;
let asked: { method: string; url: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
let abandoned: Promise<void>;

beforeAll(async () => {
  let abandon: () => void = () => undefined;
  abandoned = new Promise((resolve) => (abandon = resolve));
  upstream = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      if (request.url?.includes('redirect'))
        response.writeHead(302, { location: 'https://example.org/' }).end();
      else if (request.url?.includes('unchanged')) response.writeHead(304, { etag: '"1"' }).end();
      else if (request.url?.includes('endless')) {
        response.writeHead(200, { 'content-type': 'text/plain' }).write('the beginning');
        response.on('close', abandon);
      } else {
        response.writeHead(request.url?.includes('missing') ? 404 : 200, {
          'content-type': 'application/json',
          'set-cookie': 'MMAUTHTOKEN=secret; Path=/',
          'access-control-allow-origin': '*',
          'content-security-policy': "frame-ancestors 'self'",
          'x-version-id': '11.6.0',
          etag: '"7"',
          'retry-after': '3',
        });
        response.end('{"ok":true}');
      }
    });
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  serverUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/mattermost`;
});
afterAll(() => {
  upstream.closeAllConnections();
  upstream.close();
});

const account = 'm-abcdefghijkl';
const teams = 't-abcdefghijkl';
let key: ReturnType<typeof createEngineKey>;
let counted: GatewayRefusal[];
let thrown: unknown[];
let gateway: ReturnType<typeof createGateway>;
const upstreamsWith = (mattermost: Upstreams['mattermost']): Upstreams => ({
  mattermost,
  graph: (id) => {
    const graphUrl = `${new URL(serverUrl).origin}/v1.0`;
    if (id === teams) return { graphUrl, token: 'graph-token' };
    return id === 't-withoutwitho' ? { graphUrl, token: null } : null;
  },
  graphUrls: () => [`${new URL(serverUrl).origin}/v1.0`],
});
const upstreamOf = (id: string): Upstream | null => {
  if (id === account) return { serverUrl, token: 'the-token' };
  return id === 'm-lostlostlost' ? { serverUrl, token: null } : null;
};
beforeEach(() => {
  asked = [];
  counted = [];
  thrown = [];
  key = createEngineKey();
  gateway = createGateway({
    upstreams: upstreamsWith(upstreamOf),
    key,
    fetch: testNetwork(),
    count: (reason) => void counted.push(reason),
    threw: (error) => void thrown.push(error),
  });
});

const ask = (path: string, init: RequestInit & { key?: string | null } = {}): Promise<Response> => {
  const { key: own = key.current(), ...rest } = init;
  const headers = new Headers(init.headers);
  if (own !== null) headers.set(gatewayKeyHeader, own);
  return gateway(new Request(`https://app.isthmus.localhost/gateway/${path}`, { ...rest, headers }));
};
const askPath = (path: string, init?: RequestInit): Promise<Response> =>
  ask(path.replace('/gateway/', ''), init);

describe('a request of the engine', () => {
  it('reaches the account’s server below its own path, with the token', async () => {
    const answer = await ask(`${account}/api/v4/channels/abc/posts?since=5&page=1`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true });
    expect(asked).toMatchObject([
      {
        method: 'GET',
        url: '/mattermost/api/v4/channels/abc/posts?since=5&page=1',
        headers: { authorization: 'Bearer the-token' },
      },
    ]);
  });
  it('carries no Origin, cookie, referrer or authorisation of the page', async () => {
    await ask(`${account}/api/v4/users/me`, {
      headers: {
        origin: 'https://app.isthmus.localhost',
        cookie: 'a=b',
        authorization: 'Bearer mine',
        'sec-fetch-site': 'same-origin',
        'x-requested-with': 'XMLHttpRequest',
        'if-none-match': '"7"',
      },
    });
    const { headers } = asked[0] ?? { headers: {} };
    expect(headers).toMatchObject({
      authorization: 'Bearer the-token',
      'x-requested-with': 'XMLHttpRequest',
      'if-none-match': '"7"',
    });
    for (const name of ['origin', 'cookie', 'referer', 'sec-fetch-site'])
      expect(headers).not.toHaveProperty(name);
  });
  it('sends a small body with its length and a large one as a stream', async () => {
    const body = JSON.stringify({ message: 'hello' });
    await ask(`${account}/api/v4/posts`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    await ask(`${account}/api/v4/uploads/u1`, { method: 'POST', body: 'bytes' });
    expect(
      asked.map((each) => [each.body, each.headers['content-length'], each.headers['transfer-encoding']]),
    ).toEqual([
      [body, String(body.length), undefined],
      ['bytes', undefined, 'chunked'],
    ]);
  });
  it('gets the answer without the session cookie and the server’s own policies', async () => {
    const { headers } = await ask(`${account}/api/v4/users/me`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-version-id': '11.6.0',
      etag: '"7"',
      'retry-after': '3',
      'x-content-type-options': 'nosniff',
    });
    expect(headers.getSetCookie()).toEqual([]);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });
  it('gets errors and 304 unchanged', async () => {
    expect((await ask(`${account}/api/v4/missing`)).status).toBe(404);
    const unchanged = await ask(`${account}/api/v4/unchanged`, { headers: { 'if-none-match': '"1"' } });
    expect([unchanged.status, unchanged.body]).toEqual([304, null]);
  });
  it('streams, and ends the server’s answer when the page cancels', async () => {
    const answer = await ask(`${account}/api/v4/endless`);
    const reader = answer.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toBe('the beginning');
    await reader?.cancel();
    await abandoned;
  });
});

describe('a request to Graph', () => {
  it('goes to the account’s Graph with its token, for any headers of the page, and returns the headers that a client reads', async () => {
    const answer = await askPath(graphPath(teams, '/v1.0/chats/19%3Ax%40thread.v2/messages?$top=50'), {
      method: 'POST',
      body: '{}',
      headers: { authorization: 'Bearer of-the-page', prefer: 'x', [gatewayRequestHeader]: 'r1' },
    });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(asked).toMatchObject([
      {
        url: '/v1.0/chats/19%3Ax%40thread.v2/messages?$top=50',
        headers: { authorization: 'Bearer graph-token', prefer: 'x', 'content-length': '2' },
      },
    ]);
    // The page's headers for the gateway stay in main.
    expect(Object.keys(asked[0]?.headers ?? {}).filter((name) => name.startsWith('x-isthmus'))).toEqual([]);
  });
  it('is refused in Graph’s form while there is no token, and for an unknown account', async () => {
    expect((await askPath(graphPath('t-withoutwitho', '/v1.0/me'))).status).toBe(401);
    expect((await askPath(graphPath('t-strangerstra', '/v1.0/me'))).status).toBe(404);
    expect((await askPath(graphPath(account, '/v1.0/me'))).status).toBe(404);
    expect(asked).toEqual([]);
  });
});

describe('a file', () => {
  it('is read at an address that is its own permission, without any token', async () => {
    const address = `${new URL(serverUrl).origin}/download?tempauth=a%2Bb&x=1`;
    expect((await askPath(filePath(address), { headers: { range: 'bytes=5-' } })).status).toBe(200);
    expect(asked[0]).toMatchObject({ url: '/download?tempauth=a%2Bb&x=1', headers: { range: 'bytes=5-' } });
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
  });
  it.each(['https://evil.example/x', 'https://127.0.0.1:1/x', 'nonsense'])(
    'is not read at another address: %s',
    async (address) => {
      expect((await askPath(filePath(address))).ok).toBe(false);
      expect(asked).toEqual([]);
    },
  );
});

describe('a request that the page cancels', () => {
  it('ends at the server, also in the middle of the answer', async () => {
    const answer = await ask(`${account}/api/v4/endless`, { headers: { [gatewayRequestHeader]: 'r7' } });
    key.cancel('r7');
    await expect(answer.text()).rejects.toThrow();
  });
  it('ends before there is an answer, and when the page itself ends', async () => {
    let ended = 0;
    const waiting = createGateway({
      upstreams: upstreamsWith(upstreamOf),
      key,
      fetch: (_url, { signal }) =>
        new Promise((_resolve, reject) => {
          const end = (): void => {
            ended += 1;
            reject(new Error('ended'));
          };
          if (signal?.aborted) end();
          else signal?.addEventListener('abort', end);
        }),
      count: () => undefined,
      threw: (error) => void thrown.push(error),
    });
    const request = (name: string) =>
      waiting(
        new Request(`https://app.isthmus.localhost/gateway/${account}/api/v4/users/me`, {
          headers: { [gatewayKeyHeader]: key.current(), [gatewayRequestHeader]: name },
        }),
      );
    const [one, other] = [request('r1'), request('r2')];
    key.cancel('r1');
    expect([(await one).status, ended]).toEqual([502, 1]);
    key.begin();
    expect([(await other).status, ended]).toEqual([502, 2]);
  });
});

const errorOf = async (answer: Response): Promise<unknown[]> => [
  answer.status,
  ((await answer.json()) as { id: string }).id,
];

describe('the gateway refuses', () => {
  it.each([
    ['no key', () => null],
    ['another key', () => 'x'.repeat(43)],
    ['half the key', () => key.current().slice(0, 20)],
  ])('a request with %s', async (_what, given) => {
    expect(await errorOf(await ask(`${account}/api/v4/users/me`, { key: given() }))).toEqual([
      403,
      'gateway.not-the-engine',
    ]);
    expect([asked, counted]).toEqual([[], ['not-the-engine']]);
  });
  it('a request with the key of an earlier engine page', async () => {
    const before = key.current();
    key.begin();
    expect((await ask(`${account}/api/v4/users/me`, { key: before })).status).toBe(403);
    expect((await ask(`${account}/api/v4/users/me`)).status).toBe(200);
  });
  it.each([
    'plugins/x',
    'oauth/authorize',
    'api/v3/users',
    'api/v4',
    'api/v4/..%2f..%2foauth/authorize',
    'api/v4/%2e%2e/x',
    'api/v4/a%5cb',
  ])('the path %s', async (path) => {
    expect(await errorOf(await ask(`${account}/${path}`))).toEqual([404, 'gateway.not-the-api']);
    expect(asked).toEqual([]);
  });
  it('an unknown account, and one that has lost its session', async () => {
    expect(await errorOf(await ask('m-unknownunkno/api/v4/users/me'))).toEqual([
      404,
      'gateway.unknown-account',
    ]);
    expect(await errorOf(await ask('m-lostlostlost/api/v4/users/me'))).toEqual([
      401,
      'gateway.session-missing',
    ]);
  });
  it('an account whose token the keyring does not give now, without a fault of its session', async () => {
    const locked = createGateway({
      upstreams: upstreamsWith(() => ({ serverUrl, token: null, locked: true })),
      key,
      fetch: () => Promise.reject(new Error('must not be sent')),
      count: () => undefined,
      threw: (error) => void thrown.push(error),
    });
    const request = new Request(`https://app.isthmus.localhost/gateway/${account}/api/v4/users/me`, {
      headers: { [gatewayKeyHeader]: key.current() },
    });
    expect(await errorOf(await locked(request))).toEqual([503, 'gateway.keyring-locked']);
  });
  it('a redirect, so the token does not reach another host', async () => {
    expect(await errorOf(await ask(`${account}/api/v4/redirect`))).toEqual([502, 'gateway.unreachable']);
  });
  it('with the reason unreachable or certificate-refused', async () => {
    const failing = (error: Error) =>
      createGateway({
        upstreams: upstreamsWith(() => ({ serverUrl, token: 't' })),
        key,
        fetch: () => Promise.reject(error),
        count: () => undefined,
        threw: (error) => void thrown.push(error),
      });
    const request = () =>
      new Request(`https://app.isthmus.localhost/gateway/${account}/api/v4/users/me`, {
        headers: { [gatewayKeyHeader]: key.current() },
      });
    const chromium = failing(new Error('net::ERR_CERT_AUTHORITY_INVALID'));
    const node = failing(
      new TypeError('fetch failed', {
        cause: Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      }),
    );
    const away = failing(
      new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
    );
    expect(await errorOf(await chromium(request()))).toEqual([502, 'gateway.certificate-refused']);
    expect(thrown).toEqual([]);
    const fault = new RangeError('ours');
    expect(await errorOf(await failing(fault)(request()))).toEqual([502, 'gateway.unreachable']);
    expect(thrown).toEqual([fault]);
    const refused = await node(request());
    expect(refused.headers.get('x-isthmus-refused-host')).toBe(new URL(serverUrl).host);
    expect(await errorOf(refused)).toEqual([502, 'gateway.certificate-refused']);
    const unreached = await away(request());
    expect(unreached.headers.has('x-isthmus-refused-host')).toBe(false);
    expect(await errorOf(unreached)).toEqual([502, 'gateway.unreachable']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Result } from '../../../model/index.ts';
import { createGraphAddress } from './address.ts';
import { getMany } from './batch.ts';
import { createGraphClient } from './client.ts';
import { asRecords, type JsonRecord } from './json.ts';
import { mePath } from '../reading/overview.ts';
import { answer, createTestWorld, graphRefusal, testAccount } from '../testing/test-world.ts';

const never = new AbortController().signal;

interface Item {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const setUp = (itemFor: (url: string) => Item) => {
  const sizes: number[] = [];
  const world = createTestWorld({
    fetch: async (request) => {
      const requests = asRecords(((await request.json()) as JsonRecord).requests);
      sizes.push(requests.length);
      // In any order (facts, graph §4).
      return answer({
        responses: requests.map(({ id, url }) => ({ id, ...itemFor(String(url)) })).reverse(),
      });
    },
  });
  const address = createGraphAddress('https://graph.microsoft.com/v1.0');
  const client = createGraphClient({
    accountId: testAccount,
    world,
    address,
    noAnswerAfter: 30_000,
    profilePath: mePath,
  });
  return { world, client, sizes };
};

describe('a batch', () => {
  it('has twenty at most, each once, answered in any order', async () => {
    const { client, world, sizes } = setUp((url) => ({ status: 200, body: { url } }));
    const done = new Map<string, Result<JsonRecord>>();
    const paths = Array.from({ length: 45 }, (_, at) => `/users/${at}`);
    expect(await getMany(client, world, [...paths, '/users/0'], done, never)).toMatchObject({ ok: true });
    expect(sizes).toEqual([20, 20, 5]);
    expect(paths.every((path) => done.get(path)?.ok === true)).toBe(true);
    expect(done.get('/users/31')).toEqual({ ok: true, value: { url: '/users/31' } });
  });

  it('uses an item’s own refusal for that item alone', async () => {
    const { client, world } = setUp((url) =>
      url === '/users/1' ? { status: 404, body: { error: { code: 'NotFound' } } } : { status: 200, body: {} },
    );
    const done = new Map<string, Result<JsonRecord>>();
    expect((await getMany(client, world, ['/users/0', '/users/1'], done, never)).ok).toBe(true);
    expect(done.get('/users/1')).toEqual({ ok: false, failure: { kind: 'not-found' } });
  });

  it('continues at its place if single items are throttled', async () => {
    let throttling = true;
    const { client, world, sizes } = setUp((url) =>
      throttling && (url === '/users/1' || url === '/users/2')
        ? {
            status: 429,
            headers: { 'Retry-After': url.endsWith('1') ? '4' : '9' },
            body: { error: { code: 'TooManyRequests' } },
          }
        : { status: 200, body: {} },
    );
    const done = new Map<string, Result<JsonRecord>>();
    const paths = ['/users/0', '/users/1', '/users/2', '/users/3'];
    expect(await getMany(client, world, paths, done, never)).toEqual({
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: 9_000 },
    });
    throttling = false;
    expect((await getMany(client, world, paths, done, never)).ok).toBe(true);
    expect(sizes).toEqual([4, 2]);
  });

  it('without one of its items is broken', async () => {
    const world = createTestWorld({ fetch: () => answer({ responses: [] }) });
    const address = createGraphAddress('https://graph.microsoft.com/v1.0');
    const client = createGraphClient({
      accountId: testAccount,
      world,
      address,
      noAnswerAfter: 30_000,
      profilePath: mePath,
    });
    expect(await getMany(client, world, ['/me'], new Map(), never)).toMatchObject({
      ok: false,
      failure: { reason: 'broken-answer' },
    });
  });

  it('fails as a whole if its own request fails', async () => {
    const world = createTestWorld({ fetch: () => graphRefusal(503, 'ServiceUnavailable') });
    const address = createGraphAddress('https://graph.microsoft.com/v1.0');
    const client = createGraphClient({
      accountId: testAccount,
      world,
      address,
      noAnswerAfter: 30_000,
      profilePath: mePath,
    });
    expect(await getMany(client, world, ['/me'], new Map(), never)).toMatchObject({
      ok: false,
      failure: { reason: 'service-down' },
    });
  });
});

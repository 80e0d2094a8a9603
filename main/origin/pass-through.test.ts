import { describe, expect, it } from 'vitest';
import type { FetchInit } from '../network/fetch.ts';
import { createPassThrough } from './pass-through.ts';

const graph = 'https://graph.example/v1.0/me';

function makeNetwork(answer: () => Response) {
  const sent: FetchInit[] = [];
  const pass = createPassThrough((_url, init) => {
    sent.push(init);
    return Promise.resolve(answer());
  });
  return { sent, pass };
}

describe('a request that is not ours', () => {
  it('leaves with its method, headers and body', async () => {
    const { sent, pass } = makeNetwork(() => Response.json({}));
    await pass(new Request(graph, { method: 'POST', body: 'text', headers: { prefer: 'x' } }));
    const [init] = sent;
    expect(init).toMatchObject({ method: 'POST' });
    expect(new Headers(init?.headers).get('prefer')).toBe('x');
    expect(await new Response(init?.body).text()).toBe('text');
  });
  it('follows no redirect while it carries a token, and may where the address is the permission', async () => {
    const { sent, pass } = makeNetwork(() => Response.json({}));
    await pass(new Request(graph, { headers: { authorization: 'Bearer secret' } }));
    await pass(new Request('https://files.example/download?tempauth=1'));
    expect(sent.map(({ follow }) => follow)).toEqual([false, true]);
  });
  it('gets its answer decoded, kept nowhere, and without cookies', async () => {
    const { pass } = makeNetwork(
      () =>
        new Response('text', {
          status: 201,
          headers: {
            'content-encoding': 'gzip',
            'content-length': '99',
            'set-cookie': 'session=1',
            'cache-control': 'public, max-age=600',
            'retry-after': '3',
          },
        }),
    );
    const answer = await pass(new Request(graph));
    expect([answer.status, await answer.text()]).toEqual([201, 'text']);
    expect([...answer.headers.keys()].sort()).toEqual(['cache-control', 'content-type', 'retry-after']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
  it('that fails is a failed request to the page, and no exception in main', async () => {
    const pass = createPassThrough(() => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')));
    expect((await pass(new Request(graph))).type).toBe('error');
  });
  it('has no body where the status allows none', async () => {
    const { pass } = makeNetwork(() => new Response(null, { status: 204 }));
    expect((await pass(new Request(graph, { method: 'PATCH', body: '{}' }))).body).toBeNull();
  });
});

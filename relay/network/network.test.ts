import { expect, it, onTestFinished, vi } from 'vitest';
import { answerWithin, createNetwork, type Send } from './network.ts';

const asked = (
  answers: Readonly<Record<string, string>>,
): { readonly network: Send; readonly seen: string[] } => {
  const seen: string[] = [];
  const network = createNetwork((request) => {
    seen.push(`${request.method} ${request.url} ${request.headers.get('authorization') ?? '-'}`);
    const location = answers[request.url];
    return Promise.resolve(
      location === undefined
        ? new Response('here')
        : new Response(null, { status: 302, headers: { location } }),
    );
  });
  return { network, seen };
};
const get = (url: string): Request => new Request(url, { headers: { authorization: 'Bearer secret' } });

it('follows a redirect, and takes the token to the same server only', async () => {
  const { network, seen } = asked({
    'https://a.example/1': '/2',
    'https://a.example/2': 'https://b.example/3',
    'https://b.example/3': 'https://a.example/4',
  });
  expect(await (await network(get('https://a.example/1'))).text()).toBe('here');
  expect(seen).toEqual([
    'GET https://a.example/1 Bearer secret',
    'GET https://a.example/2 Bearer secret',
    'GET https://b.example/3 -',
    'GET https://a.example/4 -',
  ]);
});

it('does not follow what would be sent a second time, or into the clear', async () => {
  const { network, seen } = asked({ 'https://a.example/1': 'http://b.example/' });
  expect((await network(get('https://a.example/1'))).status).toBe(302);
  expect((await network(new Request('https://a.example/1', { method: 'POST', body: 'x' }))).status).toBe(302);
  expect(seen).toHaveLength(2);
});

it('ends a round of redirects', async () => {
  const { network, seen } = asked({ 'https://a.example/1': '/1' });
  await expect(network(get('https://a.example/1'))).rejects.toThrow();
  expect(seen).toHaveLength(6);
});

it('gives up a server that never answers, and what its caller gives up', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const network = createNetwork(
    ({ signal }) =>
      new Promise((_answer, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  );
  const late = expect(network(get('https://a.example/'))).rejects.toMatchObject({ name: 'TimeoutError' });
  await vi.advanceTimersByTimeAsync(answerWithin);
  await late;
  const caller = new AbortController();
  const ended = expect(
    network(new Request('https://a.example/', { signal: caller.signal })),
  ).rejects.toMatchObject({ name: 'AbortError' });
  caller.abort();
  await ended;
});

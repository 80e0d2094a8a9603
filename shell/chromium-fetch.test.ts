import { describe, expect, it } from 'vitest';
import { fetchAsChromium, netError } from './chromium-fetch.ts';

describe('an error of Node’s fetch', () => {
  it.each([
    ['ECONNREFUSED', 'net::ERR_CONNECTION_REFUSED'],
    ['ENOTFOUND', 'net::ERR_NAME_NOT_RESOLVED'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'net::ERR_CERT_AUTHORITY_INVALID'],
    ['EWHATEVER', 'net::ERR_FAILED'],
  ])('%s is %s', (code, message) => {
    const cause = Object.assign(new Error('x'), { code });
    expect(netError(new TypeError('fetch failed', { cause })).message).toBe(message);
  });
});

describe('a redirect', () => {
  const start = 'https://one.example/a';
  const answers: Readonly<Record<string, () => Response>> = {
    [start]: () => new Response(null, { status: 302, headers: { location: 'https://two.example/b' } }),
    'https://two.example/b': () => new Response('there'),
    'https://one.example/loop': () => new Response(null, { status: 301, headers: { location: '/loop' } }),
    'https://one.example/same': () => new Response(null, { status: 307, headers: { location: '/a' } }),
  };
  const sending = () => {
    const sent: Request[] = [];
    return {
      sent,
      send: (request: Request): Promise<Response> => {
        sent.push(request);
        return Promise.resolve(answers[request.url]?.() ?? new Response(null, { status: 404 }));
      },
    };
  };
  it('takes the token along to another host', async () => {
    const { sent, send } = sending();
    const request = new Request(start, { method: 'POST', body: 'x', headers: { authorization: 'Bearer t' } });
    expect(await (await fetchAsChromium(request, send)).text()).toBe('there');
    expect(sent.map(({ method, headers }) => [method, headers.get('authorization')])).toEqual([
      ['POST', 'Bearer t'],
      ['GET', 'Bearer t'],
    ]);
  });
  it('is refused, cancelled, not repeated with a body that is gone, and not followed for ever', async () => {
    const { send } = sending();
    const tries = (url: string, init: RequestInit = {}): Promise<Response> =>
      fetchAsChromium(new Request(url, init), send);
    await expect(tries(start, { redirect: 'error' })).rejects.toThrow('redirect policy');
    await expect(tries(start, { redirect: 'manual' })).rejects.toThrow('Redirect was cancelled');
    await expect(tries('https://one.example/same', { method: 'PUT', body: 'x' })).rejects.toThrow('REWIND');
    await expect(tries('https://one.example/loop')).rejects.toThrow('ERR_TOO_MANY_REDIRECTS');
  });
  it('leaves the reason of an abort as it is', async () => {
    const stop = new AbortController();
    const request = new Request(start, { signal: stop.signal });
    const sent = fetchAsChromium(request, () => {
      stop.abort(new Error('given up'));
      return Promise.reject(new TypeError('fetch failed'));
    });
    await expect(sent).rejects.toThrow('given up');
  });
});

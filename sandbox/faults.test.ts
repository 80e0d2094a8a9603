import { describe, expect, it } from 'vitest';
import { ConnectionLost, Faults, type Fault } from './faults.ts';
import { seededRandom, type SandboxWorld } from './world.ts';

/** A service that counts its requests, behind a switchboard, in a world whose timers fire by hand. */
const makeWorld = () => {
  const timers: { ms: number; work: () => void }[] = [];
  const world: SandboxWorld = {
    now: () => 0,
    random: seededRandom(1),
    after: (ms, work) => {
      timers.push({ ms, work });
      return () => undefined;
    },
  };
  let reached = 0;
  const faults = new Faults(world);
  const handle = faults.wrap(
    () => {
      reached += 1;
      return Promise.resolve(
        new Response('{"message":"hello"}', { headers: { 'content-type': 'application/json' } }),
      );
    },
    (status) => ({ body: `{"own":${status}}`, contentType: 'application/json' }),
  );
  const get = (path = '/a'): Promise<Response> => handle(new Request(`https://service.test${path}`));
  const strike = (fault: Fault, more: { times?: number; chance?: number } = {}): (() => void) =>
    faults.add({ matches: (request) => new URL(request.url).pathname === '/a', fault, ...more });
  return { faults, get, strike, timers, reached: () => reached };
};

describe('faults', () => {
  it('change nothing without a rule, and no request to which no rule applies', async () => {
    const { get, strike } = makeWorld();
    expect(await (await get()).json()).toEqual({ message: 'hello' });
    strike({ kind: 'status', status: 500 });
    expect((await get('/b')).status).toBe(200);
    expect((await get('/a')).status).toBe(500);
  });

  it('answer a status in the service’s own error shape, with Retry-After in seconds', async () => {
    const { get, strike, reached } = makeWorld();
    strike({ kind: 'status', status: 429, retryAfter: 7 });
    const response = await get();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toEqual({ own: 429 });
    expect(reached()).toBe(0);
  });

  it('answer a status without Retry-After, and with another body', async () => {
    const { get, strike } = makeWorld();
    strike({ kind: 'status', status: 503, body: 'down', contentType: 'text/plain' });
    const response = await get();
    expect(response.headers.has('retry-after')).toBe(false);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe('down');
  });

  it('delay an answer by the world’s clock', async () => {
    const { get, strike, timers, reached } = makeWorld();
    strike({ kind: 'latency', ms: 1500 });
    const answer = get();
    expect(timers.map(({ ms }) => ms)).toEqual([1500]);
    expect(reached()).toBe(0);
    timers[0]?.work();
    expect((await answer).status).toBe(200);
  });

  it('lose a request before its effect, and an answer after the effect', async () => {
    const { get, strike, faults, reached } = makeWorld();
    strike({ kind: 'lost-request' });
    await expect(get()).rejects.toBeInstanceOf(ConnectionLost);
    expect(reached()).toBe(0);
    faults.clear();
    strike({ kind: 'lost-answer' });
    await expect(get()).rejects.toBeInstanceOf(ConnectionLost);
    expect(reached()).toBe(1);
  });

  it('leave a request without an answer for ever', async () => {
    const { get, strike } = makeWorld();
    strike({ kind: 'never' });
    const first = await Promise.race([get(), new Promise((resolve) => setImmediate(resolve, 'nothing yet'))]);
    expect(first).toBe('nothing yet');
  });

  it('cut an answer in the middle', async () => {
    const { get, strike } = makeWorld();
    strike({ kind: 'truncated' });
    const response = await get();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it('answer with a proxy’s page and status 200', async () => {
    const { get, strike } = makeWorld();
    strike({ kind: 'html-page' });
    const response = await get();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it('happen as often as given, the first matching rule first, until they are removed', async () => {
    const { get, strike } = makeWorld();
    strike({ kind: 'status', status: 502 }, { times: 2 });
    const remove = strike({ kind: 'status', status: 503 });
    const statuses = async (): Promise<number[]> => [
      (await get()).status,
      (await get()).status,
      (await get()).status,
    ];
    expect(await statuses()).toEqual([502, 502, 503]);
    remove();
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('happen with a probability, from the world’s randomness', async () => {
    const { get, strike } = makeWorld();
    strike({ kind: 'status', status: 500 }, { chance: 0.25 });
    let struck = 0;
    for (let at = 0; at < 400; at += 1) struck += (await get()).status === 500 ? 1 : 0;
    expect(struck).toBeGreaterThan(60);
    expect(struck).toBeLessThan(140);
  });
});

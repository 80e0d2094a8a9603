import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLog } from '../log/testing/log.ts';
import { type Listen, listenOnBoth } from '../../sign-in/loopback-listen.ts';
import { createLoopbacks, lingerMs, type Loopback, type Loopbacks } from './loopback.ts';

/** Timers that only the test moves. */
let timers: Set<{ readonly ms: number; readonly work: () => void }>;
const elapse = (ms: number): void => {
  for (const timer of [...timers]) if (timer.ms <= ms && timers.delete(timer)) timer.work();
};
let loopbacks: Loopbacks;
let loopback: Loopback;
let waiting: AbortController;
beforeEach(async () => {
  timers = new Set();
  loopbacks = createLoopbacks((ms, work) => {
    const timer = { ms, work };
    timers.add(timer);
    return () => void timers.delete(timer);
  }, createTestLog());
  loopback = await loopbacks.open();
  waiting = new AbortController();
});
afterEach(() => {
  waiting.abort();
  loopback.close();
  elapse(lingerMs);
});

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`http://127.0.0.1:${loopback.port}${path}`, init);

describe('the loopback', () => {
  it('passes on the answer with the right state, and shows a page that may be closed', async () => {
    const answer = loopback.answer('right|state', waiting.signal);
    const page = await ask('/?code=abc&state=right%7Cstate&session_state=1');
    expect(await answer).toBe('?code=abc&state=right%7Cstate&session_state=1');
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('You can close this window');
    expect(html).not.toContain('abc');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });
  it('ignores strangers, so that the right answer still arrives', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    const stranger = await ask('/?code=stolen&state=foreign');
    expect(stranger.status).toBe(400);
    expect(await stranger.text()).not.toContain('stolen');
    await ask('/?code=good&state=mine');
    expect(await answer).toBe('?code=good&state=mine');
  });
  it('passes on a refusal too, and the page says that nobody is signed in', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    expect(await (await ask('/?error=access_denied&state=mine')).text()).toContain('Not signed in');
    expect(await answer).toBe('?error=access_denied&state=mine');
  });
  it('asks a page for an answer that came in the fragment', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    const page = await ask('/');
    expect(await page.text()).toContain('location.hash');
    expect(page.headers.get('content-security-policy')).toMatch(
      /script-src 'sha256-[^']+'; connect-src 'self'/,
    );
    await ask('/', { method: 'POST', body: '#code=abc&state=mine' });
    expect(await answer).toBe('?code=abc&state=mine');
  });
  it('accepts an answer once; the page can be loaded again', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    const first = await ask('/?code=1&state=mine');
    const again = await ask('/?code=1&state=mine');
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(await first.text());
    await ask('/?code=2&state=mine');
    expect(await answer).toBe('?code=1&state=mine');
    // A page that passed on a fragment has only the state left in its address.
    expect(await (await ask('/?state=mine')).text()).toContain('Back to Isthmus');
  });
  it('tells a late page that its sign-in has ended, and closes later', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    waiting.abort();
    loopback.close();
    expect(await answer).toBeNull();
    const late = await ask('/?code=late&state=mine');
    expect(late.status).toBe(200);
    expect(await late.text()).toContain('This sign-in has ended');
    elapse(lingerMs);
    await expect(ask('/?code=late&state=mine')).rejects.toThrow();
  });
  it('shows a finished sign-in’s page again when the attempt is over', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    await ask('/?code=1&state=mine');
    await answer;
    loopback.close();
    expect(await (await ask('/?code=1&state=mine')).text()).toContain('Back to Isthmus');
  });
  it('frees the port for the next attempt when it only reports the end of its own', async () => {
    void loopback.answer('first', waiting.signal);
    waiting.abort();
    loopback.close();
    const { port } = loopback;
    loopback = await loopbacks.open([port]);
    waiting = new AbortController();
    const answer = loopback.answer('second', waiting.signal);
    expect(await (await ask('/?code=1&state=first')).text()).toContain('This sign-in has ended');
    // The timer of the first attempt does not end the second.
    elapse(lingerMs);
    await ask('/?code=2&state=second');
    expect(await answer).toBe('?code=2&state=second');
  });
  it('does not stay open in unlimited number', async () => {
    const ports: number[] = [];
    for (let count = 0; count < 10; count += 1) {
      const one = await loopbacks.open();
      ports.push(one.port);
      one.close();
    }
    await expect(fetch(`http://127.0.0.1:${ports[0] ?? 0}/?state=x`)).rejects.toThrow();
    expect((await fetch(`http://127.0.0.1:${ports[9] ?? 0}/?state=x`)).status).toBe(400);
  });
  it('ends the wait when the attempt ends', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    waiting.abort();
    expect(await answer).toBeNull();
    expect(await loopback.answer('mine', waiting.signal)).toBeNull();
  });
  it('answers to its own names only (a page that rebinds its name gets no answer)', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    const status = await new Promise<number | undefined>((resolve) => {
      httpRequest(
        {
          host: '127.0.0.1',
          port: loopback.port,
          path: '/?code=x&state=mine',
          headers: { host: 'evil.example:80' },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(403);
    waiting.abort();
    expect(await answer).toBeNull();
  });
  it('cuts off an endless body', async () => {
    await expect(ask('/', { method: 'POST', body: 'x'.repeat(50_000) })).rejects.toThrow();
  });
  it('reports that its port is taken, and takes the next allowed one', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(loopbacks.open([port])).rejects.toThrow('EADDRINUSE');
    const second = await loopbacks.open([port, 0]);
    expect(second.port).not.toBe(port);
    second.close();
    other.close();
  });
});

describe('the two addresses of localhost', () => {
  const failure = (code: string): Error => Object.assign(new Error(code), { code });
  /** Listens nowhere: records the calls, and gives the prepared results. */
  const listenAs =
    (answers: Record<string, Error | number>, asked: string[]): Listen =>
    (_, host, port) => {
      asked.push(`${host} ${port}`);
      const answer = answers[`${host} ${port}`] ?? port;
      return typeof answer === 'number' ? Promise.resolve(answer) : Promise.reject(answer);
    };
  it('are both used, on the same port', async () => {
    const asked: string[] = [];
    const listening = await listenOnBoth(createServer, 0, listenAs({ '127.0.0.1 0': 4711 }, asked));
    expect(listening.port).toBe(4711);
    expect(asked).toEqual(['127.0.0.1 0', '::1 4711']);
  });
  it('are not used if a stranger has the port on one of them: the browser might go there', async () => {
    const answers = { '127.0.0.1 0': 4711, '::1 4711': failure('EADDRINUSE') };
    await expect(listenOnBoth(createServer, 0, listenAs(answers, []))).rejects.toThrow('EADDRINUSE');
    const asked: string[] = [];
    let count = 0;
    const second = createLoopbacks(
      () => () => undefined,
      createTestLog(),
      (server, host, port) => {
        count += host === '127.0.0.1' ? 1 : 0;
        return listenAs({ ...answers, '127.0.0.1 0': count === 1 ? 4711 : 4712 }, asked)(server, host, port);
      },
    );
    expect((await second.open()).port).toBe(4712);
  });
  it.each(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])('may lack one (%s): the other is enough', async (code) => {
    const without6 = listenAs({ '127.0.0.1 0': 4711, '::1 4711': failure(code) }, []);
    expect((await listenOnBoth(createServer, 0, without6)).port).toBe(4711);
    const without4 = listenAs({ '127.0.0.1 0': failure(code), '::1 0': 4711 }, []);
    expect((await listenOnBoth(createServer, 0, without4)).port).toBe(4711);
    const without = listenAs({ '127.0.0.1 0': failure(code), '::1 0': failure(code) }, []);
    await expect(listenOnBoth(createServer, 0, without)).rejects.toThrow(code);
  });
});

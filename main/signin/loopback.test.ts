import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Loopback, openLoopback } from './loopback.ts';

let loopback: Loopback;
let waiting: AbortController;
beforeEach(async () => {
  loopback = await openLoopback();
  waiting = new AbortController();
});
afterEach(() => {
  waiting.abort();
  loopback.close();
});

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`http://127.0.0.1:${loopback.port}${path}`, init);

describe('the loopback', () => {
  it('hands over the answer with the right state, and shows a page that may be closed', async () => {
    const answer = loopback.answer('right|state', waiting.signal);
    const page = await ask('/?code=abc&state=right%7Cstate&session_state=1');
    expect(await answer).toBe('?code=abc&state=right%7Cstate&session_state=1');
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('You can close this window');
    expect(html).not.toContain('abc');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });
  it('ignores strangers, so that the right answer still wins', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    const stranger = await ask('/?code=stolen&state=foreign');
    expect(stranger.status).toBe(400);
    expect(await stranger.text()).not.toContain('stolen');
    await ask('/?code=good&state=mine');
    expect(await answer).toBe('?code=good&state=mine');
  });
  it('hands over a refusal too, and says that nobody is signed in', async () => {
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
  it('takes an answer once, and after it none', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    await ask('/?code=1&state=mine');
    expect((await ask('/?code=2&state=mine')).status).toBe(400);
    expect(await answer).toBe('?code=1&state=mine');
  });
  it('ends the wait when the attempt ends', async () => {
    const answer = loopback.answer('mine', waiting.signal);
    waiting.abort();
    expect(await answer).toBeNull();
    expect(await loopback.answer('mine', waiting.signal)).toBeNull();
    expect((await ask('/?code=late&state=mine')).status).toBe(400);
  });
  it('answers to its own names only (a page that rebinds its name gets nothing)', async () => {
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
  it('cuts off a body without end', async () => {
    await expect(ask('/', { method: 'POST', body: 'x'.repeat(50_000) })).rejects.toThrow();
  });
  it('says so when its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    await expect(openLoopback((other.address() as AddressInfo).port)).rejects.toThrow('EADDRINUSE');
    other.close();
  });
});

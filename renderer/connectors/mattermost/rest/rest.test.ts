import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { makeRest } from './rest.ts';
import { json, MattermostTestWorld } from '../testing/world.ts';

const baseUrl = 'https://app.example/gateway/mm1';
const never = new AbortController().signal;
const asking = (world: MattermostTestWorld, signal: AbortSignal = never) =>
  makeRest(world, baseUrl).ask(signal, (client) => client.getMe());

describe('requests through the world', () => {
  it('go to the gateway without token, cookies and headers of the page', async () => {
    const requests: Request[] = [];
    const world = new MattermostTestWorld((request) => {
      requests.push(request);
      return json({ id: 'x' });
    });
    expect(await asking(world)).toEqual({ ok: true, value: { id: 'x' } });
    const [request] = requests;
    expect(request?.url).toBe(`${baseUrl}/api/v4/users/me`);
    expect(request?.method).toBe('GET');
    expect(request?.headers.get('Authorization')).toBeNull();
    expect(request?.credentials).not.toBe('include');
    expect(world.timers).toBe(0);
  });

  it('JSON cut in the middle is a broken answer', async () => {
    const world = new MattermostTestWorld(
      () => new Response('[{"id":"x"', { headers: { 'Content-Type': 'application/json' } }),
    );
    expect(await asking(world)).toEqual({
      ok: false,
      failure: { kind: 'offline', reason: 'broken-answer', status: 200 },
    });
  });

  it('an empty body in place of JSON is a broken answer', async () => {
    expect(await asking(new MattermostTestWorld(() => new Response('')))).toMatchObject({
      failure: { reason: 'broken-answer' },
    });
  });

  it('one value per line is a list (channel_members streams so)', async () => {
    const world = new MattermostTestWorld(
      () => new Response('{"a":1}\n{"a":2}\n', { headers: { 'Content-Type': 'application/x-ndjson' } }),
    );
    expect(await asking(world)).toEqual({ ok: true, value: [{ a: 1 }, { a: 2 }] });
  });

  it('a network that rejects is unreachable', async () => {
    const world = new MattermostTestWorld(() => Promise.reject(new TypeError('fetch failed')));
    expect(await asking(world)).toEqual({
      ok: false,
      failure: { kind: 'offline', reason: 'unreachable', status: null },
    });
  });

  it('a body that breaks off is unreachable, and an endless one runs out of time', async () => {
    const breaking = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
    expect(await asking(new MattermostTestWorld(() => new Response(breaking)))).toMatchObject({
      failure: { reason: 'unreachable' },
    });
    const world = new MattermostTestWorld(() => new Response(new ReadableStream()));
    const answer = asking(world);
    await Promise.resolve();
    world.pass(30_000);
    expect(await answer).toMatchObject({ failure: { reason: 'no-answer' } });
  });

  it('an answer that never comes ends after 30 seconds, and the request is aborted', async () => {
    let aborted = false;
    const world = new MattermostTestWorld(
      (request) =>
        new Promise((_resolve, reject) => {
          request.signal.addEventListener('abort', () => {
            aborted = true;
            reject(new DOMException('aborted', 'AbortError'));
          });
        }),
    );
    const answer = asking(world);
    await Promise.resolve();
    world.pass(29_999);
    expect(aborted).toBe(false);
    world.pass(1);
    expect(await answer).toEqual({
      ok: false,
      failure: { kind: 'offline', reason: 'no-answer', status: null },
    });
    expect(aborted).toBe(true);
  });

  it('the caller’s abort is a cancellation, before and during', async () => {
    const world = new MattermostTestWorld(() => new Promise<never>(() => undefined));
    const controller = new AbortController();
    const answer = asking(world, controller.signal);
    controller.abort();
    expect(await answer).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(await asking(world, controller.signal)).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(world.timers).toBe(0);
  });

  it('two requests at once keep their own signals', async () => {
    const world = new MattermostTestWorld((request) =>
      request.url.endsWith('/me') ? new Promise<never>(() => undefined) : json([1]),
    );
    const rest = makeRest(world, baseUrl);
    const controller = new AbortController();
    const hanging = rest.ask(controller.signal, (client) => client.getMe());
    const quick = rest.ask(never, (client) => client.getMyTeams());
    expect(await quick).toEqual({ ok: true, value: [1] });
    controller.abort();
    expect(await hanging).toMatchObject({ failure: { kind: 'cancelled' } });
  });

  // An account has one signal as long as it runs, so listeners that requests leave there would become more and more.
  it('no listener is left on the caller’s signal after an answer, a refusal, a limit', async () => {
    const controller = new AbortController();
    const listening = () => getEventListeners(controller.signal, 'abort').length;
    const silent = new MattermostTestWorld(() => new Promise<never>(() => undefined));
    const waiting = asking(silent, controller.signal);
    expect(listening()).toBe(1);
    silent.pass(30_000);
    await waiting;
    await asking(new MattermostTestWorld(() => json({ id: 'x' })), controller.signal);
    await asking(
      new MattermostTestWorld(() => Promise.reject(new TypeError('fetch failed'))),
      controller.signal,
    );
    expect(listening()).toBe(0);
  });

  it('a POST carries its body as JSON', async () => {
    const bodies: unknown[] = [];
    const world = new MattermostTestWorld(async (request) => {
      bodies.push(request.headers.get('Content-Type'), await request.json());
      return json([]);
    });
    await makeRest(world, baseUrl).ask(never, (client) => client.getPostsByIds(['a', 'b']));
    expect(bodies).toEqual(['application/json', ['a', 'b']]);
  });

  it('requests without a method of Client4 are sent as JSON or bytes; no content gives null', async () => {
    const seen: string[] = [];
    const world = new MattermostTestWorld(async (request) => {
      const type = request.headers.get('Content-Type') ?? '';
      seen.push(`${request.method} ${type} ${await request.text()}`);
      return new Response(null, { status: 204 });
    });
    const rest = makeRest(world, baseUrl);
    expect(await rest.sendPath(never, '/x', { kind: 'json', method: 'PUT', value: { a: 1 } })).toEqual({
      ok: true,
      value: null,
    });
    await rest.sendPath(never, '/x', { kind: 'bytes', body: new TextEncoder().encode('raw') });
    expect(seen).toEqual(['PUT application/json {"a":1}', 'POST application/octet-stream raw']);
    expect(world.timers).toBe(0);
  });

  it('a part of a file may take five minutes, everything else 30 seconds', async () => {
    const world = new MattermostTestWorld(() => new Promise<Response>(() => undefined));
    const rest = makeRest(world, baseUrl);
    const ended: string[] = [];
    const note = (name: string) => (): void => {
      ended.push(name);
    };
    void rest.sendPath(never, '/x', { kind: 'json', method: 'POST', value: 1 }).then(note('json'));
    const part = rest.sendPath(never, '/x', { kind: 'bytes', body: new Uint8Array(1) }).then(note('bytes'));
    world.pass(299_999);
    await Promise.resolve();
    world.pass(1);
    await part;
    expect(ended).toEqual(['json', 'bytes']);
  });
});

import { describe, expect, it } from 'vitest';
import { failed, succeeded, type Result, type TeamsFeature } from '../../../model/index.ts';
import { createGraphAddress } from './address.ts';
import { createGraphClient, type GraphClient } from './client.ts';
import { mePath } from '../reading/overview.ts';
import {
  answer,
  createTestWorld,
  graphRefusal,
  testAccount,
  type TeamsTestWorld,
} from '../testing/test-world.ts';

type Fetch = (request: Request) => Promise<Response> | Response;
const never = new AbortController().signal;

const setUp = (
  fetch: Fetch,
  graphUrl = 'https://graph.microsoft.com/v1.0',
  accessToken?: (renew: boolean) => Promise<Result<string>>,
): { client: GraphClient; world: TeamsTestWorld } => {
  const world = createTestWorld({ fetch, ...(accessToken ? { accessToken } : {}) });
  const address = createGraphAddress(graphUrl);
  return {
    world,
    client: createGraphClient({
      accountId: testAccount,
      world,
      address,
      noAnswerAfter: 30_000,
      profilePath: mePath,
    }),
  };
};

describe('a request without its permission', () => {
  const lacking = (...lacks: TeamsFeature[]) => {
    const world = createTestWorld({ fetch: () => answer({}) });
    const client = createGraphClient({
      accountId: testAccount,
      world,
      address: createGraphAddress('https://graph.microsoft.com/v1.0'),
      lacks: () => lacks,
      noAnswerAfter: 30_000,
      profilePath: mePath,
    });
    return { world, client };
  };
  const missing = (feature: TeamsFeature) =>
    failed({ kind: 'forbidden', status: 403, code: 'consent-missing', because: 'not-granted', feature });
  const channel = '/teams/t/channels/c';

  it('is not sent, and fails with the missing permission', async () => {
    const { client, world } = lacking('channels', 'files');
    expect(await client.get(`${channel}/messages`, never)).toEqual(missing('channels'));
    expect(await client.get(`${channel}/members`, never)).toEqual(missing('channel-members'));
    expect(await client.post(`${channel}/messages`, {}, never)).toEqual(missing('channel-writing'));
    expect(await client.put('/me/drive/root:/a:/content', new Blob([]), never)).toEqual(missing('files'));
    expect(world.sent).toEqual([]);
  });

  it('does not stop others: a user without the permission to write can read channels', async () => {
    const { client, world } = lacking('channel-writing', 'channel-members');
    expect(await client.get(`${channel}/messages`, never)).toEqual(succeeded({}));
    expect(await client.patch(`${channel}/messages/1`, {}, never)).toEqual(missing('channel-writing'));
    expect(await client.get(`${channel}/members`, never)).toEqual(missing('channel-members'));
    expect(await client.post('/chats/c/messages', {}, never)).toEqual(succeeded({}));
    expect(world.sent).toEqual([`GET /v1.0${channel}/messages`, 'POST /v1.0/chats/c/messages']);
  });
});

describe('the client', () => {
  it('sends the token, and asks for unknown enum members', async () => {
    const { client, world } = setUp(() => answer({ id: '1' }));
    expect(await client.get('/me/chats?$expand=members,lastMessagePreview&$top=50', never)).toEqual(
      succeeded({ id: '1' }),
    );
    expect(world.sent).toEqual(['GET /v1.0/me/chats?$expand=members,lastMessagePreview&$top=50']);
    expect(world.requests[0]?.headers.get('authorization')).toBe('Bearer token');
    expect(world.requests[0]?.headers.get('prefer')).toBe('include-unknown-enum-members');
  });

  it('follows a next link as Graph gave it', async () => {
    const link =
      'https://graph.microsoft.com/v1.0/chats/19:a%40thread.v2/messages?$top=2&$skiptoken=M2Uy%3d%3d%26x%2b';
    const { client, world } = setUp(() => answer({}));
    await client.get(link, never);
    const asked = new URL(world.requests[0]?.url ?? '');
    expect(asked.searchParams.get('$skiptoken')).toBe('M2Uy==&x+');
    expect(asked.pathname).toBe('/v1.0/chats/19:a%40thread.v2/messages');
  });

  it('posts JSON', async () => {
    const { client, world } = setUp(() => answer({}));
    await client.post('/communications/getPresencesByUserId', { ids: ['1'] }, never);
    expect(await world.requests[0]?.json()).toEqual({ ids: ['1'] });
    expect(world.requests[0]?.headers.get('content-type')).toContain('application/json');
  });

  it('patches JSON, and 204 is success', async () => {
    const { client, world } = setUp(() => new Response(null, { status: 204 }));
    expect(await client.patch('/chats/c/messages/1', { importance: 'high' }, never)).toEqual(succeeded({}));
    expect(world.sent).toEqual(['PATCH /v1.0/chats/c/messages/1']);
    expect(await world.requests[0]?.json()).toEqual({ importance: 'high' });
  });

  it('puts bytes with their type, also an empty body', async () => {
    const { client, world } = setUp(() => answer({ id: '1' }, 201));
    const blob = new Blob([new Uint8Array([0, 255])], { type: 'image/png' });
    expect(await client.put('/me/drive/root:/a%23b:/content', blob, never)).toEqual(succeeded({ id: '1' }));
    await client.put('/me/drive/root:/empty:/content', new Blob([]), never);
    const [put, empty] = world.requests;
    expect(new URL(put?.url ?? '').pathname).toBe('/v1.0/me/drive/root:/a%23b:/content');
    expect(put?.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array((await put?.arrayBuffer()) ?? new ArrayBuffer())]).toEqual([0, 255]);
    expect(empty?.headers.get('content-type')).toBe('application/octet-stream');
    expect((await empty?.arrayBuffer())?.byteLength).toBe(0);
  });

  it('waits longer for a request with a large body', async () => {
    let sent = false;
    const { client, world } = setUp(() => {
      sent = true;
      return new Promise(() => undefined);
    });
    let ended = false;
    const bytes = new Blob([new Uint8Array(160_000)]);
    const waiting = client.put('/me/drive/root:/x:/content', bytes, never).finally(() => (ended = true));
    await expect.poll(() => sent).toBe(true);
    world.pass(39_999);
    await Promise.resolve();
    expect(ended).toBe(false);
    world.pass(1);
    expect(await waiting).toMatchObject({ failure: { reason: 'no-answer' } });
  });

  it('streams from an offset, with the token, and fails like other reads', async () => {
    const { client, world } = setUp((request) =>
      request.url.endsWith('/none')
        ? graphRefusal(404, 'NotFound')
        : new Response('56', { status: 206, headers: { 'content-range': 'bytes 5-6/7' } }),
    );
    const stream = await client.stream('/me/x', 5, never);
    expect(stream.ok && (await new Response(stream.value).text())).toBe('56');
    expect(world.requests[0]?.headers.get('range')).toBe('bytes=5-');
    expect(world.requests[0]?.headers.get('authorization')).toBe('Bearer token');
    expect(await client.stream('/none', 0, never)).toEqual(failed({ kind: 'not-found' }));
    expect(world.requests[1]?.headers.has('range')).toBe(false);
  });

  it('reaches a sandbox on the loopback by http, with the token', async () => {
    const { client, world } = setUp(() => answer({}), 'http://localhost:3210/v1.0');
    await client.get('/me', never);
    await client.get('http://localhost:3210/v1.0/me/chats?$skiptoken=x', never);
    expect(world.requests.map(({ url }) => url)).toEqual([
      'http://localhost:3210/v1.0/me',
      'http://localhost:3210/v1.0/me/chats?$skiptoken=x',
    ]);
    expect(world.requests.every(({ headers }) => headers.get('authorization') === 'Bearer token')).toBe(true);
  });

  it('refuses a Graph address without encryption', () => {
    expect(() => createGraphAddress('http://graph.microsoft.com/v1.0')).toThrow('https');
  });

  it.each([
    'https://evil.example/v1.0/me',
    'https://graph.microsoft.com.evil.example/v1.0/me',
    'https://graph.microsoft.us/v1.0/me',
    'http://graph.microsoft.com/v1.0/me',
    'me',
  ])('never follows a link to %s', async (link) => {
    const { client, world } = setUp(() => answer({}));
    expect(await client.get(link, never)).toEqual(
      failed({ kind: 'refused', status: 0, code: 'foreign-link' }),
    );
    expect(world.sent).toEqual([]);
  });

  it('sends no token to other hosts', async () => {
    const { client, world } = setUp(
      () => new Response('bytes', { headers: { 'content-type': 'image/png' } }),
    );
    const bytes = await client.foreignBytes('https://tenant.sharepoint.example/thumbnail', never);
    expect(bytes.ok && (await bytes.value.text())).toBe('bytes');
    expect(world.requests[0]?.headers.has('authorization')).toBe(false);
  });
});

describe('an address that is its own permission', () => {
  it('does not end the sign-in when it has expired', async () => {
    const { client, world } = setUp(() => graphRefusal(401, 'unauthenticated'));
    const elsewhere = 'https://tenant.sharepoint.example/x';
    const expected = failed({ kind: 'forbidden', status: 401, code: '' });
    expect(await client.foreignBytes(elsewhere, never)).toEqual(expected);
    expect(await client.foreignStream(elsewhere, 0, never)).toEqual(expected);
    expect(await client.foreign(elsewhere, { method: 'GET' }, never)).toEqual(expected);
    expect(world.sent).toHaveLength(3);
  });
});

describe('a refused token', () => {
  it('is renewed once, and the request is sent again', async () => {
    const asked: boolean[] = [];
    const { client, world } = setUp(
      (request) =>
        request.headers.get('authorization') === 'Bearer new'
          ? answer({ id: '1' })
          : graphRefusal(401, 'InvalidAuthenticationToken'),
      undefined,
      (renew) => {
        asked.push(renew);
        return Promise.resolve(succeeded(renew ? 'new' : 'old'));
      },
    );
    expect(await client.get('/me', never)).toEqual(succeeded({ id: '1' }));
    expect(asked).toEqual([false, true]);
    expect(world.sent).toHaveLength(2);
  });

  it('ends the sign-in if it stays refused, for the user’s own profile too', async () => {
    const { client, world } = setUp(() => graphRefusal(401, 'InvalidAuthenticationToken'));
    const signIn = failed({ kind: 'sign-in-needed', reason: 'expired' });
    expect(await client.get('/me/chats', never)).toEqual(signIn);
    expect(world.sent.map((line) => line.replace(/[?].*/, ''))).toEqual([
      'GET /v1.0/me/chats',
      'GET /v1.0/me/chats',
      'GET /v1.0/me',
    ]);
    expect(await client.post('/chats', {}, never)).toEqual(signIn);
    expect(world.sent).toHaveLength(3);
  });

  it.each(['get', 'post', 'patch', 'put', 'bytes', 'stream'] as const)(
    'for one resource only (%s) does not end the sign-in (Graph: 401 for one resource)',
    async (how) => {
      const { client, world } = setUp((request) =>
        request.url.includes('/me?') ? answer({ id: '1' }) : graphRefusal(401, 'Unauthorized'),
      );
      const ask = {
        get: () => client.get('/chats/1', never),
        post: () => client.post('/chats/1', {}, never),
        patch: () => client.patch('/chats/1', {}, never),
        put: () => client.put('/chats/1', new Blob(['x']), never),
        bytes: () => client.bytes('/chats/1', never),
        stream: () => client.stream('/chats/1', 0, never),
      };
      expect(await ask[how]()).toEqual(failed({ kind: 'not-let-in' }));
      expect(world.sent).toHaveLength(3);
      expect(await client.get('/me?$select=id', never)).toEqual(succeeded({ id: '1' }));
    },
  );

  it('with a challenge that only a sign-in answers is answered at once after that sign-in', async () => {
    const needed = { kind: 'sign-in-needed', reason: 'confirm-identity' } as const;
    const claims = btoa('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}');
    let signedIn = false;
    const { client, world } = setUp(
      (request) =>
        request.headers.get('authorization') === 'Bearer new'
          ? answer({ id: '1' })
          : new Response('{}', {
              status: 401,
              headers: { 'www-authenticate': `Bearer error="insufficient_claims", claims="${claims}"` },
            }),
      undefined,
      (renew) => Promise.resolve(renew && !signedIn ? failed(needed) : succeeded(renew ? 'new' : 'old')),
    );
    expect(await client.signIn.vital(never)).toEqual(failed(needed));
    signedIn = true;
    expect(await client.signIn.vital(never)).toEqual(succeeded(null));
    expect(world.sent).toHaveLength(3);
  });

  it('with the same challenge is answered again if main has renewed the token meanwhile, without the context', async () => {
    const claims = btoa('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}');
    let cached = 'old';
    let renewals = 0;
    const { client } = setUp(
      (request) =>
        request.headers.get('authorization')?.startsWith('Bearer with context')
          ? answer({ id: '1' })
          : new Response('{}', {
              status: 401,
              headers: { 'www-authenticate': `Bearer error="insufficient_claims", claims="${claims}"` },
            }),
      undefined,
      (renew) => {
        if (renew) cached = `with context ${(renewals += 1)}`;
        return Promise.resolve(succeeded(cached));
      },
    );
    expect(await client.get('/me/chats', never)).toEqual(succeeded({ id: '1' }));
    cached = 'of a question for consent';
    expect(await client.get('/me/chats', never)).toEqual(succeeded({ id: '1' }));
    expect(renewals).toBe(2);
  });

  it('that cannot be replaced has main’s reason, and is asked for once', async () => {
    let asked = 0;
    const failure = { kind: 'sign-in-needed', reason: 'revoked' } as const;
    const { client, world } = setUp(
      () => answer({}),
      undefined,
      () => {
        asked += 1;
        return Promise.resolve(failed(failure));
      },
    );
    expect(await client.get('/me', never)).toEqual(failed(failure));
    expect(asked).toBe(1);
    expect(world.sent).toEqual([]);
  });
});

describe('a connection', () => {
  it('that breaks is unreachable', async () => {
    const { client } = setUp(() => Promise.reject(new TypeError('fetch failed')));
    expect(await client.get('/me', never)).toEqual(
      failed({ kind: 'offline', reason: 'unreachable', status: null }),
    );
  });

  it('that never answers is given up after 30 seconds, and is told to stop', async () => {
    let told: AbortSignal | undefined;
    const { client, world } = setUp((request) => {
      told = request.signal;
      return new Promise(() => undefined);
    });
    const waiting = client.get('/me', never);
    await expect.poll(() => told).toBeDefined();
    world.pass(29_999);
    expect(told?.aborted).toBe(false);
    world.pass(1);
    expect(await waiting).toEqual(failed({ kind: 'offline', reason: 'no-answer', status: null }));
    expect(told?.aborted).toBe(true);
  });

  it('whose body never ends is given up too', async () => {
    let sent = false;
    const { client, world } = setUp(() => {
      sent = true;
      return new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"a":')) }),
      );
    });
    const waiting = client.get('/me', never);
    await expect.poll(() => sent).toBe(true);
    world.pass(30_000);
    expect(await waiting).toMatchObject({ ok: false, failure: { kind: 'offline', reason: 'no-answer' } });
  });

  it('is cancelled by the caller, before and during', async () => {
    const caller = new AbortController();
    const { client, world } = setUp(() => new Promise(() => undefined));
    const waiting = client.get('/me', caller.signal);
    caller.abort();
    expect(await waiting).toEqual(failed({ kind: 'cancelled' }));
    const sentBefore = world.sent.length;
    expect(await client.get('/me', caller.signal)).toEqual(failed({ kind: 'cancelled' }));
    expect(world.sent).toHaveLength(sentBefore);
  });

  it('through a proxy that answers with its page is off-line', async () => {
    const proxy = () =>
      new Response('<!doctype html><h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } });
    const { client } = setUp(proxy);
    expect(await client.get('/me', never)).toMatchObject({
      ok: false,
      failure: { kind: 'offline', reason: 'proxy-page' },
    });
    expect(await client.bytes('/me/photo/$value', never)).toMatchObject({
      ok: false,
      failure: { reason: 'proxy-page' },
    });
  });
});

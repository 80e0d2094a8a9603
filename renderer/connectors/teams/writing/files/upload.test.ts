import { describe, expect, it } from 'vitest';
import { failed, succeeded, type ConversationId } from '../../../../model/index.ts';
import type { UploadOutcome, UploadRequest, WritingCapability } from '../../../writing.ts';
import { createTeamsConnector } from '../../index.ts';
import type { JsonRecord } from '../../graph/json.ts';
import { member } from '../../testing/samples.ts';
import { graph } from '../../testing/scripted.ts';
import {
  answer,
  createTestWorld,
  graphRefusal,
  testAccount,
  type TeamsTestWorld,
} from '../../testing/test-world.ts';
import { chat, never } from '../testing/drafting.ts';
import { pieceSize } from './upload-session.ts';

const guid = '153fa47d-18c9-4179-be08-9879815a9f90';
const sessionUrl = 'https://tenant.sharepoint.example/upload/1';
const item = {
  id: '01ITEM',
  name: 'plan 1.bin',
  eTag: `"{${guid.toUpperCase()}},1"`,
  webUrl: 'https://tenant.sharepoint.example/_layouts/15/Doc.aspx?sourcedoc=x',
  webDavUrl: 'https://tenant.sharepoint.example/personal/plan%201.bin',
  parentReference: { driveId: 'b!D' },
};

/** The service's answer to a request; undefined for the usual one. By default, the member list and the invitation work. */
type Answers = (line: string, request: Request) => Response | Promise<Response> | undefined;

const setUp = (answers: Answers): { writing: WritingCapability; world: TeamsTestWorld } => {
  const usual = (line: string): Response => {
    if (line === 'GET /v1.0/chats/19:c/members')
      return answer({
        value: [
          member('me'),
          member('u1'),
          member('g1', { tenantId: 'elsewhere', email: 'guest@partner.example' }),
          member('', { userId: null, phoneNumber: '+1', email: null }),
        ],
      });
    if (line.endsWith('/invite')) return answer({ value: [] });
    return graphRefusal(404, 'itemNotFound');
  };
  const world: TeamsTestWorld = createTestWorld({
    fetch: async (request) => {
      const line = world.sent.at(-1) ?? '';
      return (await answers(line, request)) ?? usual(line);
    },
  });
  const { writing } = createTeamsConnector({
    accountId: testAccount,
    userId: 'me',
    tenantId: 'tenant',
    graphUrl: graph,
    world,
  });
  if (!writing) throw new Error('Teams can write');
  return { writing, world };
};

const bytesFrom = (size: number) => (from: number) =>
  Promise.resolve(succeeded(new Blob([new Uint8Array(size - from)]).stream()));
const request = (size: number, more: Partial<UploadRequest> = {}): UploadRequest => ({
  conversationId: chat,
  of: null,
  name: 'plan.bin',
  size,
  mimeType: null,
  session: null,
  bytes: bytesFrom(size),
  ...more,
});
const sessionOf = (outcome: UploadOutcome): unknown =>
  outcome.ok || outcome.session === null ? null : JSON.parse(outcome.session);
const large = pieceSize * 2 + 100;
const ranges = ({ requests }: TeamsTestWorld): (string | null)[] =>
  requests.filter(({ method }) => method === 'PUT').map(({ headers }) => headers.get('content-range'));

/** A session that takes every chunk. */
const session = (): Answers => {
  let received = 0;
  return (line, { headers, method, url }) => {
    if (line.endsWith(':/createUploadSession')) return answer({ uploadUrl: sessionUrl });
    if (url !== sessionUrl) return undefined;
    const [, last, total] = /-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
    if (method === 'PUT') received = Number(last) + 1;
    return received === Number(total)
      ? answer(item, 201)
      : answer({ nextExpectedRanges: [`${received}-`] }, 202);
  };
};

describe('a small file', () => {
  const put = 'PUT /v1.0/me/drive/root:/Microsoft Teams Chat Files/plan.bin:/content';

  it('is stored beside one of the same name, shared with the members, and known by the GUID of its eTag', async () => {
    const { writing, world } = setUp((line) => (line.startsWith(put) ? answer(item, 201) : undefined));
    const outcome = await writing.upload(request(3, { mimeType: 'text/csv' }), never);
    expect(outcome).toMatchObject({ ok: true, value: { name: 'plan 1.bin', of: null } });
    expect(outcome.ok && JSON.parse(outcome.value.handle)).toEqual({
      kind: 'file',
      id: guid.toUpperCase(),
      url: item.webDavUrl,
      name: 'plan 1.bin',
    });
    expect(world.sent).toEqual([
      `${put}?@microsoft.graph.conflictBehavior=rename`,
      'GET /v1.0/chats/19:c/members',
      'POST /v1.0/drives/b!D/items/01ITEM/invite',
    ]);
    const [first, , invite] = world.requests;
    expect(first?.headers.get('content-type')).toBe('text/csv');
    expect((await first?.arrayBuffer())?.byteLength).toBe(3);
    expect(await invite?.json()).toEqual({
      recipients: [{ objectId: 'u1' }, { email: 'guest@partner.example' }],
      roles: ['write'],
      requireSignIn: true,
      sendInvitation: false,
    });
  });

  it('is asked for its own address if the answer lacks it', async () => {
    const short = { ...item, webDavUrl: null };
    const { writing, world } = setUp((line) => {
      if (line.startsWith(put)) return answer(short, 201);
      return line.startsWith('GET /v1.0/drives/b!D/items/01ITEM?$select=') ? answer(item) : undefined;
    });
    const outcome = await writing.upload(request(3), never);
    expect(outcome.ok && JSON.parse(outcome.value.handle)).toMatchObject({ url: item.webDavUrl });
    expect(world.sent).toHaveLength(4);
  });

  it('of the user alone is not shared', async () => {
    const { writing, world } = setUp((line) => {
      if (line.startsWith(put)) return answer(item, 201);
      return line.endsWith('/members') ? answer({ value: [member('me')] }) : undefined;
    });
    expect((await writing.upload(request(3), never)).ok).toBe(true);
    expect(world.sent.some((line) => line.endsWith('/invite'))).toBe(false);
  });

  it.each([
    [
      507,
      'quotaLimitReached',
      { kind: 'refused', status: 507, code: 'quotaLimitReached', because: 'no-room' },
    ],
    [413, 'RequestEntityTooLarge', { kind: 'refused', status: 413, code: 'RequestEntityTooLarge' }],
    [403, 'accessDenied', { kind: 'forbidden', status: 403, code: 'accessDenied' }],
    [409, 'nameAlreadyExists', { kind: 'refused', status: 409, code: 'nameAlreadyExists' }],
    [429, 'activityLimitReached', { kind: 'throttled', retryAfterMs: 10_000 }],
  ] as const)('that is answered with %i %s has the right reason', async (status, code, failure) => {
    const { writing, world } = setUp((line) =>
      line.startsWith(put) ? graphRefusal(status, code) : undefined,
    );
    expect(await writing.upload(request(3), never)).toEqual({ ok: false, failure, session: null });
    expect(world.sent).toHaveLength(1);
  });

  it('keeps the stored file when it could not be shared with the members', async () => {
    let refused = true;
    const { writing, world } = setUp((line) => {
      if (line.startsWith(put)) return answer(item, 201);
      return refused && line.endsWith('/invite') ? graphRefusal(403, 'sharingDisabled') : undefined;
    });
    const outcome = await writing.upload(request(3), never);
    expect(outcome).toMatchObject({ failure: { kind: 'forbidden', code: 'sharingDisabled' } });
    expect(sessionOf(outcome)).toMatchObject({ kind: 'stored', item: { driveId: 'b!D', itemId: '01ITEM' } });
    refused = false;
    const again = await writing.upload(request(3, { session: JSON.stringify(sessionOf(outcome)) }), never);
    expect(again).toMatchObject({ ok: true, value: { name: 'plan 1.bin' } });
    expect(world.sent.filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  });

  it('is not stored if its bytes break off or never come', async () => {
    const { writing, world } = setUp(() => undefined);
    expect(await writing.upload(request(10, { bytes: bytesFrom(9) }), never)).toMatchObject({
      failure: { kind: 'offline', reason: 'broken-answer' },
    });
    const vanished = () => Promise.resolve(failed({ kind: 'not-found' } as const));
    expect(await writing.upload(request(10, { bytes: vanished }), never)).toMatchObject({
      failure: { kind: 'not-found' },
    });
    const broken = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error('gone')) });
    const breaking = () => Promise.resolve(succeeded(broken));
    expect(await writing.upload(request(10, { bytes: breaking }), never)).toMatchObject({
      failure: { kind: 'offline', reason: 'unreachable' },
    });
    expect(world.sent).toEqual([]);
  });

  it('is given up if its source gives no bytes for a minute', async () => {
    const { writing, world } = setUp(() => undefined);
    let asked = false;
    const silent = () => {
      asked = true;
      return Promise.resolve(succeeded(new ReadableStream<Uint8Array>()));
    };
    const waiting = writing.upload(request(10, { bytes: silent }), never);
    await expect.poll(() => asked).toBe(true);
    // Reading begins some turns of the event loop after opening.
    await new Promise((resolve) => setImmediate(resolve));
    world.pass(60_000);
    expect(await waiting).toMatchObject({ failure: { kind: 'offline', reason: 'no-answer' } });
  });
});

describe('a picture', () => {
  it('is kept for the message without a request; other kinds and large ones are files', async () => {
    const { writing, world } = setUp(() => undefined);
    const outcome = await writing.upload(request(3, { mimeType: 'image/png', name: 'p.png' }), never);
    expect(outcome.ok && JSON.parse(outcome.value.handle)).toEqual({
      kind: 'picture',
      mimeType: 'image/png',
      base64: 'AAAA',
      name: 'p.png',
    });
    expect(world.sent).toEqual([]);
    for (const [size, mimeType] of [
      [3 * 1024 * 1024 + 1, 'image/png'],
      [3, 'image/svg+xml'],
      [0, 'image/png'],
    ] as const)
      await writing.upload(request(size, { mimeType }), never);
    expect(world.sent.filter((line) => line.startsWith('PUT'))).toHaveLength(3);
  });
});

describe('a large file', () => {
  it('is sent to a session in chunks of a multiple of 320 KiB, never with the token', async () => {
    const { writing, world } = setUp(session());
    expect((await writing.upload(request(large), never)).ok).toBe(true);
    expect(pieceSize % (320 * 1024)).toBe(0);
    expect(ranges(world)).toEqual([
      `bytes 0-${pieceSize - 1}/${large}`,
      `bytes ${pieceSize}-${2 * pieceSize - 1}/${large}`,
      `bytes ${2 * pieceSize}-${large - 1}/${large}`,
    ]);
    const toSession = world.requests.filter(({ url }) => url === sessionUrl);
    expect(toSession).toHaveLength(4);
    expect(toSession.every(({ headers }) => !headers.has('authorization'))).toBe(true);
    const created = world.requests.find(({ url }) => url.endsWith(':/createUploadSession'));
    expect(await created?.json()).toEqual({ item: { '@microsoft.graph.conflictBehavior': 'rename' } });
  });

  it('continues at the session’s own offset, not at the expected one', async () => {
    const held = JSON.stringify({ kind: 'sending', url: sessionUrl, size: large });
    const { writing, world } = setUp((_line, { url, method }) => {
      if (url !== sessionUrl) return undefined;
      return method === 'GET'
        ? answer({ nextExpectedRanges: [`${2 * pieceSize}-`, '9-'] })
        : answer(item, 201);
    });
    expect((await writing.upload(request(large, { session: held }), never)).ok).toBe(true);
    expect(ranges(world)).toEqual([`bytes ${2 * pieceSize}-${large - 1}/${large}`]);
  });

  it('asks a session with another offset (416) where to continue', async () => {
    let puts = 0;
    const { writing, world } = setUp((line, { url, method }) => {
      if (line.endsWith(':/createUploadSession')) return answer({ uploadUrl: sessionUrl });
      if (url !== sessionUrl) return undefined;
      if (method === 'GET') return answer({ nextExpectedRanges: [puts === 0 ? '0-' : `${2 * pieceSize}-`] });
      puts += 1;
      return puts === 1 ? graphRefusal(416, 'invalidRange') : answer(item, 201);
    });
    expect((await writing.upload(request(large), never)).ok).toBe(true);
    expect(ranges(world).at(-1)).toBe(`bytes ${2 * pieceSize}-${large - 1}/${large}`);
  });

  it('gives up if a session never moves on, and keeps the session', async () => {
    const { writing } = setUp((line, { url }) => {
      if (line.endsWith(':/createUploadSession')) return answer({ uploadUrl: sessionUrl });
      return url === sessionUrl ? answer({ nextExpectedRanges: ['0-'] }, 202) : undefined;
    });
    const outcome = await writing.upload(request(large), never);
    expect(outcome).toMatchObject({ failure: { kind: 'offline', reason: 'service-down' } });
    expect(sessionOf(outcome)).toEqual({ kind: 'sending', url: sessionUrl, size: large });
  });

  it.each([401, 404, 410])('begins again when its session no longer exists (%i)', async (status) => {
    const held = JSON.stringify({ kind: 'sending', url: sessionUrl, size: large });
    const { writing } = setUp((_line, { url }) =>
      url === sessionUrl ? graphRefusal(status, 'itemNotFound') : undefined,
    );
    expect(await writing.upload(request(large, { session: held }), never)).toMatchObject({
      failure: { kind: 'offline', reason: 'service-down' },
      session: null,
    });
  });

  it.each([
    '',
    '{',
    '{"kind":"sending","url":"javascript:1","size":1}',
    `{"kind":"sending","url":"${sessionUrl}","size":5}`,
  ])('begins again with the session %j, which belongs to another file', async (held) => {
    const { writing, world } = setUp(session());
    expect((await writing.upload(request(large, { session: held }), never)).ok).toBe(true);
    expect(world.sent[0]).toContain('createUploadSession');
  });

  it('keeps its session when it breaks off in the middle', async () => {
    const { writing } = setUp(session());
    const outcome = await writing.upload(request(large, { bytes: bytesFrom(pieceSize + 5) }), never);
    expect(outcome).toMatchObject({ failure: { kind: 'offline', reason: 'broken-answer' } });
    expect(sessionOf(outcome)).toMatchObject({ kind: 'sending' });
  });

  it('beyond a drive’s limit is too large, and is not begun', async () => {
    const { writing, world } = setUp(() => undefined);
    const size = 250 * 1024 ** 3 + 1;
    expect(await writing.upload(request(size, { bytes: bytesFrom(0) }), never)).toEqual({
      ok: false,
      failure: { kind: 'too-large', limit: 250 * 1024 ** 3 },
      session: null,
    });
    expect(world.sent).toEqual([]);
  });
});

describe('a file of a channel', () => {
  const channel = `${testAccount}/channel/t/19:k` as ConversationId;

  it('is in the channel’s folder and needs no sharing', async () => {
    const folder: JsonRecord = { id: '01FOLDER', parentReference: { driveId: 'b!T' } };
    const { writing, world } = setUp((line) => {
      if (line === 'GET /v1.0/teams/t/channels/19:k/filesFolder') return answer(folder);
      return line.startsWith('PUT') ? answer(item, 201) : undefined;
    });
    expect((await writing.upload(request(3, { conversationId: channel }), never)).ok).toBe(true);
    expect(world.sent.slice(1)).toEqual([
      'PUT /v1.0/drives/b!T/items/01FOLDER:/plan.bin:/content?@microsoft.graph.conflictBehavior=rename',
    ]);
  });

  it('is not stored if the folder does not exist yet', async () => {
    const { writing } = setUp(() => undefined);
    expect(await writing.upload(request(3, { conversationId: channel }), never)).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
      session: null,
    });
  });
});

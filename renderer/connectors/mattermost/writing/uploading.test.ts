import { describe, expect, it } from 'vitest';
import { failed, succeeded } from '../../../model/index.ts';
import type { UploadOutcome, UploadRequest } from '../../writing.ts';
import { noAbort } from '../testing/drafts.ts';
import { channelId, id } from '../testing/payloads.ts';
import { conversationId, testFileId, makeWriter, mattermostRefusal, type Writer } from '../testing/writer.ts';
import { portionsOf } from './portions.ts';
import { uploadName } from './upload-name.ts';

const session = { id: id('upload'), channel_id: channelId, filename: 'x', file_size: 3, file_offset: 0 };
const kept = JSON.stringify({ id: session.id });
const info = { id: id('file'), name: 'x', size: 3 };
const bytes = new Uint8Array([1, 2, 3]);
const part = `POST /uploads/${session.id}`;

const upload = ({ writing }: Writer, more: Partial<UploadRequest> = {}): Promise<UploadOutcome> =>
  writing.upload(
    {
      conversationId,
      of: testFileId,
      name: 'x',
      size: 3,
      mimeType: null,
      session: null,
      bytes: (from) => Promise.resolve(succeeded(new Blob([bytes.subarray(from)]).stream())),
      ...more,
    },
    noAbort,
  );

describe('an upload', () => {
  it('begins a session, sends its bytes and gives a handle', async () => {
    const writer = makeWriter({ 'POST /uploads': session, [part]: info });
    expect(await upload(writer)).toEqual({
      ok: true,
      value: { handle: JSON.stringify({ fileId: id('file') }), name: 'x', of: testFileId },
    });
    expect(writer.sent.at(-1)?.body).toEqual({ channel_id: channelId, filename: 'x', file_size: 3 });
  });

  it('continues from the server’s offset', async () => {
    const asked: number[] = [];
    const writer = makeWriter({
      [`GET /uploads/${session.id}`]: { ...session, file_offset: 2 },
      [part]: info,
    });
    const outcome = await upload(writer, {
      session: kept,
      bytes: (from) => {
        asked.push(from);
        return Promise.resolve(succeeded(new Blob([bytes.subarray(from)]).stream()));
      },
    });
    expect(outcome.ok).toBe(true);
    expect(asked).toEqual([2]);
    expect(writer.server.asked).not.toContain('POST /uploads');
  });

  it.each<[string, unknown]>([
    ['is gone', mattermostRefusal(404, 'app.upload.get.app_error')],
    ['is somebody else’s', mattermostRefusal(403, 'api.upload.get_upload.forbidden.app_error')],
    ['is for another channel', { ...session, channel_id: id('other') }],
    ['is for another size', { ...session, file_size: 9 }],
    ['is nonsense', 'x'],
  ])('begins again if its session %s', async (_case, answer) => {
    const writer = makeWriter({
      [`GET /uploads/${session.id}`]: answer,
      'POST /uploads': session,
      [part]: info,
    });
    expect((await upload(writer, { session: kept })).ok).toBe(true);
    expect(writer.server.asked).toContain('POST /uploads');
  });

  it('keeps its session if the session cannot be requested', async () => {
    const writer = makeWriter({ [`GET /uploads/${session.id}`]: mattermostRefusal(503, 'x') });
    expect(await upload(writer, { session: kept })).toEqual({
      ok: false,
      failure: { kind: 'offline', reason: 'service-down', status: 503 },
      session: kept,
    });
  });

  it.each<[string, Response, unknown, string | null]>([
    ['a failing server', mattermostRefusal(500, 'x'), { kind: 'offline', reason: 'service-down' }, kept],
    ['a session that ended', mattermostRefusal(404, 'x'), { kind: 'not-found' }, null],
    [
      'a plug-in that forbids the file',
      mattermostRefusal(400, 'app.upload.run_plugins_hook.rejected'),
      { kind: 'refused', code: 'app.upload.run_plugins_hook.rejected' },
      kept,
    ],
    [
      'an earlier request that is still being taken in',
      mattermostRefusal(400, 'app.upload.upload_data.concurrent.app_error'),
      { kind: 'offline' },
      kept,
    ],
    [
      'a proxy that takes no such size',
      new Response('<h1>413', { status: 413, headers: { 'Content-Type': 'text/html' } }),
      { kind: 'too-large', limit: 2 },
      null,
    ],
  ])('has the reason %s', async (_case, answer, failure, session_) => {
    const writer = makeWriter({ 'POST /uploads': session, [part]: answer });
    expect(await upload(writer)).toMatchObject({ ok: false, failure, session: session_ });
  });

  it('above the server’s MaxFileSize is not begun', async () => {
    const writer = makeWriter({ 'GET /config/client': { MaxPostSize: '1', MaxFileSize: '2' } });
    expect(await upload(writer)).toEqual({
      ok: false,
      failure: { kind: 'too-large', limit: 2 },
      session: null,
    });
    expect(writer.server.asked).toEqual(['GET /config/client?format=old']);
  });

  it('fails with its source’s failure, and the session is kept', async () => {
    const writer = makeWriter({ 'POST /uploads': session });
    const outcome = await upload(writer, { bytes: () => Promise.resolve(failed({ kind: 'not-found' })) });
    expect(outcome).toEqual({ ok: false, failure: { kind: 'not-found' }, session: kept });
  });

  it('fails as broken if the server takes everything and names no file', async () => {
    const writer = makeWriter({ 'POST /uploads': session, [part]: new Response(null, { status: 204 }) });
    expect(await upload(writer)).toMatchObject({ failure: { reason: 'broken-answer' }, session: kept });
  });

  it('of an empty file uses a form, because a session needs a byte', async () => {
    const writer = makeWriter({ 'POST /files': { file_infos: [info], client_ids: [] } });
    expect((await upload(writer, { size: 0 })).ok).toBe(true);
    const odd = makeWriter({ 'POST /files': { file_infos: [] } });
    expect(await upload(odd, { size: 0 })).toMatchObject({ failure: { reason: 'broken-answer' } });
  });

  it('to another account’s channel is not found', async () => {
    const writer = makeWriter();
    const elsewhere = 'mm2/x' as typeof conversationId;
    expect(await upload(writer, { conversationId: elsewhere })).toMatchObject({
      failure: { kind: 'not-found' },
    });
  });
});

describe('chunks of a stream', () => {
  const streamOf = (...chunks: number[][]): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(Uint8Array.from(chunk));
        controller.close();
      },
    });

  it('have their size for a stream that is cut in any way', async () => {
    const portions = portionsOf(streamOf([1], [], [2, 3, 4, 5], [6]));
    const taken: number[][] = [];
    for (const count of [2, 2, 5]) {
      const portion = await portions.take(count);
      if (portion.kind === 'bytes') taken.push([...portion.bytes]);
    }
    expect(taken).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });
});

describe('the name of a file', () => {
  it.each([
    ['a.txt', 'a.txt'],
    ['../etc/passwd', '.._etc_passwd'],
    ['C:\\x.txt', 'C:_x.txt'],
    ['a\u0000b\n.txt', 'a_b_.txt'],
    ['', 'file'],
    ['..', 'file'],
    // 240 bytes of UTF-8 with the ending.
    ['x'.repeat(240), 'x'.repeat(240)],
    ['x'.repeat(300), 'x'.repeat(240)],
    [`${'🌊'.repeat(300)}.png`, `${'🌊'.repeat(59)}.png`],
    [`${'ü'.repeat(300)}.tar`, `${'ü'.repeat(118)}.tar`],
    // It is never cut inside a character that people see as one.
    [`x${'🇳🇴'.repeat(100)}.md`, `x${'🇳🇴'.repeat(29)}.md`],
    [`${'e\u0301'.repeat(200)}.md`, `${'e\u0301'.repeat(79)}.md`],
    // No ending, only a full stop.
    [`Minutes. ${'x'.repeat(300)}`, `Minutes. ${'x'.repeat(231)}`],
    // Half of a surrogate pair cannot be sent.
    ['a\ud83c.png', 'a\ufffd.png'],
  ])('%j becomes %j', (name, written) => {
    expect(uploadName(name)).toBe(written);
  });
});

import { describe, expect, it } from 'vitest';
import type { FileReference } from '../../../model/index.ts';
import { createMattermostConnector } from '../connector.ts';
import { filesOf } from '../message/files.ts';
import { accountId, id, makeContext, me } from '../testing/payloads.ts';
import { MattermostTestWorld } from '../testing/world.ts';

const never = new AbortController().signal;
const fileId = id('file');
const reference = (more: Partial<FileReference> = {}): FileReference => {
  const [file] = filesOf(
    [fileId],
    [{ id: fileId, name: 'sea.png', size: 500, mime_type: 'image/png' }],
    makeContext(),
  );
  if (file === undefined) throw new Error('no file');
  return { ...file, ...more };
};
const picture = (): Response => new Response('bytes', { headers: { 'Content-Type': 'image/jpeg' } });
const none = (): Response =>
  new Response('{"id":"api.file.get_file_preview.no_preview.app_error"}', { status: 400 });

const read = async (answers: Readonly<Record<string, () => Response>>, file = reference()) => {
  const asked: string[] = [];
  const world = new MattermostTestWorld((request) => {
    const path = new URL(request.url).pathname.replace(/^.*\/files\/[^/]+/, '');
    asked.push(path);
    return answers[path]?.() ?? new Response('{}', { status: 404 });
  });
  const result = await createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/g',
    world,
  }).image(file, never);
  return { asked, result };
};

describe('a picture', () => {
  it('is its preview', async () => {
    const { asked, result } = await read({ '/preview': picture });
    expect(asked).toEqual(['/preview']);
    expect(result.ok && result.value.type).toBe('image/jpeg');
  });

  it('without preview (400 no_preview) is its thumbnail, or the whole picture if it is small', async () => {
    expect((await read({ '/preview': none, '/thumbnail': picture })).asked).toEqual([
      '/preview',
      '/thumbnail',
    ]);
    const whole = await read({ '/preview': none, '/thumbnail': none, '': picture });
    expect(whole.asked).toEqual(['/preview', '/thumbnail', '']);
    expect(whole.result.ok).toBe(true);
  });

  it('is not fetched whole when it is large or of unknown size', async () => {
    for (const size of [3 * 1024 * 1024, null]) {
      const { asked, result } = await read(
        { '/preview': none, '/thumbnail': none, '': picture },
        reference({ size }),
      );
      expect(asked).toEqual(['/preview', '/thumbnail']);
      expect(result).toMatchObject({ failure: { kind: 'refused' } });
    }
  });

  it('of another type is a broken answer, and so is a proxy’s page', async () => {
    const text = () => new Response('hello', { headers: { 'Content-Type': 'text/plain' } });
    expect((await read({ '/preview': text })).result).toMatchObject({ failure: { reason: 'broken-answer' } });
    const page = () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } });
    expect((await read({ '/preview': page })).result).toMatchObject({ failure: { reason: 'proxy-page' } });
  });

  it('of another account is not found', async () => {
    expect((await read({}, reference({ id: 'mm2/x' as FileReference['id'] }))).result).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
    });
  });
});

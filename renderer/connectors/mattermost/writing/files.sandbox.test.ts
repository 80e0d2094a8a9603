/** Uploads and downloads, against the sandbox's server. */
import { beforeEach, describe, expect, it } from 'vitest';
import { succeeded, type ConversationId } from '../../../model/index.ts';
import { Scene } from '../testing/desks.ts';
import { noAbort, words } from '../testing/drafts.ts';
import { accountId } from '../testing/payloads.ts';
import { must } from '../testing/reading.ts';
import { uploadBytes, uploadedToMattermost } from '../testing/uploading.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});

const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());

describe('files', () => {
  /** Each byte depends on its offset. */
  const large = new Uint8Array(20 * 1024 * 1024 + 5).map((_, at) => (at * 7 + (at >> 12)) % 251);

  it.each([
    ['without a byte', 0, 'empty.txt'],
    ['without an extension', 3, 'Makefile'],
    ['with a name that is a path', 3, '../etc/passwd'],
  ])('a file %s is uploaded, attached to its post and downloaded', async (_case, size, name) => {
    const bytes = large.slice(0, size);
    const file = await uploadedToMattermost(uploadBytes(scene, scene.ada, bytes, { name }));
    expect(file).toMatchObject({ name, of: 'teams/file' });
    const id = await scene.send(words('look', { files: [file] }));
    const [found] = (await scene.inHistory(id, scene.bo)).files;
    if (found === undefined) throw new Error('no file');
    expect(found.name).toBe(name.replaceAll('/', '_'));
    const stream = await must(scene.bo.writing.download(found, 0, noAbort));
    expect(await bytesOf(stream)).toEqual(bytes);
  });

  it('a large file is uploaded in parts, continues after a lost answer or a broken source, and can be read from any byte', async () => {
    const { ada, faults } = scene;
    let parts = 0;
    faults.add({
      matches: ({ method, url }) => {
        if (method === 'POST' && /\/uploads\/\w+$/.test(url)) parts += 1;
        return parts === 2;
      },
      fault: { kind: 'lost-answer' },
      times: 1,
    });
    const first = await uploadBytes(scene, ada, large);
    if (first.ok) throw new Error('the answer was not lost');
    expect(first).toMatchObject({ failure: { kind: 'offline', reason: 'unreachable' } });
    expect(first.session).not.toBeNull();
    const asked: number[] = [];
    const second = await uploadBytes(scene, ada, large, {
      session: first.session,
      bytes: (from) => {
        asked.push(from);
        let sent = false;
        const stream = new ReadableStream<Uint8Array>({
          pull: (controller) => {
            if (sent) controller.error(new Error('gone'));
            else controller.enqueue(large.subarray(from, from + 100));
            sent = true;
          },
        });
        return Promise.resolve(succeeded(stream));
      },
    });
    if (second.ok) throw new Error('the source was not broken');
    expect(second.failure).toMatchObject({ kind: 'offline', reason: 'unreachable' });
    // The server had two parts of 8 MiB already; the answer to the second was lost.
    expect(asked).toEqual([16 * 1024 * 1024]);
    const file = await uploadedToMattermost(uploadBytes(scene, ada, large, { session: second.session }));
    const id = await scene.send(words('large', { files: [file] }));
    const [reference] = (await scene.inHistory(id)).files;
    if (reference === undefined) throw new Error('no file');
    expect(reference.size).toBe(large.byteLength);
    const from = 10_000_003;
    const rest = await bytesOf(await must(ada.writing.download(reference, from, noAbort)));
    expect(Buffer.compare(rest, large.subarray(from))).toBe(0);
    const nothing = await bytesOf(await must(ada.writing.download(reference, large.byteLength, noAbort)));
    expect(nothing.byteLength).toBe(0);
  });

  it('a session that the server no longer has is begun again', async () => {
    const session = JSON.stringify({ id: 'q'.repeat(26) });
    const file = await uploadedToMattermost(uploadBytes(scene, scene.ada, large.slice(0, 9), { session }));
    expect(file.handle).toContain('fileId');
    expect((await uploadBytes(scene, scene.ada, large.slice(0, 9), { session: 'no JSON' })).ok).toBe(true);
  });

  it('a shorter file, one above MaxFileSize, and a foreign channel are refused with their reasons', async () => {
    const { ada, server } = scene;
    expect(await uploadBytes(scene, ada, large.slice(0, 9), { size: 10 })).toEqual({
      ok: false,
      failure: { kind: 'refused', status: 0, code: 'isthmus.file-ended-early' },
      session: null,
    });
    expect(
      await uploadBytes(scene, ada, large.slice(0, 9), {
        conversationId: `${accountId}/${'q'.repeat(26)}` as ConversationId,
      }),
    ).toMatchObject({ ok: false });
    Object.assign(server.settings, { MaxFileSize: 8 });
    // The connector still knows the old limit, so the server refuses.
    expect(await uploadBytes(scene, ada, large.slice(0, 9))).toMatchObject({
      failure: { kind: 'too-large' },
    });
    const desk = await scene.desk(ada.person);
    expect(await uploadBytes(scene, desk, large.slice(0, 9))).toEqual({
      ok: false,
      failure: { kind: 'too-large', limit: 8 },
      session: null,
    });
  });
});

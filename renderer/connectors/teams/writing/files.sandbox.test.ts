/** Uploads and downloads on the sandbox's drives, in process: whole, interrupted, shared. */
import { describe, expect, it } from 'vitest';
import { succeeded } from '../../../model/index.ts';
import { canonicalForm } from '../../../text/document/index.ts';
import type { UploadedFile } from '../../writing.ts';
import { valueOf } from '../testing/scripted.ts';
import { draft, never, saying, stamp } from './testing/drafting.ts';
import {
  bytesOf,
  createSetting,
  downloaded,
  found,
  same,
  streamOf,
  upload,
  uploadedToTeams,
} from './testing/setting.ts';
import { pieceSize } from './files/upload-session.ts';

describe('a file', () => {
  it.each([
    ['no bytes at all', 0],
    ['a few bytes', 7],
    ['exactly one PUT', 4 * 1024 * 1024],
    ['more than one PUT', 4 * 1024 * 1024 + 1],
  ])('of %s is uploaded and downloaded, for the chat’s other member too', async (_what, size) => {
    const { me, other, chat } = createSetting();
    const bytes = bytesOf(size);
    const files = [await uploadedToTeams(me, upload(chat, bytes, { name: 'no ending' }))];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const message = await found(other, chat, sent.id);
    expect(message.files).toMatchObject([{ name: 'no ending', inlineSource: null }]);
    expect(canonicalForm(other.writing.read(message))).toEqual(canonicalForm(saying('hello')));
    expect(same(await downloaded(other, message.files[0]), bytes)).toBe(true);
  });

  it('of a channel is in the channel’s folder, beside one of the same name', async () => {
    const { me, other, channel } = createSetting();
    const files = [
      await uploadedToTeams(me, upload(channel, bytesOf(3), { name: 'plan #1 100%.txt' })),
      await uploadedToTeams(me, upload(channel, bytesOf(4), { name: 'plan #1 100%.txt' })),
    ];
    const sent = valueOf(await me.writing.send(channel, draft({ files }), stamp, never));
    const message = await found(other, channel, sent.id);
    expect(message.files.map(({ name }) => name)).toEqual(['plan #1 100%.txt', 'plan #1 100% 1.txt']);
    for (const [at, file] of message.files.entries())
      expect((await downloaded(other, file)).byteLength).toBe(at + 3);
  });

  it('of 5 MB continues where its session was interrupted', async () => {
    const { me, chat, faults } = createSetting();
    const bytes = bytesOf(5 * 1024 * 1024);
    const asked: number[] = [];
    const request = upload(chat, bytes, {
      bytes: (from) => {
        asked.push(from);
        return Promise.resolve(succeeded(streamOf(bytes, from)));
      },
    });
    let puts = 0;
    const remove = faults.add({
      matches: ({ method }) => method === 'PUT' && (puts += 1) > 1,
      fault: { kind: 'lost-request' },
    });
    const first = await me.writing.upload(request, never);
    remove();
    expect(first).toMatchObject({ ok: false, failure: { kind: 'offline', reason: 'unreachable' } });
    const session = first.ok ? null : first.session;
    expect(JSON.parse(session ?? '')).toMatchObject({ kind: 'sending', size: bytes.byteLength });
    const files = [await uploadedToTeams(me, { ...request, session })];
    expect(asked).toEqual([0, pieceSize]);
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const [file] = (await found(me, chat, sent.id)).files;
    expect(same(await downloaded(me, file), bytes)).toBe(true);
    expect(same(await downloaded(me, file, 4_000_000), bytes.subarray(4_000_000))).toBe(true);
    expect(await downloaded(me, file, bytes.byteLength)).toHaveLength(0);
  });

  it('continues after a chunk that arrived without an answer', async () => {
    const { me, chat, faults } = createSetting();
    const bytes = bytesOf(6 * 1024 * 1024);
    faults.add({
      matches: ({ method }) => method === 'PUT',
      fault: { kind: 'lost-answer' },
      times: 1,
    });
    const first = await me.writing.upload(upload(chat, bytes), never);
    expect(first.ok).toBe(false);
    const asked: number[] = [];
    const file = await uploadedToTeams(
      me,
      upload(chat, bytes, {
        session: first.ok ? null : first.session,
        bytes: (from) => {
          asked.push(from);
          return Promise.resolve(succeeded(streamOf(bytes, from)));
        },
      }),
    );
    expect(asked).toEqual([pieceSize]);
    expect(file.name).toBe('notes.bin');
  });

  it('is shared at the next try if that failed, and is not sent again', async () => {
    const { me, other, chat, faults } = createSetting();
    const bytes = bytesOf(50);
    const remove = faults.add({
      matches: ({ url }) => url.endsWith('/invite'),
      fault: { kind: 'status', status: 503 },
    });
    const first = await me.writing.upload(upload(chat, bytes), never);
    remove();
    const session = first.ok ? null : first.session;
    expect(session).not.toBeNull();
    const unread = () => Promise.reject(new Error('the bytes are there already'));
    const files = [await uploadedToTeams(me, upload(chat, bytes, { session, bytes: unread }))];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const [file] = (await found(other, chat, sent.id)).files;
    expect(same(await downloaded(other, file), bytes)).toBe(true);
  });

  it('that is a picture is in the message and can be read from the middle', async () => {
    const { me, other, chat } = createSetting();
    const bytes = bytesOf(1_000);
    const files = [
      await uploadedToTeams(me, upload(chat, bytes, { name: 'plan.png', mimeType: 'image/png' })),
    ];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const [picture] = (await found(other, chat, sent.id)).files;
    expect(picture).toMatchObject({ name: 'plan.png', isImage: true });
    expect(picture?.inlineSource).not.toBeNull();
    expect(same(await downloaded(other, picture), bytes)).toBe(true);
    expect(same(await downloaded(other, picture, 990), bytes.subarray(990))).toBe(true);
  });

  it('that is one picture too many for a message is attached as a file', async () => {
    const { me, other, chat } = createSetting();
    const bytes = bytesOf(2 * 1024 * 1024);
    const picture = (name: string): Promise<UploadedFile> =>
      uploadedToTeams(me, upload(chat, bytes, { name, mimeType: 'image/jpeg' }));
    const files = [await picture('one.jpg'), await picture('two.jpg')];
    const sent = valueOf(await me.writing.send(chat, draft({ files }), stamp, never));
    const message = await found(other, chat, sent.id);
    expect(message.files.map(({ name, inlineSource }) => [name, inlineSource !== null])).toEqual([
      ['two.jpg', false],
      ['one.jpg', true],
    ]);
    expect(same(await downloaded(other, message.files[0]), bytes)).toBe(true);
  });
});

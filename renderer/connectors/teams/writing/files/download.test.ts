import { describe, expect, it } from 'vitest';
import { failed, type FileId, type FileReference } from '../../../../model/index.ts';
import { shareId } from '../../reading/images.ts';
import { valueOf } from '../../testing/scripted.ts';
import { graphRefusal } from '../../testing/test-world.ts';
import { never, scriptedWriting } from '../testing/drafting.ts';

const webUrl = 'https://tenant.sharepoint.example/personal/a.txt';
const file = (more: Partial<FileReference> = {}): FileReference => ({
  id: 'x' as FileId,
  name: 'a.txt',
  size: null,
  mimeType: null,
  webUrl,
  isImage: false,
  width: null,
  height: null,
  inlineSource: null,
  ...more,
});
const shared = `/shares/${shareId(webUrl)}/driveItem`;
const downloadUrl = 'https://tenant.sharepoint.example/download?tempauth=x';

describe('a download', () => {
  it('reads a file from Graph’s address for it, without the token, from an offset', async () => {
    const { writing, world } = scriptedWriting({
      [shared]: { id: '1', '@microsoft.graph.downloadUrl': downloadUrl },
      '/download?tempauth=x': new Response('6789', {
        status: 206,
        headers: { 'content-range': 'bytes 6-9/10' },
      }),
    });
    const stream = valueOf(await writing.download(file(), 6, never));
    expect(await new Response(stream as ReadableStream<BufferSource>).text()).toBe('6789');
    const [, asked] = world.requests;
    expect(asked?.url).toBe(downloadUrl);
    expect(asked?.headers.get('range')).toBe('bytes=6-');
    expect(asked?.headers.has('authorization')).toBe(false);
  });

  it('of a hidden or deleted file, or of a folder, has the reason', async () => {
    const forbidden = scriptedWriting({ [shared]: graphRefusal(403, 'accessDenied') });
    expect(await forbidden.writing.download(file(), 0, never)).toMatchObject({
      failure: { kind: 'forbidden', code: 'accessDenied' },
    });
    const nothing = scriptedWriting({ [shared]: { id: '1', folder: {} } });
    for (const one of [file(), file({ webUrl: null })])
      expect(await nothing.writing.download(one, 0, never)).toEqual(failed({ kind: 'not-found' }));
    const expired = scriptedWriting({ [shared]: { id: '1', '@microsoft.graph.downloadUrl': downloadUrl } });
    expect(await expired.writing.download(file(), 0, never)).toEqual(failed({ kind: 'not-found' }));
  });

  it('never sends the token to a picture’s address outside Graph', async () => {
    const { writing, world } = scriptedWriting({});
    for (const inlineSource of [
      'https://evil.example/v1.0/chats/c/messages/1/hostedContents/x/$value',
      'https://graph.microsoft.com/v1.0/me',
    ])
      expect(await writing.download(file({ inlineSource }), 0, never)).toEqual(failed({ kind: 'not-found' }));
    expect(world.sent).toEqual([]);
  });
});

describe('the kind of a file', () => {
  const source = 'https://graph.microsoft.com/v1.0/chats/c/messages/1/hostedContents/x/$value';
  const facts = async (name: string, bytes: string, mimeType: string | null = null) => {
    const content = Uint8Array.from(bytes, (sign) => sign.charCodeAt(0));
    const { writing } = scriptedWriting({
      '/chats/c/messages/1/hostedContents/x/$value': new Response(content, {
        headers: { 'content-type': 'application/octet-stream' },
      }),
    });
    return valueOf(
      await writing.factsOf(file({ name, mimeType, webUrl: null, inlineSource: source }), never),
    );
  };

  it.each([
    ['image.png', 'GIF89a…', 'image.gif', 'image/gif'],
    ['Sad Cat GIF (GIF Image).gif', 'GIF89a…', 'Sad Cat GIF (GIF Image).gif', 'image/gif'],
    ['image.png', '\u0089PNG\r\n\u001a\n…', 'image.png', 'image/png'],
    ['photo.jpeg', '\u00ff\u00d8\u00ff\u00e0', 'photo.jpeg', 'image/jpeg'],
    ['plan v1.2', 'RIFF\0\0\0\0WEBPVP8 ', 'plan v1.2.webp', 'image/webp'],
    ['video.mp4', '\0\0\0\u0018ftypisom', 'video.mp4', 'video/mp4'],
    ['video.mp4', '\u001aE\u00df\u00a3', 'video.webm', 'video/webm'],
    ['sound.m4a', 'RIFF\0\0\0\0WAVEfmt ', 'sound.wav', 'audio/wav'],
  ])('that Graph hosts comes from its bytes: %s, %j', async (name, bytes, rightName, mimeType) => {
    expect(await facts(name, bytes)).toEqual({ size: bytes.length, name: rightName, mimeType });
  });

  it('stays that of the message if the bytes do not show it', async () => {
    expect(await facts('image.png', 'hello', 'image/png')).toEqual({
      size: 5,
      name: 'image.png',
      mimeType: 'image/png',
    });
    expect(await facts('image.png', '')).toEqual({ size: 0, name: 'image.png', mimeType: null });
  });

  it('of a drive comes with its name there', async () => {
    const { writing } = scriptedWriting({ [shared]: { id: '1', size: 7, file: {} } });
    expect(valueOf(await writing.factsOf(file(), never))).toEqual({ size: 7, name: 'a.txt', mimeType: null });
  });
});

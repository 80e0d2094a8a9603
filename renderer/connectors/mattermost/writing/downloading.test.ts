import { describe, expect, it } from 'vitest';
import type { FileReference } from '../../../model/index.ts';
import { noAbort } from '../testing/drafts.ts';
import { id } from '../testing/payloads.ts';
import { testFileId, makeWriter, mattermostRefusal } from '../testing/writer.ts';

const file = { id: testFileId, name: 'digits.txt', size: 10 } as FileReference;
const route = `GET /files/${id('file')}`;
const digits = '0123456789';
const partial = (text: string, range: string | null) =>
  new Response(text, {
    status: 206,
    headers: { 'Content-Type': 'text/plain', ...(range === null ? {} : { 'Content-Range': range }) },
  });
const text = (stream: ReadableStream<Uint8Array>): Promise<string> =>
  new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();

describe('a file’s bytes', () => {
  const download = async (answer: unknown, from: number): Promise<unknown> => {
    const { writing } = makeWriter({ [route]: answer });
    const result = await writing.download(file, from, noAbort);
    return result.ok ? text(result.value) : result.failure;
  };

  it('come whole, or from an offset', async () => {
    const whole = new Response(digits, { headers: { 'Content-Type': 'text/plain' } });
    expect(await download(whole, 0)).toBe(digits);
    expect(await download(partial('789', 'bytes 7-9/10'), 7)).toBe('789');
  });

  it('are right if a server ignores the range or sends more: earlier bytes are skipped', async () => {
    const whole = new Response(digits, { headers: { 'Content-Type': 'text/plain' } });
    expect(await download(whole, 7)).toBe('789');
    expect(await download(partial('56789', 'bytes 5-9/10'), 7)).toBe('789');
  });

  it('are a broken answer if the range begins later or is missing', async () => {
    expect(await download(partial('89', 'bytes 8-9/10'), 7)).toMatchObject({ reason: 'broken-answer' });
    expect(await download(partial('789', null), 7)).toMatchObject({ reason: 'broken-answer' });
  });

  it('are empty after the last byte; a range that is invalid for another reason is refused', async () => {
    const beyond = new Response('', { status: 416 });
    expect(await download(beyond, 10)).toBe('');
    expect(await download(beyond, 7)).toMatchObject({ kind: 'refused', status: 416 });
  });

  it.each<[number, unknown]>([
    [404, { kind: 'not-found' }],
    [403, { kind: 'forbidden' }],
    [503, { kind: 'offline', reason: 'service-down' }],
  ])('with %i have the right reason', async (status, failure) => {
    expect(await download(mattermostRefusal(status, 'x'), 0)).toMatchObject(failure as object);
  });

  it('are not a proxy’s page', async () => {
    const page = new Response('<p>Sign in', { headers: { 'Content-Type': 'text/html' } });
    expect(await download(page, 0)).toMatchObject({ kind: 'offline', reason: 'proxy-page' });
  });

  it('end with a failure if no byte comes for 30 seconds', async () => {
    const stuck = () => new Response(new ReadableStream(), { headers: { 'Content-Type': 'text/plain' } });
    const { writing, server } = makeWriter({ [route]: stuck });
    const result = await writing.download(file, 0, noAbort);
    if (!result.ok) throw new Error(result.failure.kind);
    const read = text(result.value);
    server.world.pass(30_000);
    await expect(read).rejects.toThrow('offline');
    expect(server.world.timers).toBe(0);
  });

  it('end at once when the caller cancels', async () => {
    const stuck = () => new Response(new ReadableStream(), { headers: { 'Content-Type': 'text/plain' } });
    const { writing } = makeWriter({ [route]: stuck });
    const controller = new AbortController();
    const result = await writing.download(file, 0, controller.signal);
    if (!result.ok) throw new Error(result.failure.kind);
    const read = text(result.value);
    controller.abort();
    await expect(read).rejects.toThrow('cancelled');
  });
});

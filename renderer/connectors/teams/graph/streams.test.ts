import { describe, expect, it } from 'vitest';
import { failed } from '../../../model/index.ts';
import { valueOf } from '../testing/scripted.ts';
import { streamFrom } from './streams.ts';

const never = new AbortController().signal;
const textOf = (response: Response, from: number): Promise<string> =>
  new Response(valueOf(streamFrom(response, from, never))).text();
const part = (text: string, range?: string): Response =>
  new Response(text, { status: 206, headers: range === undefined ? {} : { 'content-range': range } });

describe('a stream from an offset', () => {
  it('skips the bytes that a service without ranges sends again, in chunks of any size', async () => {
    const pieces = ['01', '2', '345', '6789'];
    for (let from = 0; from <= 10; from += 1) {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
          controller.close();
        },
      });
      expect(await textOf(new Response(body), from)).toBe('0123456789'.slice(from));
    }
  });

  it('reads a part as it is, and an end (416) as empty', async () => {
    expect(await textOf(part('789', 'bytes 7-9/10'), 7)).toBe('789');
    expect(await textOf(part('789'), 7)).toBe('789');
    expect(await textOf(new Response(null, { status: 416 }), 10)).toBe('');
  });

  it('refuses another part than the requested one', () => {
    expect(streamFrom(part('0123', 'bytes 0-3/10'), 7, never)).toEqual(
      failed({ kind: 'offline', reason: 'broken-answer', status: 206 }),
    );
  });

  it('ends with its caller, also after it has begun', async () => {
    const caller = new AbortController();
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
    const reader = valueOf(streamFrom(new Response(body), 0, caller.signal)).getReader();
    const reading = reader.read();
    caller.abort();
    await expect(reading).rejects.toThrow();
    expect(cancelled).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { FetchInit } from './fetch.ts';
import { createPatientFetch } from './patience.ts';

/** The longest time of a request, ms. */
const total = 300_000;

/** Timers that run when the test says so. */
function makeTimers() {
  const waiting = new Map<number, { readonly ms: number; readonly work: () => void }>();
  let count = 0;
  return {
    after: (ms: number, work: () => void) => {
      const id = (count += 1);
      waiting.set(id, { ms, work });
      return () => void waiting.delete(id);
    },
    /** The pending time limits, in milliseconds, without the limit of the whole request. */
    waits: () => [...waiting.values()].map(({ ms }) => ms).filter((ms) => ms !== total),
    all: () => [...waiting.values()].map(({ ms }) => ms),
    /** Runs the one timer of this length. */
    passOnly: (ms: number) => {
      for (const [id, timer] of [...waiting])
        if (timer.ms === ms) {
          waiting.delete(id);
          timer.work();
        }
    },
    pass: () => {
      for (const { work } of [...waiting.values()]) work();
    },
  };
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const within = (): boolean => true;

/** A body whose chunks a test sends one by one. */
function handed() {
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (given) => {
      controller = given;
    },
    cancel: () => {
      cancelled = true;
    },
  });
  return {
    stream,
    give: (text: string) => controller?.enqueue(bytes(text)),
    close: () => controller?.close(),
    cancelled: () => cancelled,
  };
}

/** Lets streams do the work that they have begun. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A server that never answers, until its request is aborted. */
const silent = (_url: string, { signal }: FetchInit): Promise<Response> =>
  new Promise((_resolve, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );

describe('main’s own time limits', () => {
  it('end a request that never gets an answer, although the caller does not abort it', async () => {
    const { after, waits, pass } = makeTimers();
    const answer = createPatientFetch(silent, after)('https://chat.example/', { within });
    expect(waits()).toEqual([60_000]);
    pass();
    await expect(answer).rejects.toMatchObject({ failure: 'no-answer' });
  });
  it('do not change the caller’s own abort', async () => {
    const { after, waits } = makeTimers();
    const mine = new AbortController();
    const answer = createPatientFetch(silent, after)('https://chat.example/', {
      within,
      signal: mine.signal,
    });
    mine.abort(new Error('given up'));
    await expect(answer).rejects.toThrow('given up');
    expect(waits()).toEqual([]);
  });
  it('end an answer that stops, and do not count while the caller does not read', async () => {
    const { after, waits, pass } = makeTimers();
    const body = handed();
    let aborted = false;
    const answer = await createPatientFetch((_url, { signal }) => {
      signal?.addEventListener('abort', () => (aborted = true));
      return Promise.resolve(new Response(body.stream));
    }, after)('https://chat.example/', { within });
    expect(waits()).toEqual([]);
    const reader = answer.body?.getReader();
    const first = reader?.read();
    await settled();
    expect(waits()).toEqual([60_000]);
    body.give('the beginning');
    expect((await first)?.value).toEqual(bytes('the beginning'));
    expect(waits()).toEqual([]);
    void reader?.read();
    await settled();
    expect(waits()).toEqual([60_000]);
    pass();
    expect(aborted).toBe(true);
  });
  it('allow a long upload, and end one that the server does not read', async () => {
    const { after, waits, pass } = makeTimers();
    const body = handed();
    let taken: ReadableStreamDefaultReader<Uint8Array> | undefined;
    const answer = createPatientFetch((url, init) => {
      taken = (init.body as ReadableStream<Uint8Array>).getReader();
      return silent(url, init);
    }, after)('https://chat.example/', { within, method: 'POST', body: body.stream });
    const asked = taken?.read();
    await settled();
    // The file is slow, and not the server.
    expect(waits()).toEqual([]);
    body.give('x'.repeat(8_000));
    await asked;
    expect(waits()).toEqual([61_000]);
    void taken?.read();
    await settled();
    expect(waits()).toEqual([]);
    body.close();
    await settled();
    expect(waits()).toEqual([61_000]);
    pass();
    await expect(answer).rejects.toMatchObject({ failure: 'no-answer' });
  });
  it('end an answer that comes too slowly, and allow a long one that flows', async () => {
    const { after, all, passOnly } = makeTimers();
    const body = handed();
    let aborted = false;
    const answer = await createPatientFetch((_url, { signal }) => {
      signal?.addEventListener('abort', () => (aborted = true));
      return Promise.resolve(new Response(body.stream));
    }, after)('https://chat.example/', { within });
    const reader = answer.body?.getReader();
    body.give('x'.repeat(80_000));
    await reader?.read();
    passOnly(total);
    // 80,000 bytes extend the time by ten seconds.
    expect([all(), aborted]).toEqual([[10_000], false]);
    passOnly(10_000);
    expect(aborted).toBe(true);
  });
  it('do not count while a person answers', () => {
    const { after, waits } = makeTimers();
    let held: FetchInit['held'];
    void createPatientFetch((_url, init) => {
      held = init.held;
      return new Promise(() => undefined);
    }, after)('https://chat.example/', { within });
    held?.(true);
    expect(waits()).toEqual([]);
    held?.(false);
    expect(waits()).toEqual([60_000]);
  });
  it('pass on status, headers and the end of the reading', async () => {
    const { after, waits } = makeTimers();
    const body = handed();
    const fetch = createPatientFetch(
      () => Promise.resolve(new Response(body.stream, { status: 206, headers: { etag: '"7"' } })),
      after,
    );
    const answer = await fetch('https://chat.example/', { within });
    expect([answer.status, answer.headers.get('etag')]).toEqual([206, '"7"']);
    await answer.body?.cancel();
    expect([body.cancelled(), waits()]).toEqual([true, []]);
    const empty = await createPatientFetch(() => Promise.resolve(new Response(null, { status: 304 })), after)(
      'https://chat.example/',
      { within },
    );
    expect([empty.status, empty.body]).toEqual([304, null]);
  });
});

/** An answer's bytes as a stream that begins at the wanted offset. */
import { failed, succeeded, type Result } from '../../../model/index.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const nothing = (): ReadableStream<Bytes> =>
  new ReadableStream({ start: (controller) => controller.close() });

/** Leaves out the first `count` bytes. */
const without = (count: number): TransformStream<Bytes, Bytes> => {
  let left = count;
  return new TransformStream({
    transform: (chunk, controller) => {
      if (left < chunk.byteLength) controller.enqueue(left === 0 ? chunk : chunk.subarray(left));
      left = Math.max(0, left - chunk.byteLength);
    },
  });
};

/** Whether this answer is the wanted part. A server that does not know ranges sends all bytes with 200. */
const isPart = (response: Response, from: number): boolean =>
  response.status === 206 &&
  new RegExp(`^bytes ${from}-`).test(response.headers.get('content-range') ?? `bytes ${from}-`);

/**
 * The body of an answer to a request for the bytes from `from` on; empty if the offset is at the end (416). The signal can end the stream
 * at any time.
 */
export const streamFrom = (
  response: Response,
  from: number,
  signal: AbortSignal,
): Result<ReadableStream<Bytes>> => {
  if (response.status === 416) return succeeded(nothing());
  if (from > 0 && response.status === 206 && !isPart(response, from))
    return failed({ kind: 'offline', reason: 'broken-answer', status: 206 });
  const skipped = isPart(response, from) ? 0 : from;
  return succeeded((response.body ?? nothing()).pipeThrough(without(skipped), { signal }));
};

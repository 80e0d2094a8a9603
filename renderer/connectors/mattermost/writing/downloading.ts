/** The bytes of a post's file, from any offset. */
import { failed, succeeded, type FileReference, type Result } from '../../../model/index.ts';
import { offline } from '../rest/failure.ts';
import { numberOf, payloadOf } from '../rest/reading.ts';
import type { Surroundings } from './surroundings.ts';

/** Streams a file from byte `from` on. If the server or a proxy ignores the range, the bytes before `from` are skipped. */
export const downloadFile = async (
  { rest, context }: Surroundings,
  file: FileReference,
  from: number,
  signal: AbortSignal,
): Promise<Result<ReadableStream<Uint8Array>>> => {
  const id = context.ids.fileIdOf(file.id);
  if (id === null) return failed({ kind: 'not-found' });
  const answer = await rest.stream(signal, (client) => client.getFileUrl(id, 0), from);
  if (!answer.ok) {
    // 416 also means that `from` is the file's end.
    const isAtEnd = answer.failure.kind === 'refused' && answer.failure.status === 416;
    return isAtEnd && from > 0 && from === file.size ? succeeded(new Blob().stream()) : answer;
  }
  const { startsAt, stream } = answer.value;
  if (startsAt > from) {
    // Harmless: nobody waits for the cancelled stream.
    void stream.cancel().catch(() => undefined);
    return failed(offline('broken-answer'));
  }
  return succeeded(startsAt === from ? stream : stream.pipeThrough(skipping(from - startsAt)));
};

/** A file's size. A post says 0 for an unknown size and for an empty file, so the server is asked then. */
export const sizeOfFile = async (
  { rest, context }: Surroundings,
  file: FileReference,
  signal: AbortSignal,
): Promise<Result<number>> => {
  if (file.size !== null) return succeeded(file.size);
  const id = context.ids.fileIdOf(file.id);
  if (id === null) return failed({ kind: 'not-found' });
  const answer = await rest.askPath(signal, `/files/${id}/info`);
  if (!answer.ok) return answer;
  const size = numberOf(payloadOf(answer.value).size);
  return size === null || size < 0 ? failed(offline('broken-answer')) : succeeded(size);
};

/** Leaves out the first `count` bytes. */
const skipping = (count: number): TransformStream<Uint8Array, Uint8Array> => {
  let left = count;
  return new TransformStream({
    transform: (chunk, controller) => {
      const skipped = Math.min(left, chunk.byteLength);
      left -= skipped;
      if (skipped < chunk.byteLength) controller.enqueue(chunk.subarray(skipped));
    },
  });
};

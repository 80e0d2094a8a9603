/** Cuts a stream into portions, so that only one of them is in memory at a time. */

/** The result of reading a portion: its bytes (fewer than `count` at the stream's end), or the error that broke the stream. */
export type Portion =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'broken'; readonly error: unknown };

export interface Portions {
  /** Reads the next `count` bytes, or fewer if the stream ends. */
  take(count: number): Promise<Portion>;
  /** Cancels the stream, and does not wait for that. */
  close(): void;
}

export const portionsOf = (stream: ReadableStream<Uint8Array>): Portions => {
  const reader = stream.getReader();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    take: async (count) => {
      const bytes = new Uint8Array(count);
      let filled = 0;
      try {
        while (filled < count) {
          if (rest.byteLength === 0) {
            const read = await reader.read();
            if (read.done) break;
            rest = read.value;
            continue;
          }
          const taken = rest.subarray(0, count - filled);
          bytes.set(taken, filled);
          filled += taken.byteLength;
          rest = rest.subarray(taken.byteLength);
        }
      } catch (error) {
        // Harmless: the caller gets the error.
        return { kind: 'broken', error };
      }
      return { kind: 'bytes', bytes: bytes.subarray(0, filled) };
    },
    close: () => {
      // Harmless: nobody reads it any more.
      void reader.cancel().catch(() => undefined);
    },
  };
};

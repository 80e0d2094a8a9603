/** Cuts a stream into portions of a size, so that no more than one is in memory. */

/** What came of reading a portion: its bytes (fewer than asked for at the stream's end), or that the stream broke. */
export type Portion =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'broken'; readonly error: unknown };

export interface Portions {
  /** The next bytes, as many as asked for unless the stream ends. */
  take(count: number): Promise<Portion>;
  /** Lets go of the stream; what comes of that, nobody waits for. */
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
        // Harmless: handed on whole.
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

/** Reads a file piece by piece from the other service. */
import { failed, succeeded, type Result } from '../../../../model/index.ts';
import type { UploadRequest } from '../../../writing.ts';
import type { World } from '../../../world.ts';
import { within } from '../../graph/within.ts';

/** A source that gives no bytes for this long has failed, ms. */
const longestSilence = 60_000;

/** The file ended before its size was reached. */
const brokenOff = failed({ kind: 'offline', reason: 'broken-answer', status: null } as const);

/** The bytes of one file, taken in order. The file is opened again if another offset is wanted. */
export class UploadSource {
  readonly #world: World;
  readonly #open: UploadRequest['bytes'];
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #at = 0;
  #left: Uint8Array = new Uint8Array();

  constructor(world: World, open: UploadRequest['bytes']) {
    this.#world = world;
    this.#open = open;
  }

  /** Reads exactly `count` bytes from `from` on. */
  async take(from: number, count: number, signal: AbortSignal): Promise<Result<Blob>> {
    if (count === 0) return succeeded(new Blob([]));
    if (this.#reader === null || this.#at !== from) {
      const opened = await this.#begin(from);
      if (!opened.ok) return opened;
    }
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let missing = count; missing > 0;) {
      if (this.#left.byteLength === 0) {
        const read = await this.#read(signal);
        if (!read.ok) return read;
        this.#left = read.value;
        continue;
      }
      const part = this.#left.subarray(0, missing);
      this.#left = this.#left.subarray(part.byteLength);
      parts.push(new Uint8Array(part));
      missing -= part.byteLength;
    }
    this.#at += count;
    return succeeded(new Blob(parts));
  }

  /** Cancels the open stream. */
  async close(): Promise<void> {
    const reader = this.#reader;
    this.#reader = null;
    // Harmless: nobody reads it any more.
    await reader?.cancel().catch(() => undefined);
  }

  async #begin(from: number): Promise<Result<null>> {
    await this.close();
    const opened = await this.#open(from);
    if (!opened.ok) return opened;
    this.#reader = opened.value.getReader();
    this.#at = from;
    this.#left = new Uint8Array();
    return succeeded(null);
  }

  #read(signal: AbortSignal): Promise<Result<Uint8Array>> {
    const reader = this.#reader;
    return within(this.#world, longestSilence, signal, async () => {
      const read = await reader?.read();
      return read === undefined || read.done ? brokenOff : succeeded(read.value);
    });
  }
}

/** Collects frames for a few milliseconds, because one crossing per frame is ten times as expensive (facts/shell.md). */

/** The timers of a batch. */
export interface Timers {
  /** Runs `work` after `ms` milliseconds. Returns the function that cancels it. */
  after(ms: number, work: () => void): () => void;
}

/** How long a frame may wait, in milliseconds, and how many frames may wait. */
export const batchMs = 4;
export const batchSize = 50;

/** A batch of frames. `send` gets them in order. */
export interface Batch {
  add(frame: string): void;
  /** Sends the waiting frames now. */
  flush(): void;
}

/** Collects frames until `batchMs` have passed or `batchSize` are there. */
export function createBatch(timers: Timers, send: (frames: string[]) => void): Batch {
  let waiting: string[] = [];
  let cancel: (() => void) | null = null;
  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (waiting.length === 0) return;
    const frames = waiting;
    waiting = [];
    send(frames);
  };
  return {
    add: (frame) => {
      waiting.push(frame);
      if (waiting.length >= batchSize) flush();
      else cancel ??= timers.after(batchMs, flush);
    },
    flush,
  };
}

/**
 * The world a sandbox server lives in. Servers never read the machine's clock, timers or randomness themselves, so that a
 * whole sandbox can run under virtual time, deterministically from a seed (design, decisions 11 and 13).
 */
export interface SandboxWorld {
  /** Now, in milliseconds since the epoch, on the servers' clock. */
  now(): number;
  /** A number in [0, 1), from the sandbox's seed. */
  random(): number;
  /** Runs `work` after `ms` milliseconds; returns the function that cancels it. */
  after(ms: number, work: () => void): () => void;
}

/** A small seeded generator (mulberry32), good enough for made-up data and reproducible everywhere. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

/** The real world: this machine's clock and timers, randomness from `seed`. */
export const realWorld = (seed: number): SandboxWorld => ({
  now: () => Date.now(),
  random: seededRandom(seed),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
});

/** Counts main's requests and writes the counts to the log every five minutes: numbers only, never an address. */
import type { Log } from '../log/log.ts';
import type { NetworkFailure } from './failure.ts';
import type { After } from './patience.ts';

/** Counts every request. */
export interface Traffic {
  sent(): void;
  answered(status: number): void;
  failed(failure: NetworkFailure): void;
  /** The caller has cancelled the request. */
  cancelled(): void;
}

/** How long counts are collected before they are written, in milliseconds. */
const gatheredFor = 5 * 60_000;

/** The name of a count, for example `proxySignIn`. */
const named = (failure: NetworkFailure): string =>
  failure.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());

function kindOf(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'broken';
  return status >= 400 ? 'refused' : 'done';
}

/** Counts, and writes one line for each five minutes in which something was sent. */
export function createTraffic(log: Log, after: After): Traffic {
  let counts: Record<string, number> = {};
  let waiting = false;
  const add = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
    if (waiting) return;
    waiting = true;
    after(gatheredFor, () => {
      waiting = false;
      log.write('network', counts);
      counts = {};
    });
  };
  return {
    sent: () => add('sent'),
    answered: (status) => add(kindOf(status)),
    failed: (failure) => add(named(failure)),
    cancelled: () => add('cancelled'),
  };
}

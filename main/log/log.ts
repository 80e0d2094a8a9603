/** A small log file of event names and numbers. It cannot hold message text, tokens or addresses. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Numbers of an event. `true` is not a number; write it as 1. */
export type Numbers = Readonly<Record<string, number>>;

/** Writes events. */
export interface Log {
  /** Writes one event. `event` is a fixed name in kebab case; any other text is written as `unnamed-event`. */
  write(event: string, numbers?: Numbers): void;
}

// Words of letters, at most 20 characters long. No token, id, address or sentence has this form (Mattermost's ids and tokens have 26
// characters).
const eventName = /^[a-z]{1,20}(-[a-z]{1,20}|-[0-9]{1,5}){0,9}$/;
const numberName = /^[a-zA-Z]{1,20}$/;

/** The size at which a log file is renamed, in bytes, and how many old files are kept. */
const rotateAt = 1_000_000;
const oldFiles = 2;

/** One line of the log, without the line feed. `at`: ms since 1970. */
export function logLine(at: number, event: string, numbers: Numbers): string {
  const named = eventName.test(event) ? event : 'unnamed-event';
  const kept = Object.entries(numbers).filter(
    ([name, value]) => numberName.test(name) && Number.isFinite(value),
  );
  return JSON.stringify({ at: new Date(at).toISOString(), event: named, ...Object.fromEntries(kept) });
}

function rotate(file: string): void {
  for (let number = oldFiles - 1; number >= 0; number -= 1) {
    const from = number === 0 ? file : `${file}.${number}`;
    try {
      renameSync(from, `${file}.${number + 1}`);
    } catch {
      // Harmless: fewer old files exist.
    }
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Opens a log in `file`. Each line is written at once, so that the last line before a crash is on disk. A full disk is not an error. */
export function createLog(file: string, now: () => number): Log {
  mkdirSync(dirname(file), { recursive: true });
  let size = sizeOf(file);
  return {
    write: (event, numbers = {}) => {
      const line = `${logLine(now(), event, numbers)}\n`;
      try {
        if (size + line.length > rotateAt) {
          rotate(file);
          size = 0;
        }
        appendFileSync(file, line, { mode: 0o600 });
        size += line.length;
      } catch {
        // Harmless: there is no other place to report it.
      }
    },
  };
}

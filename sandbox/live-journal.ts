/**
 * A record, line by line in a file, of what a run on real servers has made and removed. The command that started the run removes the rest,
 * even if the tests' process was ended in the middle.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** The words of one line. Only the writer of the entry knows their meaning. */
export type JournalEntry = readonly string[];

export interface Journal {
  readonly write: (...entry: JournalEntry) => void;
  readonly read: () => readonly JournalEntry[];
}

/** A journal in a file, which is made with the first entry. Entries are on disk when `write` returns. */
export const fileJournal = (path: string): Journal => ({
  write: (...entry) => appendFileSync(path, `${JSON.stringify(entry)}\n`),
  read: () =>
    existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as JournalEntry)
      : [],
});

/** A journal in memory. */
export const memoryJournal = (): Journal => {
  const entries: JournalEntry[] = [];
  return { write: (...entry) => void entries.push(entry), read: () => entries };
};

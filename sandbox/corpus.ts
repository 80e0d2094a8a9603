/** Reads a folder of real chat: files `YYYY-MM-DD….raw.txt` with lines `[HH:MM] <author> text`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusLine } from './organisation/talk/corpus-talk.ts';

export type { CorpusLine };

const lineForm = /^\[(\d\d):(\d\d)\] <([^>]*)> ?(.*)$/;
const minute = 60_000;

/**
 * The lines of one file. Lines of another form, and such without words, are left out. A clock that runs backwards has passed
 * midnight.
 * @param name the file's name, which begins with its date
 */
export const parseCorpusFile = (name: string, content: string): CorpusLine[] => {
  let day = Date.parse(`${name.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day)) throw new Error(`the name of the corpus file ${name} does not begin with a date`);
  const lines: CorpusLine[] = [];
  for (const raw of content.split(/\r?\n/)) {
    const [, hours = '', minutes = '', author = '', text = ''] = lineForm.exec(raw) ?? [];
    if (author === '' || text.trim() === '') continue;
    let at = day + (Number(hours) * 60 + Number(minutes)) * minute;
    const last = lines.at(-1);
    if (last && at < last.at - 12 * 60 * minute) {
      day += 24 * 60 * minute;
      at += 24 * 60 * minute;
    }
    lines.push({ at, author, text });
  }
  return lines;
};

/** All lines of a folder, file after file in the order of their names. Throws when the folder holds no such file. */
export const readCorpus = (directory: string): CorpusLine[] => {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.raw.txt'))
    .sort();
  if (files.length === 0) throw new Error(`no *.raw.txt in ${directory}`);
  return files.flatMap((name) => parseCorpusFile(name, readFileSync(join(directory, name), 'utf8')));
};

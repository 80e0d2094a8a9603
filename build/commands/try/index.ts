/**
 * `npm run try -- FILE…`: what the screen shows of a message and what the other service would get, one JSON line per file. A file that
 * cannot be read or holds no message gets a sentence on stderr, and the exit code is 1. The other files are still processed.
 */
import { readFile } from 'node:fs/promises';
import { lineOf } from './line.ts';
import { readTried } from './payload.ts';

const complain = (file: string, sentence: string): void => {
  process.stderr.write(`${file} ${sentence}\n`);
  process.exitCode = 1;
};

const tryFile = async (file: string): Promise<void> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    complain(file, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  const read = readTried(text);
  if (!read.ok) {
    complain(file, read.sentence);
    return;
  }
  try {
    process.stdout.write(`${JSON.stringify({ file, ...(await lineOf(read.value)) })}\n`);
  } catch (error) {
    // A reader or writer that throws is exactly the fault to report.
    complain(
      file,
      `broke what reads it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
};

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('Give at least one file: npm run try -- FILE…\n');
  process.exitCode = 1;
}
for (const file of files) await tryFile(file);

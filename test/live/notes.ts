/** Sentences that a run leaves for whoever started it. */
import { appendFileSync } from 'node:fs';
import { targetsOf } from '../../build/commands/live-targets.ts';

/** Notes a line; null says nothing. */
export const leaveNote = (line: string | null): void => {
  const { notes } = targetsOf(process.env);
  if (line !== null && notes !== null) appendFileSync(notes, `${line}\n`);
};

import type { LastMessage } from '../../model/index.ts';

/** The newest message in one line; '' when there is none. `named`: its author's name stands before it. */
export const preview = (last: LastMessage | null, named: boolean): string => {
  if (last === null) return '';
  const text = last.deleted ? 'Message deleted' : last.plain.replace(/\s+/g, ' ').trim();
  if (text === '') return named ? 'attachment' : 'Attachment';
  return text;
};

import type { LastMessage } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';

/** The newest message in one line; '' when there is none. `named`: its author's name stands before it. */
export const preview = (last: LastMessage | null, named: boolean): string => {
  if (last === null) return '';
  const text = last.deleted ? say('list.preview.deleted') : last.plain.replace(/\s+/g, ' ').trim();
  if (text === '') return named ? say('list.preview.attachment-of') : say('message.attachment');
  return text;
};

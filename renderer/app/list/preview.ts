import type { LastMessage } from '../../model/index.ts';

/** The newest message in one line: `Ada: text`; '' when there is none. `author` null leaves the name out (direct chats, events). */
export const preview = (last: LastMessage | null, author: string | null): string => {
  if (last === null) return '';
  const text = last.deleted ? 'Message deleted' : last.plain.replace(/\s+/g, ' ').trim();
  if (text === '') return author === null ? 'Attachment' : `${author}: attachment`;
  return author === null ? text : `${author}: ${text}`;
};

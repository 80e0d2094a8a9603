/** The default values of a planned Teams message, to be extended. */
import type { PersonKey, PlannedTeamsMessage } from './plan.ts';

/** @param at when it was written, ms */
export const emptyTeamsMessage = (
  key: string,
  conversation: string,
  author: PersonKey | null,
  at: number,
): PlannedTeamsMessage => ({
  key,
  conversation,
  author,
  at,
  contentType: 'html',
  content: '',
  subject: null,
  importance: 'normal',
  replyTo: null,
  quotes: null,
  mentions: [],
  reactions: [],
  files: [],
  images: [],
  codeSnippet: null,
  card: null,
  editedAt: null,
  deletedAt: null,
  event: null,
});

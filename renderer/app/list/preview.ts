/** The second line of a row: the newest message, or the user's draft. */
import { oneLine, type LastMessage } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';
import { personName, type People } from '../words/names.ts';
import type { DraftMark } from './drafts.ts';
import { isUnread } from './entries/filters.ts';
import type { ConversationEntry } from './entries/named.ts';

/** The newest message in one line; '' if there is none. `named`: with its author's name before it. */
export const preview = (last: LastMessage | null, named: boolean): string => {
  if (last === null) return '';
  const text = last.deleted ? say('list.preview.deleted') : oneLine(last.plain);
  if (text === '') return named ? say('list.preview.attachment-of') : say('message.attachment');
  return text;
};

/** The author of the newest message, in a word: the user, or in a conversation of several people its author. Null if it is obvious. */
export const previewAuthor = (
  { conversation, counterpart, own }: Pick<ConversationEntry, 'conversation' | 'counterpart' | 'own'>,
  people: People,
): string | null => {
  const last = conversation.lastMessage;
  if (last === null) return null;
  if (own) return say('list.preview.you');
  if (counterpart !== null || last.authorId === null) return null;
  return firstName(personName(last.authorId, people, last.authorName));
};

/** The draft for the second line, unless somebody has written meanwhile. */
export const shownDraft = (
  conversation: Parameters<typeof isUnread>[0],
  draft: DraftMark | undefined,
): string | null => {
  const text = draft?.text ?? null;
  if (text === null || isUnread(conversation)) return null;
  return text === '' ? say('list.preview.attachment-of') : text;
};

/** The first word of a name is enough in a line of preview. */
const firstName = (name: string): string => name.split(/\s+/)[0] ?? name;

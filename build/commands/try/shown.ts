/** The text on the screen for a message, as plain text. */
import type { People } from '../../../renderer/app/words/names.ts';
import { systemSentence } from '../../../renderer/app/words/system-sentences.ts';
import { type Attachment, type Message } from '../../../renderer/model/index.ts';
import {
  otherWords,
  plainOfDocument,
  recordingWords,
  unreadableCardWords,
} from '../../../renderer/text/document/index.ts';
import { readBody } from '../../../renderer/text/read-body.ts';

/**
 * The text that a person reads, line by line: subject, quotes, text, and attachments. Files and reactions are reported separately. `site`:
 * the Mattermost server's address.
 */
export const shownText = (message: Message, people: People, site: string | null): string => {
  if (message.system !== null) return systemSentence(message.system, people, message.authorName);
  const { attachments, subject } = message;
  return linesOf([
    subject ?? '',
    ...attachments.filter(({ kind }) => kind === 'quote').map(attachmentText),
    plainOfDocument(readBody(message, site)).replaceAll('\t', ' '),
    ...attachments.filter(({ kind }) => kind !== 'quote').map(attachmentText),
  ]);
};

const linesOf = (parts: readonly string[]): string =>
  parts
    .map((part) =>
      part
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join('\n'),
    )
    .filter((part) => part !== '')
    .join('\n');

const attachmentText = (attachment: Attachment): string => {
  switch (attachment.kind) {
    case 'quote':
      return linesOf([attachment.authorName ?? '', attachment.plain]);
    case 'code':
      return attachment.code;
    case 'card':
      return linesOf([
        attachment.title,
        attachment.text,
        ...attachment.links.map(({ title, url }) => (title === '' ? url : title)),
      ]);
    case 'unreadable-card':
      return linesOf([unreadableCardWords, attachment.text]);
    case 'recording':
      return recordingWords(attachment);
    case 'other':
      return otherWords(attachment);
  }
};

/**
 * Decides which of several forms of a message wins: the newest by the service's own stamp of change, so that a late answer never replaces a
 * newer form.
 */
import type { Deleter, Message, MessageId } from '../../../model/index.ts';

/** The newest form of each message in `messages`, in order of first appearance. On equal stamps the later one wins (it was read later). */
export const newestForms = (messages: readonly Message[]): Message[] => {
  const byId = new Map<MessageId, Message>();
  for (const message of messages) {
    const held = byId.get(message.id);
    if (!held || message.version >= held.version) byId.set(message.id, message);
  }
  return [...byId.values()];
};

/**
 * Whether `incoming` may replace `stored`. A deleted message is replaced only by something newer: an answer that was under way during the
 * deletion must not bring it back.
 */
export const mayReplace = (stored: Message | undefined, incoming: Message): boolean => {
  if (stored === undefined) return true;
  if (stored.deletedAt !== null && incoming.deletedAt === null) return incoming.version > stored.version;
  return incoming.version >= stored.version;
};

/**
 * What is kept of a message that the service no longer serves: its place, author and times, and who deleted it if that is known; nothing of
 * its text. `at` in ms, 0 if unknown.
 */
export const tombstone = (message: Message, at: number, by?: Deleter): Message => ({
  ...message,
  version: Math.max(message.version, at),
  deletedAt: message.deletedAt ?? Math.max(message.version, at),
  ...(by === undefined ? {} : { deletedBy: by }),
  subject: null,
  body: { format: 'text', content: '' },
  plain: '',
  mentions: [],
  mentionsMe: false,
  reactions: [],
  files: [],
  attachments: [],
  pinned: false,
});

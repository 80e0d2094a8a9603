/** Made-up messages for the tests of bodies. */
import type { Message } from '../../../model/index.ts';

export const bodyMessage = (
  format: Message['body']['format'],
  content: string,
  over: Partial<Message> = {},
): Message => ({
  id: 'a|m' as Message['id'],
  accountId: 'a' as Message['accountId'],
  conversationId: 'a|c' as Message['conversationId'],
  threadId: '',
  createdAt: 1,
  version: 1,
  kind: 'message',
  authorId: null,
  authorName: null,
  editedAt: null,
  deletedAt: null,
  subject: null,
  importance: 'normal',
  body: { format, content },
  plain: content,
  mentions: [],
  mentionsMe: false,
  reactions: [],
  files: [],
  attachments: [],
  system: null,
  pinned: false,
  note: null,
  carryKey: null,
  ...over,
});

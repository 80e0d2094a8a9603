/** Made-up rows for tests, whole and valid; each test says only what matters to it. */
import type {
  AccountId,
  ConversationFacts,
  ConversationId,
  FileId,
  FileReference,
  Message,
  MessageId,
  Person,
  PersonId,
} from '../../renderer/model/index.ts';
import type { LinkRow } from '../../renderer/store/index.ts';

export const account = 'm-aaaaaaaaaaaa' as AccountId;
export const me = `${account}/me` as PersonId;
export const ada = `${account}/ada` as PersonId;
export const general = `${account}/general` as ConversationId;

type Facts = ConversationFacts & { readonly participants: readonly PersonId[]; readonly hidden: boolean };

export const facts = (over: Partial<Facts> = {}): Facts => ({
  id: general,
  accountId: account,
  service: 'mattermost',
  kind: 'channel',
  teamId: null,
  name: 'General',
  topic: '',
  participants: [],
  archived: false,
  muted: false,
  hidden: false,
  webUrl: null,
  lastActivityAt: 0,
  readAt: 0,
  ...over,
});

export const message = (id: string, over: Partial<Message> = {}): Message => ({
  id: `${general}/${id}` as MessageId,
  accountId: account,
  conversationId: general,
  threadId: '',
  createdAt: 1_000,
  version: over.createdAt ?? 1_000,
  kind: 'message',
  authorId: ada,
  authorName: null,
  editedAt: null,
  deletedAt: null,
  subject: null,
  importance: 'normal',
  body: { format: 'markdown', content: `text of ${id}` },
  plain: `text of ${id}`,
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

/** Somebody of the account that the id begins with, named by its last part. */
export const person = (id: PersonId, over: Partial<Person> = {}): Person => ({
  id,
  accountId: id.slice(0, id.indexOf('/')) as AccountId,
  kind: 'person',
  displayName: id.slice(id.lastIndexOf('/') + 1),
  handle: '',
  email: null,
  jobTitle: '',
  active: true,
  claims: null,
  ...over,
});

export const fileReference = (over: Partial<FileReference> = {}): FileReference => ({
  id: 'a|f' as FileId,
  name: 'f.png',
  size: null,
  mimeType: null,
  webUrl: null,
  isImage: true,
  width: null,
  height: null,
  inlineSource: null,
  ...over,
});

/** A picture that hangs on a message; with its `src` one that stands in the body. */
export const picture = (id: string, inlineSource: string | null): FileReference =>
  fileReference({ id: id as FileId, name: 'image', inlineSource });

/** A link of the Mattermost conversation with a Teams one, made by a post, and carried. */
export const link = (over: Partial<LinkRow> = {}): LinkRow => ({
  id: 'link',
  mattermost: general,
  teams: 't-aaaaaaaaaaaa/chat/c' as ConversationId,
  source: { kind: 'post', messageId: `${general}/link` as MessageId, authorId: ada },
  standing: { kind: 'good' },
  name: 'There',
  choice: 'default',
  carried: true,
  since: { mattermost: 0, teams: 0 },
  ...over,
});

/** Made-up rows of both services for the tests of links and carrying. */
import type {
  Account,
  AccountId,
  Conversation,
  ConversationId,
  Message,
  MessageId,
  Person,
  PersonId,
} from '../../../model/index.ts';
import type { CounterpartRow, LinkRow } from '../../../store/index.ts';
import { bodyMessage } from '../../rich/testing/body-message.ts';

export const mattermost = 'm-a' as AccountId;
export const teams = 't-a' as AccountId;

export const samplePerson = (account: AccountId, key: string, over: Partial<Person> = {}): Person => ({
  id: `${account}/${key}` as PersonId,
  accountId: account,
  kind: 'person',
  displayName: key,
  handle: key,
  email: null,
  jobTitle: '',
  active: true,
  claims: null,
  ...over,
});

export const accountOf = (id: AccountId, over: Partial<Account> = {}): Account => ({
  id,
  service: id === teams ? 'teams' : 'mattermost',
  displayName: 'me',
  label: id,
  me: `${id}/me` as PersonId,
  state: { kind: 'live' },
  progress: { conversations: { total: 1, readable: 1, complete: 1, setBack: 0 }, messages: 1 },
  currentAt: 1,
  ...over,
});

export const sampleConversation = (
  account: AccountId,
  key: string,
  over: Partial<Conversation> = {},
): Conversation => ({
  id: `${account}/${key}` as ConversationId,
  accountId: account,
  service: account === teams ? 'teams' : 'mattermost',
  kind: 'channel',
  teamId: null,
  name: key,
  topic: '',
  participants: [],
  archived: false,
  muted: false,
  hidden: false,
  webUrl: null,
  lastActivityAt: 0,
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 0,
  lastMessage: null,
  unread: 0,
  mentions: 0,
  ...over,
});

export const linkOf = (one: Conversation, other: Conversation, over: Partial<LinkRow> = {}): LinkRow => ({
  id: `${one.id} ${other.id}`,
  mattermost: one.id,
  teams: other.id,
  source: { kind: 'post', messageId: `${one.id}/link` as MessageId, authorId: null },
  standing: { kind: 'good' },
  name: other.name ?? '',
  choice: 'default',
  carried: true,
  since: { mattermost: 0, teams: 0 },
  ...over,
});

/** A message of `conversation` by `author` (a key of the same account). */
export const messageOf = (
  conversation: Conversation,
  key: string,
  createdAt: number,
  author: string,
  over: Partial<Message> = {},
): Message =>
  bodyMessage('text', key, {
    id: `${conversation.id}/${key}` as MessageId,
    accountId: conversation.accountId,
    conversationId: conversation.id,
    authorId: `${conversation.accountId}/${author}` as PersonId,
    // Teams gives the author's name with every message. On Mattermost only webhooks have such a name.
    authorName: conversation.service === 'teams' ? author : null,
    createdAt,
    version: createdAt,
    ...over,
  });

export const sampleCounterpart = (
  origin: Message,
  copies: readonly (Message | null)[],
  over: Partial<CounterpartRow> = {},
): CounterpartRow => ({
  id: origin.id,
  linkId: 'link',
  origin: origin.accountId === teams ? 'teams' : 'mattermost',
  copies: copies.map((copy) => copy?.id ?? null),
  parts: copies.length,
  carriedBy: 'other',
  originBase: null,
  copyBase: null,
  reactions: [],
  ...over,
});

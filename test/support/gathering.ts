/** A link with a message on each side, and what gathering needs of both services: for tests of what is gathered. */
import { readMattermostBody } from '../../renderer/text/mattermost-markdown/index.ts';
import { readTeamsBody } from '../../renderer/text/teams-html/index.ts';
import type { WritingCapability } from '../../renderer/connectors/writing.ts';
import type { Sides } from '../../renderer/engine/bridge/decide/gather.ts';
import type {
  Attachment,
  ConversationId,
  Message,
  MessageId,
  Person,
  PersonId,
  PersonTwins,
} from '../../renderer/model/index.ts';
import { plainOfDocument } from '../../renderer/text/document/index.ts';
import type { CounterpartRow, OutboxRow, OutboxState } from '../../renderer/store/index.ts';
import { account, link, message, person } from './rows.ts';
import { twinRows } from './twins.ts';

export const tenant = 't-aaaaaaaaaaaa';
export const chat = `${tenant}/chat/c` as ConversationId;
export const me = { mattermost: `${account}/me` as PersonId, teams: `${tenant}/user/me` as PersonId };
/** Somebody else, in both services. */
export const ben = { mattermost: `${account}/ben` as PersonId, teams: `${tenant}/user/ben` as PersonId };
export const both = link({ teams: chat });

const writing = (read: WritingCapability['read']): WritingCapability => ({
  ...({} as WritingCapability),
  // Room for a short paragraph: a text of two becomes two messages.
  longest: 15,
  measure: (document) => plainOfDocument(document).length,
  addressOf: () => null,
  filesPerMessage: null,
  read,
});

export const sides: Sides = {
  writing: {
    teams: writing(readTeamsBody),
    mattermost: writing(({ body }) => readMattermostBody(body.content)),
  },
  accounts: { teams: tenant as Sides['accounts']['teams'], mattermost: account },
  me,
  canRestore: { teams: true, mattermost: false },
  canReact: () => true,
  now: 0,
  askedAt: () => -Infinity,
  standingOf: () => ({ kind: 'connected' }),
};

/** What is known of Ben, who says to be himself: his own Isthmus carries what he writes. */
export const benKnown: readonly PersonTwins[] = twinRows(
  [
    person(ben.mattermost, { claims: 'user/ben' as Person['claims'] }),
    person(ben.teams, { accountId: sides.accounts.teams }),
  ],
  sides.accounts,
);

/** The user's own, in the channel. */
export const post = (key: string, over: Partial<Message> = {}): Message =>
  message(key, { authorId: me.mattermost, ...over });

/** The user's own, in the chat. */
export const inChat = (key: string, over: Partial<Message> = {}): Message =>
  message(key, {
    id: `${over.conversationId ?? chat}/${key}` as MessageId,
    conversationId: chat,
    authorId: me.teams,
    body: { format: 'html', content: `<p>${key}</p>` },
    ...over,
  });

export const quote = (messageId: MessageId): Attachment => ({
  kind: 'quote',
  messageId,
  authorName: 'Ada',
  plain: 'said before',
});

/** That `copy` was made of `origin`, a message of the user in Teams; whether both agree was never seen. */
export const carried = (
  origin: Message,
  copy: Message,
  over: Partial<CounterpartRow> = {},
): CounterpartRow => ({
  id: origin.id,
  linkId: both.id,
  origin: 'teams',
  copies: [copy.id],
  parts: 1,
  carriedBy: 'me',
  originBase: null,
  copyBase: null,
  reactions: [],
  ...over,
});

export const outboxRow = (
  of: Message,
  state: OutboxState = { kind: 'queued' },
  linkId = both.id,
): OutboxRow => ({
  messageId: of.id,
  linkId,
  service: of.conversationId === chat ? 'teams' : 'mattermost',
  at: of.createdAt,
  state,
});

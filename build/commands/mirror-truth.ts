/**
 * The content of a mirror in the sandbox's form, so that both can be compared. Only this file outside of the connectors knows how they write
 * ids.
 */
import type {
  Account,
  Conversation,
  Membership,
  Message,
  PersonId,
  Team,
} from '../../renderer/model/index.ts';
import type { IsthmusDatabase } from '../../renderer/store/index.ts';
import type { Truth, TruthConversation, TruthMessage } from '../../sandbox/service.ts';

/** Rows of one database, of all its accounts. */
export interface MirrorRows {
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  readonly conversations: readonly Conversation[];
  readonly members: readonly Membership[];
  readonly messages: readonly Message[];
}

/** All rows of a mirror that this process has open. */
export const rowsOfMirror = async (database: IsthmusDatabase): Promise<MirrorRows> => ({
  accounts: await database.accounts.toArray(),
  teams: await database.teams.toArray(),
  conversations: await database.conversations.toArray(),
  members: await database.members.toArray(),
  messages: await database.messages.toArray(),
});

/** The mirror of one account as a `Truth`. */
export const truthOfMirror = (rows: MirrorRows, account: Account): Truth => {
  const ids = serviceIds(account);
  const mine = <Row extends { readonly accountId: string }>(all: readonly Row[]): Row[] =>
    all.filter(({ accountId }) => accountId === account.id);
  const members = new Map(mine(rows.members).map((row) => [row.conversationId, row.personIds]));
  return {
    me: account.me ? ids.person(account.me) : '',
    teams: mine(rows.teams).map(({ id, name }) => ({ id: ids.last(id), name })),
    conversations: mine(rows.conversations).map((row): TruthConversation => ({
      id: ids.conversation(row.id),
      teamId: row.teamId === null ? null : ids.last(row.teamId),
      kind: kindOf(row.kind),
      name: row.name,
      members: [...(members.get(row.id) ?? row.participants)].map(ids.person).sort(),
      // Zero means never in the mirror.
      readAt: row.readKeptBy === 'service' && row.readAt > 0 ? row.readAt : null,
    })),
    messages: mine(rows.messages).map((row): TruthMessage => ({
      conversationId: ids.conversation(row.conversationId),
      id: ids.last(row.id),
      authorId: row.authorId === null ? null : ids.person(row.authorId),
      createdAt: row.createdAt,
      editedAt: row.editedAt,
      deleted: row.deletedAt !== null,
      content: row.deletedAt === null ? row.body.content : '',
      replyTo: row.threadId === '' ? null : ids.last(row.threadId),
      reactions: row.reactions
        .flatMap(({ name, personIds }) => personIds.map((id) => `${name} ${ids.person(id)}`))
        .sort(),
      files: row.files.filter(({ inlineSource }) => inlineSource === null).map(({ name }) => name),
    })),
  };
};

const kindOf = (kind: Conversation['kind']): TruthConversation['kind'] => {
  switch (kind) {
    case 'private-channel':
    case 'shared-channel':
      return 'private';
    case 'channel':
    case 'direct':
    case 'group':
    case 'meeting':
      return kind;
  }
};

const serviceIds = (account: Account) => {
  const last = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
  const below = (id: string): string => id.slice(account.id.length + 1);
  return {
    last,
    person: (id: PersonId): string => last(id),
    // Teams writes `chat/<id>` and `channel/<team>/<id>`, Mattermost only the channel's id.
    conversation: (id: string): string => below(id).replace(/^(chat|channel)\//, ''),
  };
};

/** For tests, does the least that the engine does with a connector: walks histories, reads changes, and keeps the rows. */
import type {
  Change,
  ConversationFacts,
  ConversationId,
  DiscardReason,
  Message,
  MessageId,
  Person,
  PersonId,
  Team,
} from '../../../model/index.ts';
import type { Connector, HistoryPage } from '../../connector.ts';
import { valueOf } from './scripted.ts';
import { testAccount } from './test-world.ts';

/** A mirror in memory. It keeps the newest form of each row. */
export class TeamsTestMirror {
  readonly teams = new Map<string, Team>();
  readonly people = new Map<PersonId, Person>();
  readonly conversations = new Map<ConversationId, ConversationFacts>();
  readonly members = new Map<ConversationId, readonly PersonId[]>();
  readonly messages = new Map<MessageId, Message>();
  readonly cursors = new Map<ConversationId, string>();
  readonly discarded: DiscardReason[] = [];

  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === 'message') this.#put(change.message);
      else if (change.kind === 'conversation')
        this.conversations.set(change.conversation.id, change.conversation);
      else if (change.kind === 'person') this.people.set(change.person.id, change.person);
      else if (change.kind === 'team') this.teams.set(change.team.id, change.team);
      else if (change.kind === 'members')
        this.members.set(change.membership.conversationId, change.membership.personIds);
      else if (change.kind === 'discarded') this.discarded.push(change.reason);
    }
  }

  #put(message: Message): void {
    const held = this.messages.get(message.id);
    if (!held || held.version <= message.version) this.messages.set(message.id, message);
  }

  /** Its rows in the form of the sandbox's truth. */
  truth(me: string) {
    return {
      me,
      teams: [...this.teams.values()].map(({ id, name }) => ({ id: below(id, 'team'), name })),
      conversations: [...this.conversations.values()].map((one) => ({
        id: below(one.id, one.teamId === null ? 'chat' : 'channel'),
        teamId: one.teamId === null ? null : below(one.teamId, 'team'),
        kind: kindOf(one),
        name: one.name,
        members: [...(this.members.get(one.id) ?? one.participants ?? [])]
          .map((id) => below(id, 'user'))
          .sort(),
        readAt: one.readAt === undefined || one.readAt === 0 ? null : one.readAt,
      })),
      messages: [...this.messages.values()].map(messageTruth),
    };
  }
}

const never = new AbortController().signal;

/** The service's own id inside one of ours. */
export const below = (id: string, kind: string): string => id.replace(`${testAccount}/${kind}/`, '');
const tail = (id: string): string => id.split('/').at(-1) ?? '';

const kindOf = (facts: ConversationFacts): 'channel' | 'private' | 'direct' | 'group' | 'meeting' => {
  switch (facts.kind) {
    case 'channel':
      return 'channel';
    case 'private-channel':
    case 'shared-channel':
      return 'private';
    case 'direct':
    case 'group':
    case 'meeting':
      return facts.kind;
  }
};

const messageTruth = (message: Message) => ({
  conversationId: message.conversationId
    .replace(`${testAccount}/chat/`, '')
    .replace(`${testAccount}/channel/`, ''),
  id: tail(message.id),
  authorId: message.authorId === null ? null : tail(message.authorId),
  createdAt: message.createdAt,
  editedAt: message.editedAt,
  deleted: message.deletedAt !== null,
  content: message.body.content,
  replyTo: message.threadId === '' ? null : tail(message.threadId),
  reactions:
    message.deletedAt === null
      ? message.reactions
          .flatMap(({ name, personIds }) => personIds.map((id) => `${name} ${tail(id)}`))
          .sort()
      : [],
  files: message.files.filter(({ inlineSource }) => inlineSource === null).map(({ name }) => name),
});

/** A first fill: overview, every history, members of channels. Conversations that have a cursor are not read again. */
export const fillFromTeams = async (mirror: TeamsTestMirror, connector: Connector): Promise<void> => {
  const overview = valueOf(await connector.overview(never));
  mirror.apply(overview.changes);
  for (const id of overview.conversationIds) {
    if (!mirror.cursors.has(id)) await walk(mirror, connector, id);
    const held = mirror.conversations.get(id);
    // Members of channels, and of chats whose list of members was not complete.
    if (held && (held.teamId !== null || held.participants === undefined))
      mirror.apply(valueOf(await connector.members(id, never)));
  }
};

/** Walks a history to its end. */
export const walk = async (
  mirror: TeamsTestMirror,
  connector: Connector,
  id: ConversationId,
): Promise<void> => {
  let position: string | null = null;
  do {
    const page: HistoryPage = valueOf(await connector.history(id, position, never));
    mirror.apply(page.changes);
    if (page.changesCursor !== null) mirror.cursors.set(id, page.changesCursor);
    position = page.next;
  } while (position !== null);
};

/** Reads the changes of every conversation. */
export const catchUpTeams = async (mirror: TeamsTestMirror, connector: Connector): Promise<void> => {
  for (const [id, cursor] of mirror.cursors) {
    let at = cursor;
    let more = true;
    while (more) {
      const page = valueOf(await connector.changes(id, at, never));
      mirror.apply(page.changes);
      at = page.cursor;
      more = page.more;
    }
    mirror.cursors.set(id, at);
  }
};

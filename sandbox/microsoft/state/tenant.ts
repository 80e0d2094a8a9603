/** Everything the pretend tenant knows. Only `writing.ts`, `membership.ts` and `load.ts` change conversations. */
import type { Channel, Chat, Conversation, Message, MessageChange, Team } from './model.ts';
import type { SandboxWorld } from '../../world.ts';
import { channelsFor, isAssociated, membersOf } from './conversations.ts';
import { Directory, type User } from './directory.ts';
import { Drives } from './drive.ts';
import { Refusal } from './failure.ts';
import { Presences } from './presence.ts';

export class TenantState {
  readonly directory = new Directory();
  readonly drives: Drives;
  readonly presences: Presences;
  readonly teams = new Map<string, Team>();
  readonly chats = new Map<string, Chat>();
  /** Told of each message that is created, changed or deleted; of nothing that is loaded. */
  readonly messageListeners: ((message: Message, change: MessageChange) => void)[] = [];
  #number = 0;
  #tenantId = '';
  #name = '';

  constructor(readonly world: SandboxWorld) {
    this.drives = new Drives(() => world.random());
    this.presences = new Presences(() => world.now());
  }

  /** The tenant's GUID; empty until an organisation is loaded. */
  get tenantId(): string {
    return this.#tenantId;
  }

  /** The organisation's name; empty until one is loaded. */
  get name(): string {
    return this.#name;
  }

  /** Becomes the tenant of this organisation. */
  found(tenantId: string, organisationName: string): void {
    this.#tenantId = tenantId;
    this.#name = organisationName;
    this.drives.host = organisationName.toLowerCase().replace(/[^a-z0-9]/g, '') || 'organisation';
  }

  /** The next number of an ever-growing count: orders arrivals and changes. */
  nextNumber(): number {
    this.#number += 1;
    return this.#number;
  }

  /** Tells the listeners. */
  tell(message: Message, change: MessageChange): void {
    for (const listener of this.messageListeners) listener(message, change);
  }

  /** The chats of a user; the chat's own order of creation. */
  chatsOf(user: User): Chat[] {
    return [...this.chats.values()].filter((chat) => chat.members.has(user.id));
  }

  joinedTeams(user: User): Team[] {
    return [...this.teams.values()].filter((team) => team.members.has(user.id));
  }

  /** Joined teams and the hosts of channels shared with the user. */
  associatedTeams(user: User): Team[] {
    return [...this.teams.values()].filter((team) => isAssociated(team, user.id));
  }

  /** The chat, if this user is in it. */
  chatFor(user: User, chatId: string): Chat {
    const chat = this.chats.get(chatId);
    if (!chat) throw new Refusal('NotFound', `No chat was found with id '${chatId}'.`);
    if (!chat.members.has(user.id)) {
      throw new Refusal('Forbidden', 'The user is not a member of this chat.');
    }
    return chat;
  }

  /** The team, if this user has anything to do with it. */
  teamFor(user: User, teamId: string): Team {
    const team = this.teams.get(teamId);
    if (!team) throw new Refusal('NotFound', `No team found with Group Id ${teamId}`);
    if (!isAssociated(team, user.id)) {
      throw new Refusal('Forbidden', 'The user is not a member of this team.');
    }
    return team;
  }

  /** The channel, if this user can see it. */
  channelFor(user: User, teamId: string, channelId: string): Channel {
    const team = this.teamFor(user, teamId);
    const channel = team.channels.get(channelId);
    if (!channel) throw new Refusal('NotFound', `No channel was found with id '${channelId}'.`);
    if (!membersOf(channel).has(user.id)) {
      throw new Refusal('Forbidden', 'The user is not a member of this channel.');
    }
    return channel;
  }

  /** Every conversation, in a steady order. */
  conversations(): Conversation[] {
    return [
      ...[...this.teams.values()].flatMap((team) => [...team.channels.values()]),
      ...this.chats.values(),
    ];
  }

  /** Every conversation this user can see. */
  conversationsOf(user: User): Conversation[] {
    return [...[...this.teams.values()].flatMap((team) => channelsFor(team, user.id)), ...this.chatsOf(user)];
  }
}

/** A conversation's name in acts and truth: a chat's id, `team/channel` for channels. */
export const conversationKey = (conversation: Conversation): string =>
  conversation.kind === 'chat' ? conversation.id : `${conversation.team.id}/${conversation.id}`;

/** Whether a member sees this message. Chats may hide messages from before the member joined. */
export const sees = (user: User, message: Message): boolean => {
  const from =
    message.conversation.kind === 'chat' ? message.conversation.members.get(user.id)?.historyFrom : null;
  return from === null || from === undefined || message.createdAt >= from;
};

/** A message of a conversation that this user sees. */
export const messageFor = (user: User, conversation: Conversation, messageId: string): Message => {
  const message = conversation.messages.get(messageId);
  if (!message || !sees(user, message)) {
    throw new Refusal('NotFound', `Message with id '${messageId}' was not found.`);
  }
  return message;
};

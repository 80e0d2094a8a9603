/** Takes the Teams half of an organisation into the tenant, with the times the plan gives. */
import type { Channel, Chat, Conversation, Message, Team } from './model.ts';
import type {
  ConversationKey,
  MessageKey,
  Organisation,
  PlannedTeam,
  PlannedTeamsMessage,
} from '../../organisation/plan.ts';
import { compose } from './compose.ts';
import { newChannel, newChat } from './conversations.ts';
import { Refusal } from './failure.ts';
import { channelId, groupChatId, guidOf, hexOf, meetingChatId, oneOnOneId } from './ids.ts';
import { loadEventDetail } from './load-event.ts';
import { memberOf } from './membership.ts';
import { OrderedIndex } from './ordered-index.ts';
import type { TenantState } from './tenant.ts';
import { byCreation } from './conversations.ts';
import { makeMessage } from './writing.ts';

const required = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined)
    throw new Refusal('BadRequest', `The plan names ${what}, which it does not contain.`);
  return value;
};

/** Loads people, teams, chats and history. The same plan gives the same ids every time. */
export const loadOrganisation = (state: TenantState, organisation: Organisation): void => {
  const hex = (key: string): string => hexOf(`${organisation.seed}/${organisation.tenantId}/${key}`);
  state.found(organisation.tenantId, organisation.name);
  for (const person of organisation.people) state.directory.add(person, organisation.tenantId);
  const conversations = new Map<ConversationKey, Conversation>();
  const teams = new Map<string, Team>();
  const { teams: plan } = organisation;
  for (const team of plan.teams) teams.set(team.key, loadTeam(state, team, guidOf(hex(`team/${team.key}`))));
  for (const planned of [...plan.channels].sort((left, right) => left.createdAt - right.createdAt)) {
    const team = required(teams.get(planned.team), `team ${planned.team}`);
    const channel = loadChannel(state, team, planned, channelId(hex(planned.key)));
    for (const key of planned.membershipType === 'standard' ? [] : planned.members) {
      const user = state.directory.byKey(key);
      channel.ownMembers.set(user.id, memberOf(user, team.members.get(user.id)?.role ?? null));
    }
    conversations.set(planned.key, channel);
  }
  for (const team of teams.values()) ensureGeneral(state, team, channelId(hex(`general/${team.id}`)));
  for (const planned of plan.chats) {
    const members = planned.members.map((key) => state.directory.byKey(key));
    const id = {
      oneOnOne: () =>
        oneOnOneId(required(members[0], 'a member').id, required(members[1], 'a second member').id),
      group: () => groupChatId(hex(planned.key)),
      meeting: () => meetingChatId(hex(planned.key)),
    }[planned.chatType]();
    const chat: Chat = newChat(
      id,
      planned.chatType,
      planned.chatType === 'oneOnOne' ? null : planned.topic,
      planned.createdAt,
    );
    for (const user of members) chat.members.set(user.id, memberOf(user, 'owner'));
    for (const [key, at] of Object.entries(planned.readAt))
      chat.readAt.set(state.directory.byKey(key).id, at);
    state.chats.set(chat.id, chat);
    conversations.set(planned.key, chat);
  }
  loadMessages(state, plan.messages, conversations, hex);
};

const loadTeam = (state: TenantState, planned: PlannedTeam, id: string): Team => {
  const team: Team = {
    id,
    displayName: planned.displayName,
    description: planned.description,
    createdAt: 0,
    members: new Map(),
    archived: false,
    channels: new Map(),
  };
  for (const key of new Set([...planned.owners, ...planned.members])) {
    const user = state.directory.byKey(key);
    team.members.set(user.id, memberOf(user, planned.owners.includes(key) ? 'owner' : null));
  }
  state.teams.set(team.id, team);
  return team;
};

const loadChannel = (
  state: TenantState,
  team: Team,
  about: Pick<Channel, 'displayName' | 'description' | 'membershipType' | 'createdAt'>,
  id: string,
): Channel => {
  const drive = state.drives.ofTeam(team, about.createdAt);
  const folder = state.drives.folder(state.drives.root(drive), about.displayName, about.createdAt);
  const channel = newChannel(id, team, {
    displayName: about.displayName,
    description: about.description,
    membershipType: about.membershipType,
    createdAt: about.createdAt,
    driveFolderId: folder.id,
  });
  team.channels.set(id, channel);
  return channel;
};

/** Every team has a standard channel from the beginning; it is the primary one. */
const ensureGeneral = (state: TenantState, team: Team, id: string): void => {
  if ([...team.channels.values()].some((channel) => channel.membershipType === 'standard')) return;
  const about = {
    displayName: 'General',
    description: team.description,
    membershipType: 'standard',
    createdAt: 0,
  } as const;
  loadChannel(state, team, about, id);
};

const loadMessages = (
  state: TenantState,
  plan: readonly PlannedTeamsMessage[],
  conversations: ReadonlyMap<ConversationKey, Conversation>,
  hex: (key: string) => string,
): void => {
  const byKey = new Map<MessageKey, Message>();
  const loaded = new Map<Conversation, Message[]>();
  for (const planned of [...plan].sort((left, right) => left.at - right.at)) {
    const conversation = required(
      conversations.get(planned.conversation),
      `conversation ${planned.conversation}`,
    );
    const root =
      planned.replyTo === null ? null : required(byKey.get(planned.replyTo), `message ${planned.replyTo}`);
    const quotes = planned.quotes === null ? null : (byKey.get(planned.quotes) ?? null);
    const message = loadMessage(state, planned, conversation, root?.root ?? root, quotes, hex(planned.key));
    byKey.set(planned.key, message);
    const of = loaded.get(conversation);
    if (of) of.push(message);
    else loaded.set(conversation, [message]);
  }
  for (const [conversation, messages] of loaded) index(state, conversation, messages);
};

const loadMessage = (
  state: TenantState,
  planned: PlannedTeamsMessage,
  conversation: Conversation,
  root: Message | null,
  quotes: Message | null,
  hex: string,
): Message => {
  const author = planned.author === null ? null : state.directory.byKey(planned.author);
  const written = author
    ? compose(
        state,
        author,
        conversation,
        { ...planned, mentions: planned.mentions.map((key) => state.directory.byKey(key)), quotes },
        hex,
        planned.at,
      )
    : ({ contentType: 'html', content: planned.event ? '<systemEventMessage/>' : planned.content } as const);
  const message = makeMessage(
    state,
    conversation,
    author,
    {
      ...written,
      subject: planned.subject,
      importance: planned.importance,
      root,
      ...(planned.event ? { eventDetail: loadEventDetail(state, planned.event) } : {}),
    },
    planned.at,
  );
  message.editedAt = planned.editedAt;
  message.deletedAt = planned.deletedAt;
  for (const reaction of planned.reactions) {
    const one = { user: state.directory.byKey(reaction.by), reactionType: reaction.emoji, at: reaction.at };
    message.reactions.push(one);
    message.history.push({ ...one, action: 'reactionAdded' });
  }
  message.modifiedAt = Math.max(
    message.createdAt,
    message.editedAt ?? 0,
    message.deletedAt ?? 0,
    ...message.reactions.map((reaction) => Math.floor(reaction.at)),
  );
  return message;
};

/** Enters a conversation's whole history into its indexes, sorting each once. */
const index = (state: TenantState, conversation: Conversation, messages: readonly Message[]): void => {
  conversation.byCreated.addAll(messages);
  if (conversation.kind === 'chat') {
    conversation.byModified.addAll(messages);
    return;
  }
  const replies = new Map<Message, Message[]>();
  for (const message of messages) {
    const { root } = message;
    if (!root) message.threadModifiedAt = Math.max(message.threadModifiedAt, message.modifiedAt);
    else {
      root.threadActivityAt = Math.max(root.threadActivityAt, message.createdAt);
      root.threadModifiedAt = Math.max(root.threadModifiedAt, message.modifiedAt);
      const of = replies.get(root);
      if (of) of.push(message);
      else replies.set(root, [message]);
    }
  }
  for (const [root, of] of replies) {
    root.replies = new OrderedIndex<Message>(byCreation);
    root.replies.addAll(of);
  }
  const roots = messages.filter((message) => !message.root);
  for (const root of [...roots].sort((left, right) => left.threadModifiedAt - right.threadModifiedAt)) {
    root.threadChange = state.nextNumber();
  }
  conversation.byActivity.addAll(roots);
  conversation.byChange.addAll(roots);
};

/** Everything that happens to messages: handlers and acts both come through here. */
import type {
  Attachment,
  Conversation,
  HostedContent,
  Importance,
  Mention,
  Message,
  MessageChange,
} from './model.ts';
import { membersOf } from './conversations.ts';
import type { User } from './directory.ts';
import { Refusal } from './failure.ts';
import { OrderedIndex } from './ordered-index.ts';
import type { TenantState } from './tenant.ts';
import { byCreation } from './conversations.ts';

/** A message about to exist: everything that was checked and prepared. */
export interface Draft {
  readonly contentType: 'text' | 'html';
  readonly content: string;
  readonly subject?: string | null;
  readonly importance?: Importance;
  readonly mentions?: readonly Mention[];
  readonly attachments?: readonly Attachment[];
  readonly hostedContents?: readonly HostedContent[];
  readonly eventDetail?: Readonly<Record<string, unknown>>;
  readonly root?: Message | null;
}

/** Makes the message without entering it into the conversation's indexes. Its id is the first free millisecond from `at`. */
export const makeMessage = (
  state: TenantState,
  conversation: Conversation,
  author: User | null,
  draft: Draft,
  at: number,
): Message => {
  let createdAt = Math.floor(at);
  while (conversation.messages.has(String(createdAt))) createdAt += 1;
  const number = state.nextNumber();
  const message: Message = {
    id: String(createdAt),
    number,
    conversation,
    author,
    createdAt,
    modifiedAt: createdAt,
    editedAt: null,
    deletedAt: null,
    blocked: false,
    contentType: draft.contentType,
    content: draft.content,
    subject: draft.subject ?? null,
    importance: draft.importance ?? 'normal',
    mentions: draft.mentions ?? [],
    attachments: draft.attachments ?? [],
    hostedContents: draft.hostedContents ?? [],
    reactions: [],
    history: [],
    eventDetail: draft.eventDetail ?? null,
    root: draft.root ?? null,
    replies: null,
    threadActivityAt: createdAt,
    threadChange: number,
    threadModifiedAt: createdAt,
  };
  conversation.messages.set(message.id, message);
  return message;
};

const enter = (state: TenantState, message: Message): void => {
  const { conversation, root } = message;
  conversation.byCreated.add(message);
  if (conversation.kind === 'chat') {
    conversation.byModified.add(message);
  } else if (root) {
    root.replies ??= new OrderedIndex<Message>(byCreation);
    root.replies.add(message);
    conversation.byActivity.move(root, () => {
      root.threadActivityAt = Math.max(root.threadActivityAt, message.createdAt);
    });
    touchThread(state, root, message.modifiedAt);
  } else {
    conversation.byActivity.add(message);
    conversation.byChange.add(message);
  }
  state.tell(message, 'created');
};

const touchThread = (state: TenantState, root: Message, at: number): void => {
  if (root.conversation.kind !== 'channel') return;
  root.conversation.byChange.move(root, () => {
    root.threadChange = state.nextNumber();
    root.threadModifiedAt = Math.max(root.threadModifiedAt, at);
  });
};

/** Changes a message now: its lastModifiedDateTime moves, and its place in the indexes with it. */
const change = (
  state: TenantState,
  message: Message,
  work: (at: number) => void,
  what: MessageChange = 'updated',
): void => {
  const at = Math.max(Math.floor(state.world.now()), message.modifiedAt + 1);
  const move = (): void => {
    message.modifiedAt = at;
    work(at);
  };
  if (message.conversation.kind === 'chat') {
    message.conversation.byModified.move(message, move);
  } else {
    move();
    touchThread(state, message.root ?? message, at);
  }
  state.tell(message, what);
};

const requireMember = (user: User, conversation: Conversation): void => {
  if (!membersOf(conversation).has(user.id)) {
    throw new Refusal('Forbidden', 'The user is not a member of this conversation.');
  }
};

/** In an archived channel, or a channel of an archived team, nothing changes (learn.microsoft.com, team-archive). */
const requireOpen = (conversation: Conversation): void => {
  if (conversation.kind === 'channel' && (conversation.archived || conversation.team.archived)) {
    throw new Refusal('Forbidden', 'The channel is archived.');
  }
};

const requireOwn = (user: User, message: Message, what: string): void => {
  requireMember(user, message.conversation);
  requireOpen(message.conversation);
  if (message.author?.id !== user.id) {
    throw new Refusal('Forbidden', `Only the sender of a message can ${what} it.`);
  }
};

/** Posts as a member; the author's own read mark moves along in a chat. */
export const post = (state: TenantState, author: User, conversation: Conversation, draft: Draft): Message => {
  requireMember(author, conversation);
  requireOpen(conversation);
  if (draft.root && conversation.kind === 'chat') throw new Refusal('BadRequest', 'Chats have no replies.');
  if (draft.root?.root) throw new Refusal('BadRequest', 'A reply answers the first message of its thread.');
  const message = makeMessage(state, conversation, author, draft, state.world.now());
  enter(state, message);
  if (conversation.kind === 'chat') {
    conversation.readAt.set(author.id, message.createdAt);
    conversation.hiddenFor.clear();
  }
  return message;
};

/** Posts a system message: no author, `eventDetail` as Graph serves it. */
export const postSystem = (
  state: TenantState,
  conversation: Conversation,
  eventDetail: Readonly<Record<string, unknown>>,
): Message => {
  const draft: Draft = { contentType: 'html', content: '<systemEventMessage/>', eventDetail };
  const message = makeMessage(state, conversation, null, draft, state.world.now());
  enter(state, message);
  return message;
};

/** Edits one's own message. Refused in chats with people of other tenants (facts, graph §2). */
export const edit = (state: TenantState, user: User, message: Message, draft: Partial<Draft>): void => {
  requireOwn(user, message, 'edit');
  if (message.deletedAt !== null) throw new Refusal('NotFound', 'The message was deleted.');
  const { conversation } = message;
  if (
    conversation.kind === 'chat' &&
    [...conversation.members.values()].some((m) => m.user.kind === 'federated')
  ) {
    throw new Refusal('Forbidden', 'Messages of federated chats cannot be updated.');
  }
  change(state, message, (at) => {
    message.editedAt = at;
    // An edited message is checked again.
    message.blocked = false;
    message.content = draft.content ?? message.content;
    message.contentType = draft.contentType ?? message.contentType;
    if (draft.subject !== undefined) message.subject = draft.subject;
    message.importance = draft.importance ?? message.importance;
    message.mentions = draft.mentions ?? message.mentions;
    message.attachments = draft.attachments ?? message.attachments;
    message.hostedContents = draft.hostedContents ?? message.hostedContents;
  });
};

/** Deletes one's own message so that it can be restored. Graph still serves it, without content. */
export const softDelete = (state: TenantState, user: User, message: Message): void => {
  requireOwn(user, message, 'delete');
  if (message.deletedAt !== null) return;
  const work = (at: number): void => {
    message.deletedAt = at;
  };
  change(state, message, work, 'deleted');
};

export const undoSoftDelete = (state: TenantState, user: User, message: Message): void => {
  requireOwn(user, message, 'restore');
  if (message.deletedAt === null) return;
  change(state, message, () => {
    message.deletedAt = null;
  });
};

/** Data loss prevention after a message was sent: hides it, or shows it again. */
export const setBlocked = (state: TenantState, message: Message, blocked: boolean): void =>
  change(state, message, () => {
    message.blocked = blocked;
  });

/** Adds a reaction; the same one twice changes nothing. */
export const setReaction = (state: TenantState, user: User, message: Message, reactionType: string): void => {
  requireMember(user, message.conversation);
  requireOpen(message.conversation);
  if (message.deletedAt !== null) throw new Refusal('NotFound', 'The message was deleted.');
  if (message.reactions.some((one) => one.user.id === user.id && one.reactionType === reactionType)) return;
  change(state, message, (at) => {
    message.reactions.push({ user, reactionType, at });
    message.history.push({ user, reactionType, at, action: 'reactionAdded' });
  });
};

export const unsetReaction = (
  state: TenantState,
  user: User,
  message: Message,
  reactionType: string,
): void => {
  requireMember(user, message.conversation);
  requireOpen(message.conversation);
  const index = message.reactions.findIndex(
    (one) => one.user.id === user.id && one.reactionType === reactionType,
  );
  if (index < 0) return;
  change(state, message, (at) => {
    message.reactions.splice(index, 1);
    message.history.push({ user, reactionType, at, action: 'reactionRemoved' });
  });
};

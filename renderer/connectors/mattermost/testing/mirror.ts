/** A very simple mirror for this folder's tests. */
import type { Change, ConversationFacts, Membership, Message, Team } from '../../../model/index.ts';

/** Keeps the latest form of each row, as the changes tell it. */
export class MattermostTestMirror {
  readonly messages = new Map<string, Message>();
  readonly conversations = new Map<string, ConversationFacts>();
  readonly members = new Map<string, Membership>();
  readonly teams = new Map<string, Team>();
  readonly discarded: string[] = [];

  apply(changes: readonly Change[]): void {
    for (const change of changes)
      switch (change.kind) {
        case 'message': {
          const held = this.messages.get(change.message.id);
          if (held === undefined || held.version <= change.message.version)
            this.messages.set(change.message.id, change.message);
          break;
        }
        case 'message-gone':
          this.messages.delete(change.id);
          break;
        case 'conversation':
          this.conversations.set(change.conversation.id, change.conversation);
          break;
        case 'conversation-gone':
          this.conversations.delete(change.id);
          break;
        case 'members':
          this.members.set(change.membership.conversationId, change.membership);
          break;
        case 'team':
          this.teams.set(change.team.id, change.team);
          break;
        case 'read': {
          const held = this.conversations.get(change.conversationId);
          if (held !== undefined) this.conversations.set(held.id, { ...held, readAt: change.readAt });
          break;
        }
        case 'chosen': {
          const held = this.conversations.get(change.conversationId);
          if (held !== undefined)
            this.conversations.set(held.id, { ...held, [change.choice.kind]: change.choice.value });
          break;
        }
        case 'discarded':
          this.discarded.push(change.reason);
          break;
        case 'team-gone':
        case 'person':
        case 'name':
        case 'presence':
          break;
      }
  }
}

/** The last part of one of our ids: the service's own. */
export const short = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** The mirror's messages in the form of the sandbox's truth, sorted by id. */
export const mirroredRows = (mirror: MattermostTestMirror): unknown[] =>
  [...mirror.messages.values()]
    .map((message) => ({
      id: short(message.id),
      conversationId: short(message.conversationId),
      authorId: message.authorId === null ? null : short(message.authorId),
      createdAt: message.createdAt,
      editedAt: message.editedAt,
      deleted: false,
      content: message.body.content,
      replyTo: message.threadId === '' ? null : short(message.threadId),
      reactions: message.reactions
        .flatMap(({ name, personIds }) => personIds.map((id) => `${name} ${short(id)}`))
        .sort(),
      files: message.files.map(({ name }) => name),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));

/**
 * The interface of both sandbox servers besides their protocols: acts (of colleagues and tests, through the same code as the HTTP handlers)
 * and the truth (everything that a person can see now, to compare it with a mirror).
 */
import type { Organisation, PersonKey, PlannedFile } from './organisation/plan.ts';

/** A person's text, in the service's own format (HTML on Teams, Markdown on Mattermost). */
export interface Writing {
  readonly content: string;
  readonly mentions?: readonly PersonKey[];
  readonly files?: readonly PlannedFile[];
  readonly images?: readonly PlannedFile[];
}

/** A conversation for the acts. Ids are the service's own, as its API serves them. */
export interface ActConversation {
  readonly id: string;
  readonly teamId: string | null;
  readonly kind: 'channel' | 'private' | 'direct' | 'group' | 'meeting';
  readonly members: readonly PersonKey[];
}

export interface ActMessage {
  readonly id: string;
  readonly author: PersonKey | null;
  readonly replyTo: string | null;
  readonly deleted: boolean;
  /** Whether the service lets its author edit it. */
  readonly editable: boolean;
  /** Whether the service lets its author delete it. */
  readonly deletable: boolean;
}

/** Every act checks the service's own rules and throws an Error with the reason. Times come from the world's clock. */
export interface ServiceActs {
  load(organisation: Organisation): void;
  conversations(): readonly ActConversation[];
  /** Newest last. */
  messages(conversationId: string): readonly ActMessage[];
  post(by: PersonKey, conversationId: string, writing: Writing, replyTo?: string): string;
  edit(by: PersonKey, conversationId: string, messageId: string, content: string): void;
  remove(by: PersonKey, conversationId: string, messageId: string): void;
  react(by: PersonKey, conversationId: string, messageId: string, emoji: string): void;
  unreact(by: PersonKey, conversationId: string, messageId: string, emoji: string): void;
  markRead(by: PersonKey, conversationId: string): void;
  /** A new group chat or group message (one-to-one with two members). Returns its id. */
  createChat(members: readonly PersonKey[], topic: string | null): string;
  /** A new channel in a team. Returns its id. */
  createChannel(by: PersonKey, teamId: string, displayName: string, isPrivate: boolean): string;
  addMember(conversationId: string, person: PersonKey): void;
  removeMember(conversationId: string, person: PersonKey): void;
  /** Archives a channel or opens it again; chats cannot be archived. */
  setArchived(conversationId: string, archived: boolean): void;
  renameTeam(teamId: string, displayName: string): void;
  renameConversation(conversationId: string, displayName: string): void;
  setPresence(person: PersonKey, presence: 'online' | 'away' | 'busy' | 'offline'): void;
  /** Everything this person can see now. */
  truth(person: PersonKey): Truth;
}

export interface TruthTeam {
  readonly id: string;
  readonly name: string;
}

export interface TruthConversation {
  readonly id: string;
  readonly teamId: string | null;
  readonly kind: ActConversation['kind'];
  /** The service's name for it; null if it has none (a chat without topic, a direct message). */
  readonly name: string | null;
  /** Service user ids, sorted. */
  readonly members: readonly string[];
  /** When this person last read it, ms since 1970; null if the service does not store it (Teams channels). */
  readonly readAt: number | null;
}

export interface TruthMessage {
  readonly conversationId: string;
  readonly id: string;
  /** The service's user id (application id for bots on Teams), null for system messages without author. */
  readonly authorId: string | null;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly deleted: boolean;
  /** The body exactly as the service serves it (HTML, text or Markdown); '' when deleted. */
  readonly content: string;
  /** Id of the root it answers, null for roots. */
  readonly replyTo: string | null;
  /** `emoji userId`, sorted. */
  readonly reactions: readonly string[];
  /** Names of attached files, in order. */
  readonly files: readonly string[];
}

export interface Truth {
  readonly me: string;
  readonly teams: readonly TruthTeam[];
  readonly conversations: readonly TruthConversation[];
  /** Includes deleted ones that the service still serves as deleted (Teams); leaves out those it no longer serves (Mattermost). */
  readonly messages: readonly TruthMessage[];
}

/** A server of the sandbox: a plain function from Request to Response (no sockets needed), its acts, and its websocket side if it has one. */
export interface SandboxServer {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly acts: ServiceActs;
}

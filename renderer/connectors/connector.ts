/**
 * What the engine can ask of a service: one small interface that both connectors implement, with optional capabilities. Methods return
 * values, and never throw for what a service or the network does. Each makes at most the requests that one page needs, and never retries by
 * itself, because pacing and retrying are the engine's. Every payload becomes `Change`s, however odd it is: an item that cannot be read
 * becomes a `discarded` change, and the rest of its page goes on.
 */
import type {
  AccountId,
  Beginning,
  Change,
  ConversationId,
  FileReference,
  Message,
  MessageId,
  PersonId,
  Result,
  Service,
  ServiceFailure,
  SettablePresence,
  TeamId,
} from '../model/index.ts';
import type { AuthorRegistersCapability } from './author-registers.ts';
import type { CommandsCapability } from './commands.ts';
import type { CustomEmojiCapability, ToldEmoji } from './custom-emoji.ts';
import type { Limit } from './limits.ts';
import type { StartingCapability } from './starting.ts';
import type { SubscribingCapability } from './subscribing.ts';
import type { SharedMemoryCapability, WritingCapability } from './writing.ts';

/**
 * Everything that the user can see at this moment, without messages. If a list was refused, its conversations are not gone: a conversation
 * is gone only if its list was read completely and lacks it.
 */
export interface Overview {
  readonly me: PersonId;
  /** The conversations that the user may not begin; absent if the service does not tell. */
  readonly mayNotBegin?: readonly Beginning[];
  readonly changes: readonly Change[];
  /** All teams and conversations that were named, including those of which only the id could be read. */
  readonly teamIds: readonly TeamId[];
  readonly conversationIds: readonly ConversationId[];
  /** The lists that were not read completely; all others were. */
  readonly notRead: readonly ListNotRead[];
}

/** A list that an overview is made of. */
export type OverviewList =
  | { readonly kind: 'teams' }
  /** Everything that belongs to no team. */
  | { readonly kind: 'chats' }
  | { readonly kind: 'channels'; readonly teamId: TeamId }
  /** Channels that other teams share with the user's, whichever team shows them. */
  | { readonly kind: 'shared-channels' };

export interface ListNotRead {
  readonly list: OverviewList;
  /** Null if this need not be told: the service has no such list, or an entry of it had no id. */
  readonly failure: ServiceFailure | null;
}

/** One page of history, newest first. */
export interface HistoryPage {
  readonly changes: readonly Change[];
  /** Where the next, older page starts; null when this was the last. */
  readonly next: string | null;
  /**
   * On a conversation's first page (position null): the cursor from which `changes` tells everything that happens after this page
   * was read. Kept by the engine at once, in the same transaction as the page.
   */
  readonly changesCursor: string | null;
  /**
   * Set if the service leaves deleted messages out (Mattermost). This page holds every message and reply that was created in [from, to], so
   * all other messages of that time in the mirror are deleted.
   */
  readonly covers: { readonly from: number; readonly to: number } | null;
}

export interface ChangesPage {
  readonly changes: readonly Change[];
  /** Replaces the cursor that was given. */
  readonly cursor: string;
  /** True if the service has more to tell: ask again at once. */
  readonly more: boolean;
  /** The walk begins anew, because its next page could no longer be read. Earlier pages come again. */
  readonly anew?: true;
}

export interface Connector {
  readonly service: Service;
  readonly accountId: AccountId;
  /**
   * The service's rate limits, for the engine's budget, narrowest first: a refusal delays requests under the first limit that concerns the
   * refused one.
   */
  readonly limits: readonly Limit[];
  /**
   * What the narrowest of `limits` calls a conversation, where all Isthmuses of an organisation share that limit; null for an id of another account. Absent where they share
   * none.
   */
  readonly sharedResourceOf?: (conversationId: ConversationId) => string | null;
  /** What a request of this connector asks for, for metrics: no id, name or parameter is in it, and there are few of them. */
  callOf(method: string, url: URL): string;
  /**
   * Sets who is told of each refusal of the account's sign-in, whatever was asked. After a refusal everything but `vital` and `overview`
   * fails at once with it and sends nothing, until one of these two finds that the sign-in is good again.
   */
  heedSignIn(tell: (failure: Extract<ServiceFailure, { readonly kind: 'sign-in-needed' }>) => void): void;
  /**
   * Reads the user's own profile. Without this call nothing works. When something else failed and the reason is not clear, its answer tells
   * whether the service can be reached and accepts the user's sign-in.
   */
  vital(signal: AbortSignal): Promise<Result<null>>;
  /**
   * Teams, conversations, members where the service gives them cheaply, and the user. If one list is refused the others are returned. Fails
   * as a whole if the account itself cannot be read.
   */
  overview(signal: AbortSignal): Promise<Result<Overview>>;
  /** `position` null for the newest page, else what `next` said. `notBefore` (ms) lets a connector stop early. */
  history(
    conversationId: ConversationId,
    position: string | null,
    signal: AbortSignal,
  ): Promise<Result<HistoryPage>>;
  /**
   * What changed since `cursor`: new, edited, deleted messages and reactions. Fails with `cursor-gone` if the service cannot tell any more
   * (a delta token that expired, `since` cut at its limit); the engine then walks the history again.
   */
  changes(conversationId: ConversationId, cursor: string, signal: AbortSignal): Promise<Result<ChangesPage>>;
  /** The present form of these messages; deleted ones come as `message-gone`. At most 100 at a time. */
  refresh(messageIds: readonly MessageId[], signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** People by id; unknown ones are left out. At most 100 at a time. */
  people(personIds: readonly PersonId[], signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** All members of a channel, if the overview did not bring them. */
  members(conversationId: ConversationId, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** Presence of these people. At most 100 at a time. */
  presence(personIds: readonly PersonId[], signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** The bytes of a picture (a thumbnail or preview where the service has one). */
  image(file: FileReference, signal: AbortSignal): Promise<Result<Blob>>;
  /**
   * The photo of a person, small (about 50 to 130 pixels wide). `not-found` where they have none. Absent if the service keeps no photos.
   */
  readonly photo?: (personId: PersonId, signal: AbortSignal) => Promise<Result<Blob>>;
  /** Present where people of a server can add emoji of their own (Mattermost). */
  readonly customEmoji?: CustomEmojiCapability;
  /**
   * The name of the account's organisation, or null if the service tells none. Only asked where one person may have accounts in several
   * organisations (Teams). Nothing depends on it.
   */
  readonly organisationName?: (signal: AbortSignal) => Promise<Result<string | null>>;
  /** Present where the service pushes (Mattermost). */
  readonly live?: LiveCapability;
  /**
   * Tells in one cheap request which conversations have a new message. The engine asks it if the service does not push (Teams), or cannot
   * push at the moment.
   */
  readonly index?: IndexCapability;
  /**
   * Sets the user's own presence; `until`: when it ends, ms on this machine's clock, null for as long as the service lets it be. Mattermost ends
   * only "do not disturb" by itself. A presence that the service does not have is refused. Absent where the service lets nobody do that.
   */
  readonly setPresence?: (
    presence: SettablePresence,
    until: number | null,
    signal: AbortSignal,
  ) => Promise<Result<readonly Change[]>>;
  /** Present where people see who types (Mattermost). */
  readonly typing?: TypingCapability;
  /** Present where servers have slash commands (Mattermost). */
  readonly commands?: CommandsCapability;
  /** Writes in the user's name. */
  readonly writing?: WritingCapability;
  /** Begins conversations. */
  readonly starting?: StartingCapability;
  /** Present where the service can tell an event hub what changed (Teams). */
  readonly subscribing?: SubscribingCapability;
  /** Present where Isthmuses keep what they agree on (Mattermost). */
  readonly memory?: SharedMemoryCapability;
  /** Present where a relay and an author can agree on who carries for the author. */
  readonly registers?: AuthorRegistersCapability;
}

export interface LiveCapability {
  /** Keeps one live connection, reconnecting by itself with resume, until closed. */
  listen(sink: (event: LiveEvent) => void): LiveConnection;
}

export interface LiveConnection {
  /** Drops the connection and connects again at once (after sleep, when the network came back). */
  reconnect(): void;
  close(): void;
}

export type LiveEvent =
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  /**
   * These messages changed in a way that the event does not tell completely (reactions, reply counts). The engine calls `refresh`, for
   * several at a time.
   */
  | { readonly kind: 'refresh'; readonly messageIds: readonly MessageId[] }
  /**
   * Teams, channels, members or rights changed: the engine takes a new overview. `toldToMany`: the service tells all people of a server, team or
   * channel at once, so their clients must not all ask at once.
   */
  | { readonly kind: 'overview-stale'; readonly toldToMany?: true }
  /** Somebody came to this channel or left it: the engine reads its members again. */
  | { readonly kind: 'members-stale'; readonly conversationId: ConversationId }
  /** Connected; `complete` says whether no event was lost since the last connection (replayed or nothing missed). */
  | { readonly kind: 'connected'; readonly complete: boolean }
  /** The connection was refused or lost; the next try is at `retryAt` (ms). `vital` tells whether the user's sign-in is good. */
  | { readonly kind: 'disconnected'; readonly retryAt: number }
  /** The user has chosen on another computer which conversations are carried, or something else for conversations that Isthmus keeps. */
  | { readonly kind: 'choices-stale' }
  /** The user's computer that carried has given that up, so that another one can take over at once. */
  | { readonly kind: 'lease-free' }
  /** A register of the author lease was written in this direct channel. */
  | { readonly kind: 'register-written'; readonly conversationId: ConversationId }
  /** Somebody has added this emoji to the server. */
  | { readonly kind: 'custom-emoji'; readonly emoji: ToldEmoji }
  /** The service says something to this user alone. It is in no history and is never carried. */
  | { readonly kind: 'only-for-user'; readonly message: Message }
  /** Somebody else types; `threadId`: the root of the thread in which, '' in the conversation's own timeline. */
  | {
      readonly kind: 'typing';
      readonly conversationId: ConversationId;
      readonly threadId: MessageId | '';
      readonly personId: PersonId;
    };

export interface TypingCapability {
  /** How long somebody counts as typing after an event, and how often the service wants to be told of the user, ms. */
  readonly every: number;
  /** Tells others that the user types. A failure does no harm, and it is not tried again. */
  tell(conversationId: ConversationId, threadId: MessageId | '', signal: AbortSignal): Promise<Result<null>>;
}

export interface IndexCapability {
  /** Whether the first answer names only conversations with news since the overview; else it also names conversations without news. */
  readonly tellsFirst: boolean;
  /**
   * The chats with a message that is newer than the last question, newest first, in one request (Graph: list chats ordered by last
   * preview). `since` is what the previous answer gave, null the first time. Edits and reactions are not told.
   */
  moved(since: string | null, signal: AbortSignal): Promise<Result<IndexPage>>;
}

export interface IndexPage {
  readonly changes: readonly Change[];
  readonly moved: readonly ConversationId[];
  readonly since: string;
}

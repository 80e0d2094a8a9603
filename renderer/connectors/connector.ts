/**
 * What the engine can ask of a service: one small interface that both connectors implement, plus optional capabilities. Methods
 * return values, never throw for what a service or network does; they make at most the requests one page needs, never retry by
 * themselves (pacing and retrying are the engine's), and turn every payload into `Change`s, however odd it is: an item that cannot
 * be read becomes a `discarded` change and the rest of its page goes on.
 */
import type {
  AccountId,
  Change,
  ConversationId,
  FileReference,
  MessageId,
  PersonId,
  Result,
  Service,
  ServiceFailure,
  TeamId,
} from '../model/index.ts';
import type { Limit } from './limits.ts';
import type { SharedMemoryCapability, WritingCapability } from './writing.ts';

/**
 * Everything the user can see at this moment, without messages. A refusal is no departure: what an overview lacks may be gone only
 * where the list that it stood in was read whole.
 */
export interface Overview {
  readonly me: PersonId;
  readonly changes: readonly Change[];
  /** All teams that were named, and conversations: those of which nothing but the id could be read, too. */
  readonly teamIds: readonly TeamId[];
  readonly conversationIds: readonly ConversationId[];
  /** The lists that were not read whole; all others were. */
  readonly notRead: readonly ListNotRead[];
}

/** A list that an overview is made of. */
export type OverviewList =
  | { readonly kind: 'teams' }
  /** Everything that belongs to no team. */
  | { readonly kind: 'chats' }
  | { readonly kind: 'channels'; readonly teamId: TeamId }
  /** Channels that other teams share with the user's, whichever team they are shown in. */
  | { readonly kind: 'shared-channels' };

export interface ListNotRead {
  readonly list: OverviewList;
  /** Null where nobody need hear of it: the service has no such list, or an entry of it had no id. */
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
   * Set when the service leaves deleted messages out (Mattermost): this page holds every timeline message and reply created in
   * [from, to], so whatever else the mirror holds there is gone.
   */
  readonly covers: { readonly from: number; readonly to: number } | null;
}

export interface ChangesPage {
  readonly changes: readonly Change[];
  /** Replaces the cursor that was given. */
  readonly cursor: string;
  /** True when the service has more to tell: ask again at once. */
  readonly more: boolean;
  /** The walk begins anew, since its next page could no longer be read: pages that came before come again. */
  readonly anew?: true;
}

export interface Connector {
  readonly service: Service;
  readonly accountId: AccountId;
  /** The service's own rate limits, for the engine's budget, narrowest first: a refusal holds up the first that concerns the request. */
  readonly limits: readonly Limit[];
  /**
   * Says who hears of each refusal of the account's sign-in, whatever was asked. From then on everything but `vital` and `overview` fails
   * at once with that refusal and sends nothing, until one of these two finds the sign-in good again.
   */
  heedSignIn(tell: (failure: Extract<ServiceFailure, { readonly kind: 'sign-in-needed' }>) => void): void;
  /**
   * The one call without which nothing works: the user's own profile. Its answer tells whether the service can be reached and takes the
   * user's sign-in, when something else failed in a way that leaves this open.
   */
  vital(signal: AbortSignal): Promise<Result<null>>;
  /**
   * Teams, conversations, their members where the service gives them cheaply, the user. One list that is refused leaves the others;
   * fails as a whole where the account itself cannot be read.
   */
  overview(signal: AbortSignal): Promise<Result<Overview>>;
  /** `position` null for the newest page, else what `next` said. `notBefore` (ms) lets a connector stop early. */
  history(
    conversationId: ConversationId,
    position: string | null,
    signal: AbortSignal,
  ): Promise<Result<HistoryPage>>;
  /**
   * What changed since `cursor`: new, edited, deleted, reacted to. Fails with `cursor-gone` when the service cannot say any more
   * (a delta token that expired, `since` cut at its limit): the engine then walks the history again.
   */
  changes(conversationId: ConversationId, cursor: string, signal: AbortSignal): Promise<Result<ChangesPage>>;
  /** The present form of these messages; those that are gone come as `message-gone`. At most 100 at a time. */
  refresh(messageIds: readonly MessageId[], signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** People by id; unknown ones are left out. At most 100 at a time. */
  people(personIds: readonly PersonId[], signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** All members of a channel whose members the overview did not bring. */
  members(conversationId: ConversationId, signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** Presence of these people. At most 100 at a time. */
  presence(personIds: readonly PersonId[], signal: AbortSignal): Promise<Result<readonly Change[]>>;
  /** The bytes of a picture (a thumbnail or preview where the service has one). */
  image(file: FileReference, signal: AbortSignal): Promise<Result<Blob>>;
  /**
   * What people call the organisation of the account, or null where the service names none; only where one person may have accounts in
   * several (Teams). Nothing hangs on it.
   */
  readonly organisationName?: (signal: AbortSignal) => Promise<Result<string | null>>;
  /** Present where the service pushes (Mattermost). */
  readonly live?: LiveCapability;
  /** Which conversations moved, in one cheap request: asked where the service pushes nothing (Teams), or cannot just now. */
  readonly index?: IndexCapability;
  /** Acts in the user's name. */
  readonly writing?: WritingCapability;
  /** Present where Isthmuses agree (Mattermost). */
  readonly memory?: SharedMemoryCapability;
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
  /** These messages changed in a way the event does not tell whole (reactions, reply counts): the engine calls `refresh`, coalesced. */
  | { readonly kind: 'refresh'; readonly messageIds: readonly MessageId[] }
  /** Something about teams, channels or members changed: the engine takes a new overview. */
  | { readonly kind: 'overview-stale' }
  /** Somebody came to this channel or left it: the engine reads its members again. */
  | { readonly kind: 'members-stale'; readonly conversationId: ConversationId }
  /** Connected; `complete` says whether no event was lost since the last connection (replayed or nothing missed). */
  | { readonly kind: 'connected'; readonly complete: boolean }
  /** Refused or lost, and opened again at `retryAt` (ms). Whether the user's sign-in is good, `vital` tells. */
  | { readonly kind: 'disconnected'; readonly retryAt: number }
  /** The user chose anew, on another computer, which conversations are carried. */
  | { readonly kind: 'choices-stale' }
  | { readonly kind: 'typing'; readonly conversationId: ConversationId; readonly personId: PersonId };

export interface IndexCapability {
  /** Whether the first look tells only what moved since the overview; else it names all that ever moved. */
  readonly tellsFirst: boolean;
  /**
   * The chats with a message newer than the last look, newest first, in one request (Graph: list chats ordered by last preview).
   * `since` is what the previous answer gave, null the first time. Does not tell of edits and reactions.
   */
  moved(since: string | null, signal: AbortSignal): Promise<Result<IndexPage>>;
}

export interface IndexPage {
  readonly changes: readonly Change[];
  readonly moved: readonly ConversationId[];
  readonly since: string;
}

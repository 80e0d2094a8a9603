/** An account and what the user should know about it: how its connection stands and how far its mirror is. */
import type { AccountId, PersonId, Service } from './ids.ts';

/** How an account's connection stands; each state that needs the user names the one action to take. */
export type AccountState =
  /** Being set up: nothing has been read yet. */
  | { readonly kind: 'connecting' }
  /** Everything is current; changes arrive. */
  | { readonly kind: 'live' }
  /** Current in all but this, which the service refuses or fails at; asked for again by itself. */
  | { readonly kind: 'partly-live'; readonly without: readonly NotFollowed[] }
  /** Current, but what happens is not pushed just now: the service is asked for it. The connection is tried again at `retryAt` (ms). */
  | { readonly kind: 'without-push'; readonly retryAt: number }
  /** Reading what happened meanwhile. */
  | { readonly kind: 'catching-up' }
  /** The service cannot be reached; the next try is at `retryAt` (ms). */
  | {
      readonly kind: 'offline';
      readonly reason: OfflineReason;
      readonly retryAt: number;
      /** With `certificate-refused`: whose certificate it is, where that is known. */
      readonly host?: string;
    }
  /** The service asked for patience; calls go on at `until` (ms). */
  | { readonly kind: 'waiting'; readonly until: number }
  /** The sign-in is no longer valid; the action is to sign in again. */
  | {
      readonly kind: 'sign-in-needed';
      readonly reason: SignInReason;
      /** The service's own code for it (`AADSTS50076`, an error id), for the administrator. */
      readonly code?: string;
    }
  /** The user or the system paused the mirror. */
  | { readonly kind: 'paused'; readonly by: 'user' | 'sleep' }
  /** Something that has to be mended elsewhere; looked at again by itself. */
  | {
      readonly kind: 'failed';
      readonly reason: FailedReason;
      /** The HTTP status of a refusal, and the service's own code for it ('' for none). */
      readonly status?: number;
      readonly code?: string;
    };

export type FailedReason =
  /** The service refuses what everything else hangs on. */
  | 'refused'
  /** It answers as if what everything else hangs on were not there. */
  | 'unusable-answer'
  | 'disk-full';

/** What of an account is not followed, while the rest is. */
export type NotFollowed =
  | { readonly kind: 'team-list' }
  | { readonly kind: 'chat-list' }
  /** Teams whose channels are not listed. */
  | { readonly kind: 'teams'; readonly count: number }
  /** Conversations whose messages are not given. */
  | { readonly kind: 'conversations'; readonly count: number };

/** Whether nothing is left to be caught up with, as far as the service lets. */
export const isUpToDate = ({ kind }: AccountState): boolean =>
  kind === 'live' || kind === 'partly-live' || kind === 'without-push';

export type OfflineReason =
  | 'no-network'
  | 'unreachable'
  | 'no-answer'
  | 'proxy-page'
  | 'broken-answer'
  | 'service-down'
  | 'certificate-refused'
  | 'proxy-sign-in'
  | 'client-certificate'
  | 'clock-wrong'
  | 'keyring-locked';
/** What each means: `preload/contract/reasons.ts`. */
export type SignInReason =
  | 'expired'
  | 'confirm-identity'
  | 'blocked-by-policy'
  | 'password-changed'
  | 'revoked'
  | 'account-disabled'
  | 'app-not-set-up'
  | 'consent-missing'
  | 'secret-lost'
  | 'mfa-not-set-up'
  | 'terms-of-service';

/** What of Teams can be had only with permissions of its own; chats are always there (`preload/contract/reasons.ts`). */
export type TeamsFeature = 'channels' | 'channel-writing' | 'channel-members' | 'presence' | 'files';

/** How far the first fill is. Counts, not guesses: `conversations.complete / conversations.total` is what the bar shows. */
export interface FillProgress {
  readonly conversations: {
    readonly total: number;
    /** With at least their newest page in the mirror. */
    readonly readable: number;
    /** With their whole history (to the configured depth) in the mirror. */
    readonly complete: number;
    /** Of those that are not complete, the ones that fail by themselves again and again: nothing else waits for them. */
    readonly setBack: number;
  };
  /** Messages stored so far. */
  readonly messages: number;
}

/** What a service takes with one message. */
export interface FileLimits {
  /** Files with one message; null for any number. */
  readonly perMessage: number | null;
  /** Bytes of one file; null where that is not known: then the service says it. */
  readonly largest: number | null;
}

export interface Account {
  readonly id: AccountId;
  readonly service: Service;
  /** The user's own name there. */
  readonly displayName: string;
  /** What distinguishes this account for its user: `ada@contoso.example` or `ada @ chat.example.org`. */
  readonly label: string;
  /** The server's own address for people, where links without a host lead; absent in Teams. */
  readonly siteUrl?: string;
  /** The organisation's own id, where one person may have an account in several; absent in Mattermost. */
  readonly organisation?: string;
  /** What people call it; absent until it was read, or where it has no name. */
  readonly organisationName?: string;
  /** What nobody has granted yet, and where an administrator does; absent when nothing is missing. */
  readonly lacks?: readonly TeamsFeature[];
  readonly consentUrl?: string;
  /** What its service takes with a message; absent until it was asked. */
  readonly fileLimits?: FileLimits;
  /** The user as a person of this account; null until the first overview. */
  readonly me: PersonId | null;
  readonly state: AccountState;
  readonly progress: FillProgress;
  /** When the mirror last became current, ms; null while it never was. */
  readonly currentAt: number | null;
}

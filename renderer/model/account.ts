/** An account, and what the user should know about it: the state of its connection, and how much of it is mirrored. */
import type { AccountId, PersonId, Service } from './ids.ts';
import type { Beginning } from './rights.ts';

/** The state of an account's connection. A state that needs the user names the one action that helps. */
export type AccountState =
  /** The account is being set up, and nothing has been read yet. */
  | { readonly kind: 'connecting' }
  /** The mirror is up to date, and changes arrive. */
  | { readonly kind: 'live' }
  /** The mirror is up to date except for these parts, which the service refuses or fails to give. Isthmus asks for them again by itself. */
  | { readonly kind: 'partly-live'; readonly without: readonly NotFollowed[] }
  /** The mirror is up to date, but the service pushes no events just now. Isthmus asks for changes, and connects again at `retryAt` (ms). */
  | { readonly kind: 'without-push'; readonly retryAt: number }
  /** Isthmus reads what happened while it was away. */
  | { readonly kind: 'catching-up' }
  /** The service cannot be reached. The next try is at `retryAt` (ms). */
  | {
      readonly kind: 'offline';
      readonly reason: OfflineReason;
      readonly retryAt: number;
      /** With the reason `certificate-refused`: the host of the certificate, if it is known. */
      readonly host?: string;
    }
  /** The service asked Isthmus to wait. Calls go on at `until` (ms). */
  | { readonly kind: 'waiting'; readonly until: number }
  /** The sign-in is no longer valid. The user has to sign in again. */
  | {
      readonly kind: 'sign-in-needed';
      readonly reason: SignInReason;
      /** The service's own code for it (`AADSTS50076`, an error id), for the administrator. */
      readonly code?: string;
    }
  /** The user or the system paused the mirror. */
  | { readonly kind: 'paused'; readonly by: 'user' | 'sleep' }
  /** Something has to be repaired outside Isthmus. Isthmus tries again by itself. */
  | {
      readonly kind: 'failed';
      readonly reason: FailedReason;
      /** The HTTP status of a refusal, and the service's own code for it ('' for none). */
      readonly status?: number;
      readonly code?: string;
    };

/** The limits of the services that Isthmus keeps, by what they limit. */
export type LimitName =
  | 'teams-one-conversation'
  | 'teams-one-team'
  | 'teams-chat-list'
  | 'teams-messages'
  | 'teams-chat-posts'
  | 'teams-channel-posts'
  | 'teams-batch'
  | 'teams-other'
  | 'mattermost-server';

/** How much of a service's limit is used, from 0 to 1; at 1 requests wait. */
export interface LimitUsed {
  readonly service: Service;
  readonly limit: LimitName;
  readonly ratio: number;
}

export type FailedReason =
  /** The service refuses the one request that everything else needs. */
  | 'refused'
  /** The service answers the one request that everything else needs as if it did not exist. */
  | 'unusable-answer'
  | 'disk-full';

/** A part of an account that is not kept up to date while the rest is. */
export type NotFollowed =
  | { readonly kind: 'team-list' }
  | { readonly kind: 'chat-list' }
  /** The service does not list the channels of this many teams. */
  | { readonly kind: 'teams'; readonly count: number }
  /** The service does not give the messages of this many conversations. */
  | { readonly kind: 'conversations'; readonly count: number };

/** Whether the mirror has caught up with everything that the service gives. */
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
/** Why the user has to sign in again. `preload/contract/reasons.ts` says what each reason means. */
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

/** A part of Teams that needs a permission of its own (`preload/contract/reasons.ts`). Chats need none of these. */
export type TeamsFeature =
  'channels' | 'channel-writing' | 'channel-members' | 'presence' | 'own-presence' | 'files';

/** How far the first fill of the mirror has come, in counts. The bar shows `conversations.complete / conversations.total`. */
export interface FillProgress {
  readonly conversations: {
    readonly total: number;
    /** Conversations of which at least the newest page is in the mirror. */
    readonly readable: number;
    /** Conversations of which the whole history, to the configured depth, is in the mirror. */
    readonly complete: number;
    /** Of the conversations that are not complete, those that fail again and again. Nothing else waits for them. */
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
  /** The text by which the user tells this account from others: `ada@contoso.example` or `ada @ chat.example.org`. */
  readonly label: string;
  /** The server's address for people. Links without a host lead there. Absent in Teams. */
  readonly siteUrl?: string;
  /** The organisation's own id, because one person may have accounts in several organisations. Absent in Mattermost. */
  readonly organisation?: string;
  /** The organisation's name; absent until it was read, and if it has none. */
  readonly organisationName?: string;
  /** The parts of Teams whose permission nobody has granted yet (an administrator can grant them); absent if none is missing. */
  readonly lacks?: readonly TeamsFeature[];
  readonly consentUrl?: string;
  /** What its service takes with a message; absent until it was asked. */
  readonly fileLimits?: FileLimits;
  /** How long after a message was written its text can be changed, ms; null or absent: no limit is known. */
  readonly editableFor?: number | null;
  /** The conversations that the service does not let the user begin; absent if none is known. */
  readonly mayNotBegin?: readonly Beginning[];
  /**
   * How many desktops of the organisation share the service's limits, as a relay last said, and when it said so, ms on this machine's clock. Absent:
   * none did.
   */
  readonly desktops?: { readonly count: number; readonly toldAt: number };
  /** The user as a person of this account; null until the first overview. */
  readonly me: PersonId | null;
  readonly state: AccountState;
  readonly progress: FillProgress;
  /** When the mirror was last up to date, ms; null if it never was. */
  readonly currentAt: number | null;
}

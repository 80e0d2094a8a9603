/** Types of carrying: links, notes on copies and posts, choices, keys and the lease (design, decisions 3 and 4). */
import type { AccountId, ConversationId, MessageId, PersonId } from './ids.ts';

/**
 * An id without the part of its account. It is the same for everybody who is signed in to that tenant or server, so that the Isthmuses of
 * several people can agree on it. Isthmus writes `SharedKey`s on Mattermost.
 */
export type SharedKey = string & { readonly sharedKey: unique symbol };

type AnyId = ConversationId | MessageId | PersonId;

/** The shared part of an id. Each id is the account's id, a slash, and the rest (ids.ts). */
export const sharedKeyOf = (id: AnyId): SharedKey => id.slice(id.indexOf('/') + 1) as SharedKey;

/** The account part of an id. */
export const accountOfId = (id: AnyId): AccountId => id.slice(0, id.indexOf('/')) as AccountId;

/** The id that an account has for a shared key. It is only compared, never taken apart, so a forged key gives an id that no row has. */
export const conversationOfKey = (account: AccountId, key: SharedKey): ConversationId =>
  `${account}/${key}` as ConversationId;
export const messageOfKey = (account: AccountId, key: SharedKey): MessageId =>
  `${account}/${key}` as MessageId;
export const personOfKey = (account: AccountId, key: SharedKey): PersonId => `${account}/${key}` as PersonId;

/**
 * What Isthmus wrote on a Mattermost post (its props `isthmus`), or into a Teams message, where nobody sees it. Anybody can write such a note
 * on their own messages, so it is checked before it is trusted.
 */
export type Note = PostNote | CopyNote;

/** The notes on Mattermost posts. */
export type PostNote = MarkNote | LinkNote;

/**
 * What Isthmus put around a copy's text. When the copy is read again, this note tells the additions from the text. Their words cannot: another
 * version or language says them differently.
 */
export interface DressingNote {
  /** The line that names the author, above everything else; absent if there is none: an author who writes as themselves needs none. */
  readonly speaker?: LineMark;
  /** Whether the message that it answers stands above its text as a quote. */
  readonly quotes: boolean;
  /** The line that says how important the message is; null if there is none. It is written if the copy's service has no field for it. */
  readonly importance: LineMark | null;
  /** The lines above the text and below it, in order. */
  readonly above: readonly LineMark[];
  readonly below: readonly LineMark[];
}

/** A digest of a line's text, made by `lineMarkOf`: at most 30 letters and digits. It is only compared. */
export type LineMark = string & { readonly lineMark: unique symbol };

/**
 * The note in a Teams message that is the copy of a Mattermost post. If the post's own mark says something else, the mark counts: Teams may drop
 * this note, and people may copy it.
 */
export interface CopyNote {
  readonly kind: 'copy';
  /** The post. */
  readonly of: SharedKey;
  /** The number of this part of the post, from 0, and the number of parts. */
  readonly part: number;
  readonly parts: number;
  /** Only on the first part. Absent on copies that earlier versions wrote. */
  readonly dressing?: DressingNote;
}

/** The note on a post that has a counterpart in Teams. */
export interface MarkNote {
  readonly kind: 'mark';
  /** The service in which the text was written first. */
  readonly origin: 'teams' | 'mattermost';
  /** The Teams messages that belong to this post, in order: several when a long post was split. */
  readonly teams: readonly SharedKey[];
  /** The number of this part of a split Teams message, from 0, and the number of parts. */
  readonly part: number;
  readonly parts: number;
  /** Only on the first part of a copy, because nothing is put around an original. Absent on copies that earlier versions wrote. */
  readonly dressing?: DressingNote;
}

/** The note on a post that links its channel with a Teams channel or chat. */
export interface LinkNote {
  readonly kind: 'link';
  /** The Teams conversation. */
  readonly teams: SharedKey;
  /** The conversation's name when the link was made, for people who cannot see it. */
  readonly name: string;
  /** Messages that were written in Teams before this are not carried, ms on Teams' clock. Null in a link without it: then the post's time counts. */
  readonly since: number | null;
  /** The accounts of the organisation's relay, as the link's author knew them: a bot of Mattermost and a user of Teams. */
  readonly relay?: RelayAccounts;
}

/** The accounts of an organisation's relay: the user ids on both services. */
export type RelayAccounts = Readonly<Record<'teams' | 'mattermost', SharedKey>>;

/** A user's choice whether a pair of conversations is carried. It is kept in the user's preferences, so that all their computers agree. */
export interface CarryChoice {
  /** The Mattermost channel, direct or group message. */
  readonly mattermost: SharedKey;
  /** The Teams channel or chat of the choice. If the channel is linked with another one, the user is asked again. */
  readonly teams: SharedKey;
  readonly carried: boolean;
  /** Messages that were written before this are not carried, ms on each service's own clock. Null if the link's post says it. */
  readonly since: { readonly mattermost: number; readonly teams: number } | null;
}

/**
 * The user's pause of carrying on this computer: none, until a time (ms on this machine's clock), or until the user ends it. Meanwhile nothing is
 * carried in either direction; what happened is carried afterwards.
 */
export type CarryPause =
  | { readonly kind: 'none' }
  | { readonly kind: 'until'; readonly until: number }
  | { readonly kind: 'until-ended' }
  /** A relay's administrator has let another relay with the same accounts carry, until they end it. */
  | { readonly kind: 'handed-over' };

/** Who carries for these accounts, as far as this computer knows. */
export type CarrierStanding =
  /** Nobody is asked, because there is no link to carry over. */
  | { readonly kind: 'none' }
  /** This computer is about to find out, or to take over. */
  | { readonly kind: 'looking' }
  /** This computer, unless it says so anew before `until`, ms on its clock. */
  | { readonly kind: 'this'; readonly until: number }
  | { readonly kind: 'other' };

/** By this key a message is recognised that was sent although its answer was lost. All attempts at the same act have the same key. */
export type CarryKey = string & { readonly carryKey: unique symbol };

const writtenHere = 'written:';

/** The key of a message that the user writes in Isthmus. `random`: a random text of 128 bits or more. */
export const keyOfWritten = (random: string): CarryKey => `${writtenHere}${random}` as CarryKey;

/** Whether the key's message was written in Isthmus by the user, and is not a copy. */
export const isWrittenHere = (key: CarryKey): boolean => key.startsWith(writtenHere);

/** Which share of the links a lease is for, from 0. `waits`: nobody carries by this one; its computer holds no share and wants one. */
export type LeaseShare = number | 'waits';

/**
 * One computer's claim to carry for the user, kept in the user's own preferences. Other computers compare its beats and not its clock, because
 * clocks differ.
 */
export interface Lease {
  readonly share: LeaseShare;
  /** Into how many shares its computer divides the links: 1 for a user, and for a relay that is active alone. */
  readonly shares: number;
  /** Random, made once per installation. */
  readonly computer: string;
  /** A number that grows with each renewal. */
  readonly beat: number;
  /** ms. The holder stops carrying after this time without a renewal, and another computer takes over after this time without a new beat. */
  readonly lasts: number;
}

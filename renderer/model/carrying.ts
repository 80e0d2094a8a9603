/** What carrying is about: links, what a post remembers of its counterpart, and who is whom on both sides (design, decisions 3 and 4). */
import type { AccountId, ConversationId, MessageId, PersonId } from './ids.ts';

/**
 * An id without its account's part: the same for everybody who is signed in to that tenant or server, so that Isthmuses of several
 * people can agree on it. `SharedKey`s are what is written on Mattermost.
 */
export type SharedKey = string & { readonly sharedKey: unique symbol };

type AnyId = ConversationId | MessageId | PersonId;

/** The shared part of one of our ids (every id is its account's id, a slash, and the rest: see ids.ts). */
export const sharedKeyOf = (id: AnyId): SharedKey => id.slice(id.indexOf('/') + 1) as SharedKey;

/** The id that an account has for something shared. Only compared, never taken apart: a forged key is an id that nothing has. */
export const conversationOfKey = (account: AccountId, key: SharedKey): ConversationId =>
  `${account}/${key}` as ConversationId;
export const messageOfKey = (account: AccountId, key: SharedKey): MessageId =>
  `${account}/${key}` as MessageId;
export const personOfKey = (account: AccountId, key: SharedKey): PersonId => `${account}/${key}` as PersonId;

/**
 * What Isthmus wrote on a Mattermost post (props `isthmus`), or into a Teams message where nobody sees it. Anybody can write anything on
 * their own messages: never trusted unchecked.
 */
export type Note = PostNote | CopyNote;

/** What stands on Mattermost posts. */
export type PostNote = MarkNote | LinkNote;

/**
 * What Isthmus put around a copy's text. It is told from the text again by this, never by its words: they may be said otherwise tomorrow,
 * and in another language.
 */
export interface DressingNote {
  /** What the message answers stands above its text as a quote. */
  readonly quotes: boolean;
  /** The line that says how important the message is, where the copy's service has no place for that. */
  readonly importance: LineMark | null;
  /** The lines above the text and below it, in order. */
  readonly above: readonly LineMark[];
  readonly below: readonly LineMark[];
}

/** A digest of what a line says (`lineMarkOf` makes it): only compared. Letters and digits, at most 30. */
export type LineMark = string & { readonly lineMark: unique symbol };

/** This Teams message is what a Mattermost post became. The post's own mark goes before it: Teams may drop it, and people may copy it. */
export interface CopyNote {
  readonly kind: 'copy';
  /** The post. */
  readonly of: SharedKey;
  /** Which part of the post it is, from 0, and of how many. */
  readonly part: number;
  readonly parts: number;
  /** Of the first part only. Copies that earlier versions wrote do not say it. */
  readonly dressing?: DressingNote;
}

/** This post has a counterpart in Teams. */
export interface MarkNote {
  readonly kind: 'mark';
  /** Where the text was written first. */
  readonly origin: 'teams' | 'mattermost';
  /** The Teams messages that belong to this post, in order: several when a long post was split. */
  readonly teams: readonly SharedKey[];
  /** Which part of a split Teams message this post is, from 0, and of how many. */
  readonly part: number;
  readonly parts: number;
  /** Of the first part of a copy only: nothing is put around an origin. Copies that earlier versions wrote do not say it. */
  readonly dressing?: DressingNote;
}

/** This post links its channel with a Teams channel or chat. */
export interface LinkNote {
  readonly kind: 'link';
  /** The Teams conversation. */
  readonly teams: SharedKey;
  /** Its name when the link was made, for those who cannot see it. */
  readonly name: string;
  /** What was written in Teams before this is not carried, ms on Teams' clock; null in a link that does not say: then since the post. */
  readonly since: number | null;
}

/** Whether a user has a pair of conversations carried; kept in their own preferences, so that all their computers agree. */
export interface CarryChoice {
  /** The Mattermost channel, direct or group message. */
  readonly mattermost: SharedKey;
  /** The Teams channel or chat that it was said for: another link of the same channel asks anew. */
  readonly teams: SharedKey;
  readonly carried: boolean;
  /** What was written before is not carried, ms on each service's own clock; null where the link says it (its post). */
  readonly since: { readonly mattermost: number; readonly teams: number } | null;
}

/** Recognises a message that was sent although its answer was lost: the same for every attempt to carry the same thing. */
export type CarryKey = string & { readonly carryKey: unique symbol };

const writtenHere = 'written:';

/** The key of a message that the user writes in Isthmus. `random`: of 128 bits or more. */
export const keyOfWritten = (random: string): CarryKey => `${writtenHere}${random}` as CarryKey;

/** Whether a message was written in Isthmus by its user, and is no copy of another one. */
export const isWrittenHere = (key: CarryKey): boolean => key.startsWith(writtenHere);

/** One computer's claim to be the user's carrier, kept in the user's own preferences. Clocks are never compared: beats are. */
export interface Lease {
  /** Random, made once per installation. */
  readonly computer: string;
  /** Grows with each renewal. */
  readonly beat: number;
  /** The holder gives up after this long without a renewal, and others take over after that long without a new beat, ms. */
  readonly lasts: number;
}

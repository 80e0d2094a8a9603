/**
 * What a connector remembers between calls, in memory only: who has which username (mentions are text), and the largest stamp that the
 * server has shown, for example. All of it can be lost at any time; the next overview brings back what is needed.
 */
import type { NoticeLevel, PersonId } from '../../../model/index.ts';
import { KnownRoles } from './known-roles.ts';

/** The user's own settings that decide whether a post mentions them. */
export interface OwnUser {
  readonly username: string;
  /** The words that mention the user besides `@username`, lower-cased; from notify_props.mention_keys. */
  readonly keywords: readonly string[];
  /** The first name if it counts as a mention (by its exact case), else ''. */
  readonly firstName: string;
  /** Whether @channel, @all and @here mention the user. */
  readonly channelWide: boolean;
  /** Which messages the user is told of, unless a channel says otherwise; from notify_props.desktop, and absent if that says nothing. */
  readonly noticeLevel?: NoticeLevel;
  /** Set if the account is a bot. */
  readonly isBot?: true;
}

/** A channel's name in its team's addresses, and whether everybody in the team may read it. */
export interface ChannelPlace {
  readonly teamId: string;
  readonly name: string;
  readonly open: boolean;
}

export interface MattermostDirectory {
  me: OwnUser | null;
  /** What the roles of the server permit. */
  readonly roles: KnownRoles;
  /** Largest update_at or last_post_at seen: "the server's clock has been at least here". Never compared with our clock. */
  highestStamp: number;
  readonly personByUsername: Map<string, PersonId>;
  /** From a person to their present username, for writing mentions. */
  readonly usernameByPerson: Map<PersonId, string>;
  /** Channels of teams by their id, for links to channels (`~name`). */
  readonly channelPlaces: Map<string, ChannelPlace>;
  /** Channels for which the user ignores @channel, @all and @here. */
  readonly ignoringChannelMentions: Set<string>;
  /** Per channel, the largest stamp among the changes that no longer fitted into one `since` answer. */
  readonly overflowStamp: Map<string, number>;
  /** Usernames in mentions that no known person has, until they are looked up. */
  readonly unknownUsernames: Set<string>;
  /** Counts the unknown names that were found, so that a caller can tell whether a post held any. */
  unknownMet: number;
  /** Names that were looked up and that no person has. */
  readonly noUsernames: Set<string>;
  /**
   * Roots that were deleted and whose deleted replies have not been asked for yet. The root was deleted later than this stamp; a server
   * that no longer serves the root does not tell its stamp.
   */
  readonly rootsGoneAfter: Map<string, number>;
  /** Posts that vanish once they were read, each with its channel: the event that such a post is gone does not name the channel. */
  readonly burning: Map<string, string>;
  /** Posts of which the server said that they mention the user (group mentions cannot be seen in the text). */
  readonly mentionedIn: Set<string>;
  /** Per channel, the stamp of the newest known post; at first the stamp that the first overview gave. */
  readonly lastPosts: Map<string, number>;
}

export const makeDirectory = (): MattermostDirectory => ({
  me: null,
  roles: new KnownRoles(),
  highestStamp: 0,
  personByUsername: new Map(),
  usernameByPerson: new Map(),
  channelPlaces: new Map(),
  ignoringChannelMentions: new Set(),
  overflowStamp: new Map(),
  unknownUsernames: new Set(),
  unknownMet: 0,
  noUsernames: new Set(),
  rootsGoneAfter: new Map(),
  burning: new Map(),
  mentionedIn: new Set(),
  lastPosts: new Map(),
});

/** A set or map here holds at most this many entries. The oldest ones are forgotten first. */
const remembered = 5_000;

/** Adds to a set and forgets its oldest entries beyond the bound. */
export const remember = <Value>(set: Set<Value>, value: Value): void => {
  set.add(value);
  if (set.size <= remembered) return;
  const oldest = set.values().next();
  if (oldest.done !== true) set.delete(oldest.value);
};

/** Adds to a map and forgets its oldest entries beyond the bound. */
export const rememberIn = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void => {
  map.set(key, value);
  if (map.size <= remembered) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
};

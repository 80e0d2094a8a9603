/**
 * What a connector remembers between calls, in memory only: who goes by which username (mentions are text), who is how present,
 * and the largest stamp the server has shown. All of it can be lost at any time; the next overview brings back what matters.
 */
import type { NoticeLevel, PersonId } from '../../../model/index.ts';

/** What about the user decides whether a post mentions them. */
export interface OwnUser {
  readonly username: string;
  /** The words that mention the user besides `@username`, lower-cased; from notify_props.mention_keys. */
  readonly keywords: readonly string[];
  /** The first name when it counts as a mention (case matters there), else ''. */
  readonly firstName: string;
  /** Whether @channel, @all and @here mention the user. */
  readonly channelWide: boolean;
  /** Of what the user is told where a channel says nothing else, from notify_props.desktop; absent where that says nothing. */
  readonly noticeLevel?: NoticeLevel;
}

/** A channel's name in its team's addresses, and whether everybody in the team may read it. */
export interface ChannelPlace {
  readonly teamId: string;
  readonly name: string;
  readonly open: boolean;
}

export interface MattermostDirectory {
  me: OwnUser | null;
  /** Largest update_at or last_post_at seen: "the server's clock has been at least here". Never compared with our clock. */
  highestStamp: number;
  readonly personByUsername: Map<string, PersonId>;
  /** The other way round, for writing mentions; the name somebody goes by now. */
  readonly usernameByPerson: Map<PersonId, string>;
  /** Channels of teams by their id, for links to channels (`~name`). */
  readonly channelPlaces: Map<string, ChannelPlace>;
  /** Channels for which the user ignores @channel, @all and @here. */
  readonly ignoringChannelMentions: Set<string>;
  /** Per channel, the largest stamp among the changes that no longer fitted into one `since` answer. */
  readonly overflowStamp: Map<string, number>;
  /** Usernames in mentions that nobody known goes by, until they are looked up. */
  readonly unknownUsernames: Set<string>;
  /** Counts such names as they are met, so that one can tell whether a post held any. */
  unknownMet: number;
  /** Names that were looked up and are nobody's. */
  readonly noUsernames: Set<string>;
  /**
   * Roots whose deletion was heard of and whose replies have not been looked for: the deletion's stamp is later than this. Roots
   * that a server no longer serves at all do not tell it themselves.
   */
  readonly rootsGoneAfter: Map<string, number>;
  /** Channels of the posts met that vanish once they were read, by post: the event that one is gone does not tell where. */
  readonly burning: Map<string, string>;
  /** Posts that the server itself said mention the user (group mentions cannot be seen in the text). */
  readonly mentionedIn: Set<string>;
  /** Per channel, the stamp of the newest post that was told of; where nobody told, the overview's own when it was first seen. */
  readonly lastPosts: Map<string, number>;
}

export const makeDirectory = (): MattermostDirectory => ({
  me: null,
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

/** The most entries a set of remembered things may hold before its oldest go. */
const remembered = 5_000;

/** Adds to a set and forgets its oldest entries beyond the bound. */
export const remember = <Value>(set: Set<Value>, value: Value): void => {
  set.add(value);
  if (set.size <= remembered) return;
  const oldest = set.values().next();
  if (oldest.done !== true) set.delete(oldest.value);
};

/** The same for a map. */
export const rememberIn = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void => {
  map.set(key, value);
  if (map.size <= remembered) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
};

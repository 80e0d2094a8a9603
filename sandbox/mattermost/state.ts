/** The server's whole state, in maps. `domain/` decides who may see or change it. */
import type {
  AccessToken,
  Channel,
  ChannelMember,
  ChannelScheme,
  Emoji,
  OAuthApp,
  OAuthCode,
  Post,
  Preference,
  Reaction,
  Role,
  Session,
  Status,
  StoredFile,
  Team,
  TeamMember,
  ThreadMembership,
  UploadSession,
  User,
} from './model.ts';
import { ChannelPosts, insertByCreation } from './post-index.ts';
import type { PersonKey } from '../organisation/plan.ts';

/** Gets a value of a map, making it when it is missing. */
export const getOrMake = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
};

export class State {
  readonly users = new Map<string, User>();
  readonly userIdOfPerson = new Map<PersonKey, string>();
  readonly personOfUserId = new Map<string, PersonKey>();
  readonly teams = new Map<string, Team>();
  /** By team, then by user; left members stay with delete_at. */
  readonly teamMembers = new Map<string, Map<string, TeamMember>>();
  readonly channels = new Map<string, Channel>();
  readonly channelMembers = new Map<string, Map<string, ChannelMember>>();
  /** By channel; only of those that withhold something from their members. */
  readonly channelSchemes = new Map<string, ChannelScheme>();
  /** By name. */
  readonly roles: Map<string, Role>;
  readonly channelsOfUser = new Map<string, Set<string>>();
  readonly posts = new Map<string, Post>();
  readonly channelPosts = new Map<string, ChannelPosts>();
  /** Live replies of a root, by create_at. */
  readonly replies = new Map<string, Post[]>();
  readonly threadMembers = new Map<string, Map<string, ThreadMembership>>();
  readonly reactions = new Map<string, Reaction[]>();
  readonly files = new Map<string, StoredFile>();
  readonly uploads = new Map<string, UploadSession>();
  /** By token. */
  readonly sessions = new Map<string, Session>();
  /** By id. */
  readonly accessTokens = new Map<string, AccessToken>();
  /** By user, then by category and name. */
  readonly preferences = new Map<string, Map<string, Preference>>();
  readonly statuses = new Map<string, Status>();
  readonly emoji = new Map<string, Emoji>();
  readonly oauthApps = new Map<string, OAuthApp>();
  readonly oauthCodes = new Map<string, OAuthCode>();
  /** `pending_post_id` → post; the post id is '' while the first request is in flight. */
  readonly pendingPosts = new Map<string, { postId: string; expiresAt: number }>();

  constructor(roles: Map<string, Role>) {
    this.roles = roles;
  }

  postsOf(channelId: string): ChannelPosts {
    return getOrMake(this.channelPosts, channelId, () => new ChannelPosts());
  }

  membersOf(channelId: string): Map<string, ChannelMember> {
    return getOrMake(this.channelMembers, channelId, () => new Map<string, ChannelMember>());
  }

  teamMembersOf(teamId: string): Map<string, TeamMember> {
    return getOrMake(this.teamMembers, teamId, () => new Map<string, TeamMember>());
  }

  isTeamMember(teamId: string, userId: string): boolean {
    return this.teamMembers.get(teamId)?.get(userId)?.delete_at === 0;
  }

  isChannelMember(channelId: string, userId: string): boolean {
    return this.channelMembers.get(channelId)?.has(userId) ?? false;
  }

  addChannelMember(member: ChannelMember): void {
    this.membersOf(member.channel_id).set(member.user_id, member);
    getOrMake(this.channelsOfUser, member.user_id, () => new Set<string>()).add(member.channel_id);
  }

  removeChannelMember(channelId: string, userId: string): void {
    this.membersOf(channelId).delete(userId);
    this.channelsOfUser.get(userId)?.delete(channelId);
  }

  channelsFor(userId: string): Channel[] {
    const found: Channel[] = [];
    for (const id of this.channelsOfUser.get(userId) ?? []) {
      const channel = this.channels.get(id);
      if (channel) found.push(channel);
    }
    return found;
  }

  /** Stores a new row of the posts table. */
  addPost(post: Post): void {
    this.posts.set(post.id, post);
    this.postsOf(post.channel_id).add(post);
    if (post.root_id !== '' && post.delete_at === 0)
      insertByCreation(
        getOrMake(this.replies, post.root_id, () => []),
        post,
      );
  }

  /** Changes a row so that the indexes follow; `change` must move `update_at`. */
  changePost(post: Post, change: (post: Post) => void): void {
    const wasLive = post.delete_at === 0;
    change(post);
    this.postsOf(post.channel_id).touched(post, wasLive);
    if (wasLive && post.delete_at !== 0 && post.root_id !== '') {
      const replies = this.replies.get(post.root_id);
      const at = replies?.indexOf(post) ?? -1;
      if (at >= 0) replies?.splice(at, 1);
    }
  }

  /** Deletes rows of the posts table permanently, with their reactions and, for roots, their replies. */
  erasePosts(which: (post: Post) => boolean): void {
    for (const post of [...this.posts.values()].filter(which)) {
      if (post.root_id !== '' && post.delete_at === 0) {
        const replies = this.replies.get(post.root_id);
        const at = replies?.indexOf(post) ?? -1;
        if (at >= 0) replies?.splice(at, 1);
      }
      this.posts.delete(post.id);
      this.postsOf(post.channel_id).remove(post);
      this.reactions.delete(post.id);
      this.replies.delete(post.id);
      this.threadMembers.delete(post.id);
    }
  }

  repliesTo(rootId: string): readonly Post[] {
    return this.replies.get(rootId) ?? [];
  }

  userByName(username: string): User | undefined {
    const wanted = username.toLowerCase();
    for (const user of this.users.values()) if (user.username === wanted) return user;
    return undefined;
  }
}

/** Threads: their followers and unread replies. A thread is a root with at least one reply. */
import { AppError, notFound } from '../../errors.ts';
import type { Post, ThreadMembership } from '../../model.ts';
import { channelOf, hasCollapsedThreads, type Core } from '../../server.ts';
import { serverEvent } from '../../sockets/event.ts';
import { getOrMake } from '../../state.ts';
import { participantsOf, postView, userView } from '../../views.ts';

export const threadMembership = (core: Core, rootId: string, userId: string): ThreadMembership | undefined =>
  core.state.threadMembers.get(rootId)?.get(userId);

/** Starts following (author of a reply, author of the root, mentioned users), unless the user unfollowed before. */
export const follow = (core: Core, rootId: string, userId: string, viewedAt: number): ThreadMembership =>
  getOrMake(
    getOrMake(core.state.threadMembers, rootId, () => new Map<string, ThreadMembership>()),
    userId,
    () => ({ following: true, last_viewed_at: viewedAt, unread_mentions: 0 }),
  );

const unreadReplies = (core: Core, rootId: string, membership: ThreadMembership): number =>
  core.state.repliesTo(rootId).filter((reply) => reply.create_at > membership.last_viewed_at).length;

/** A thread for its follower. `extended` gives whole users instead of ids. */
export const threadView = (
  core: Core,
  root: Post,
  userId: string,
  extended: boolean,
): Record<string, unknown> => {
  const replies = core.state.repliesTo(root.id);
  const membership = threadMembership(core, root.id, userId);
  return {
    id: root.id,
    reply_count: replies.length,
    last_reply_at: replies.at(-1)?.create_at ?? 0,
    last_viewed_at: membership?.last_viewed_at ?? 0,
    participants: participantsOf(root, replies).map((id) => {
      const user = core.state.users.get(id);
      return extended && user ? userView(core, user, false) : { id };
    }),
    post: postView(core, root, { collapsedFor: userId }),
    unread_replies: membership ? unreadReplies(core, root.id, membership) : 0,
    unread_mentions: membership?.unread_mentions ?? 0,
    is_urgent: root.priority === 'urgent',
    is_following: membership?.following ?? false,
    delete_at: root.delete_at,
  };
};

/** After a reply: the author, the root's author and the mentioned follow, and every follower with collapsed threads is told. */
export const replied = (core: Core, root: Post, reply: Post, mentioned: readonly string[]): string[] => {
  const members = core.state.membersOf(reply.channel_id);
  for (const userId of new Set([root.user_id, reply.user_id, ...mentioned])) {
    if (!members.has(userId)) continue;
    const membership = follow(core, root.id, userId, userId === reply.user_id ? reply.create_at : 0);
    if (userId === reply.user_id) {
      membership.last_viewed_at = reply.create_at;
      membership.unread_mentions = 0;
    } else if (mentioned.includes(userId)) {
      membership.following = true;
      membership.unread_mentions += 1;
    }
  }
  const followers: string[] = [];
  for (const [userId, membership] of core.state.threadMembers.get(root.id) ?? []) {
    if (!membership.following || !members.has(userId)) continue;
    followers.push(userId);
    if (!hasCollapsedThreads(core, userId)) continue;
    const isAuthor = userId === reply.user_id;
    core.events.publish(
      serverEvent(
        'thread_updated',
        { user: userId, team: channelOf(core, root.channel_id).team_id },
        {
          thread: JSON.stringify(threadView(core, root, userId, true)),
          previous_unread_replies: Math.max(0, unreadReplies(core, root.id, membership) - (isAuthor ? 0 : 1)),
          previous_unread_mentions: Math.max(
            0,
            membership.unread_mentions - (mentioned.includes(userId) ? 1 : 0),
          ),
        },
      ),
    );
  }
  return followers;
};

/** Follows or unfollows; tells the user's own connections. */
export const setFollowing = (
  core: Core,
  teamId: string,
  root: Post,
  userId: string,
  following: boolean,
): void => {
  const membership = follow(core, root.id, userId, core.world.now());
  membership.following = following;
  core.events.publish(
    serverEvent(
      'thread_follow_changed',
      { user: userId, team: teamId },
      { thread_id: root.id, state: following, reply_count: core.state.repliesTo(root.id).length },
    ),
  );
};

/** Marks one thread as read up to `timestamp` (ms). */
export const readThread = (
  core: Core,
  teamId: string,
  root: Post,
  userId: string,
  timestamp: number,
): void => {
  const membership = threadMembership(core, root.id, userId);
  if (!membership) throw notFound('thread');
  const before = { replies: unreadReplies(core, root.id, membership), mentions: membership.unread_mentions };
  membership.last_viewed_at = timestamp;
  membership.unread_mentions = 0;
  core.events.publish(
    serverEvent(
      'thread_read_changed',
      { user: userId, team: teamId },
      {
        thread_id: root.id,
        timestamp,
        unread_mentions: 0,
        unread_replies: unreadReplies(core, root.id, membership),
        previous_unread_mentions: before.mentions,
        previous_unread_replies: before.replies,
        channel_id: root.channel_id,
      },
    ),
  );
};

/** Marks every followed thread of a team as read. */
export const readAllThreads = (core: Core, teamId: string, userId: string): void => {
  const now = core.world.now();
  for (const root of followedThreads(core, teamId, userId)) {
    const membership = threadMembership(core, root.id, userId);
    if (!membership) continue;
    membership.last_viewed_at = now;
    membership.unread_mentions = 0;
  }
  core.events.publish(serverEvent('thread_read_changed', { user: userId, team: teamId }, { timestamp: now }));
};

/** Roots of the threads a user follows in a team; those of direct and group messages belong to every team. */
export const followedThreads = (core: Core, teamId: string, userId: string): Post[] => {
  const found: Post[] = [];
  for (const [rootId, members] of core.state.threadMembers) {
    if (members.get(userId)?.following !== true) continue;
    const root = core.state.posts.get(rootId);
    const channel = root && core.state.channels.get(root.channel_id);
    if (!root || !channel || !core.state.isChannelMember(channel.id, userId)) continue;
    if (channel.team_id !== '' && channel.team_id !== teamId) continue;
    if (root.delete_at === 0 && core.state.repliesTo(rootId).length === 0) continue;
    found.push(root);
  }
  const lastReplyAt = (root: Post): number => core.state.repliesTo(root.id).at(-1)?.create_at ?? 0;
  return found.sort((one, other) => lastReplyAt(other) - lastReplyAt(one) || (one.id < other.id ? 1 : -1));
};

/** Totals of a user's threads in a team. */
export const threadTotals = (
  core: Core,
  threads: readonly Post[],
  userId: string,
): { unreadThreads: number; unreadMentions: number } => {
  let unreadThreads = 0;
  let unreadMentions = 0;
  for (const root of threads) {
    const membership = threadMembership(core, root.id, userId);
    if (!membership) continue;
    if (unreadReplies(core, root.id, membership) > 0) unreadThreads += 1;
    unreadMentions += membership.unread_mentions;
  }
  return { unreadThreads, unreadMentions };
};

/** Whether a thread has unread replies for its follower. */
export const isUnread = (core: Core, root: Post, userId: string): boolean => {
  const membership = threadMembership(core, root.id, userId);
  return membership !== undefined && unreadReplies(core, root.id, membership) > 0;
};

/** Makes a thread unread from one of its posts on. */
export const unreadThread = (core: Core, teamId: string, root: Post, userId: string, post: Post): void => {
  const membership = threadMembership(core, root.id, userId);
  if (!membership) throw notFound('thread');
  if (post.id !== root.id && post.root_id !== root.id)
    throw new AppError('api.context.invalid_url_param.app_error', 400, 'The post is not part of the thread.');
  readThread(core, teamId, root, userId, post.create_at - 1);
};

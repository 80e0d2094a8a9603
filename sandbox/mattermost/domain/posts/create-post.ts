/** Creating posts as people and integrations do (facts: Posts). */
import { hashtagsIn, mentionsEverybody } from './mentions.ts';
import { attachFiles, checkHardened, validate } from './post-rules.ts';
import { publishPost } from './publish-post.ts';
import { viewChannels } from '../reading.ts';
import { setStatus } from '../statuses.ts';
import { permitsIn, permitsPosts } from '../roles.ts';
import { AppError, forbidden, invalidParam } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { Channel, Post } from '../../model.ts';
import { hasCollapsedThreads, isAdministrator, type Actor, type Core } from '../../server.ts';

export interface NewPost {
  readonly channel: Channel;
  readonly message: string;
  readonly rootId?: string;
  readonly type?: string;
  readonly props?: Record<string, unknown>;
  readonly fileIds?: readonly string[];
  readonly pendingPostId?: string;
  readonly priority?: Post['priority'];
  readonly pinned?: boolean;
  /** Honoured for administrators only, so history cannot be back-dated by a user. */
  readonly createAt?: number;
  readonly setOnline?: boolean;
}

const checkRoot = (core: Core, channel: Channel, rootId: string): Post | null => {
  if (rootId === '') return null;
  const root = core.state.posts.get(rootId);
  // One level only: a reply's id is no root id (facts: Threads).
  if (root?.delete_at !== 0 || root.root_id !== '')
    throw new AppError('api.post.create_post.root_id.app_error', 400, 'Invalid RootId parameter.');
  if (root.channel_id !== channel.id)
    throw new AppError(
      'api.post.create_post.channel_root_id.app_error',
      400,
      'Invalid ChannelId for RootId parameter.',
    );
  return root;
};

/** Only root posts have a priority, and only if the server has priorities (mattermost/mattermost, postPriorityCheck). */
const checkPriority = (core: Core, { priority = '', rootId = '' }: NewPost): void => {
  if (priority === '') return;
  if (!core.settings.PostPriority)
    throw new AppError(
      'api.post.post_priority.priority_post_not_allowed_for_user.request_error',
      403,
      'You are not allowed to set a priority.',
    );
  if (rootId !== '')
    throw new AppError(
      'api.post.post_priority.priority_post_only_allowed_for_root_post.request_error',
      400,
      'Only root posts can have a priority.',
    );
};

/** The answer of a create. A repeated `pending_post_id` is answered with the first post, without that id and without metadata. */
export interface CreatedPost {
  readonly post: Post;
  readonly repeated: boolean;
}

const dedupe = (core: Core, pendingPostId: string): Post | null => {
  const now = core.world.now();
  const seen = core.state.pendingPosts.get(pendingPostId);
  if (!seen || seen.expiresAt <= now) {
    core.state.pendingPosts.set(pendingPostId, { postId: '', expiresAt: now + 30_000 });
    for (const [id, entry] of core.state.pendingPosts) {
      if (entry.expiresAt > now && core.state.pendingPosts.size <= 25_000) break;
      core.state.pendingPosts.delete(id);
    }
    return null;
  }
  if (seen.postId === '')
    throw new AppError(
      'api.post.deduplicate_create_post.pending',
      500,
      'Rejected post since another client is making the same request.',
    );
  const first = core.state.posts.get(seen.postId);
  if (first?.delete_at !== 0)
    throw new AppError(
      'api.post.deduplicate_create_post.failed_to_get',
      500,
      'Failed to fetch original post after deduplicating a client repeating the same request.',
    );
  return first;
};

/** Creates a post as the HTTP API does: permissions, dedupe of 30 s, root, limits, then the post and its events. */
export const createPost = (core: Core, actor: Actor, wanted: NewPost): CreatedPost => {
  const pending = wanted.pendingPostId ?? '';
  const repeated = pending === '' ? null : dedupe(core, pending);
  if (repeated) return { post: repeated, repeated: true };
  try {
    const post = create(core, actor, wanted);
    if (pending !== '')
      core.state.pendingPosts.set(pending, { postId: post.id, expiresAt: core.world.now() + 30_000 });
    return { post, repeated: false };
  } catch (error) {
    if (pending !== '') core.state.pendingPosts.delete(pending);
    throw error;
  }
};

const create = (core: Core, actor: Actor, wanted: NewPost): Post => {
  const { channel } = wanted;
  const { user } = actor;
  if (!permitsPosts(core, user, channel)) throw forbidden('create_post');
  if ((wanted.fileIds ?? []).length > 0 && !permitsIn(core, user, channel, 'upload_file'))
    throw forbidden('upload_file');
  if (channel.delete_at !== 0)
    throw new AppError(
      'api.post.create_post.can_not_post_to_deleted.error',
      400,
      'Can not post to deleted channel.',
    );
  if ((wanted.type ?? '').startsWith('system_')) throw invalidParam('type');
  checkPriority(core, wanted);
  const props = { ...wanted.props };
  checkHardened(core, actor, props);
  if (mentionsEverybody(wanted.message) && !permitsIn(core, user, channel, 'use_channel_mentions'))
    props.mentionHighlightDisabled = true;
  if (user.bot) props.from_bot = 'true';
  if (actor.session?.kind === 'oauth') props.from_oauth_app = 'true';
  const root = checkRoot(core, channel, wanted.rootId ?? '');
  validate(core, wanted.message, props, wanted.fileIds ?? []);
  const at =
    wanted.createAt !== undefined && wanted.createAt > 0 && isAdministrator(core, user)
      ? wanted.createAt
      : core.world.now();
  const post: Post = {
    id: newId(core.world),
    create_at: at,
    update_at: at,
    edit_at: 0,
    delete_at: 0,
    is_pinned: wanted.pinned ?? false,
    user_id: user.id,
    channel_id: channel.id,
    root_id: root?.id ?? '',
    original_id: '',
    message: wanted.message,
    type: wanted.type ?? '',
    props,
    hashtags: hashtagsIn(wanted.message),
    file_ids: [],
    priority: wanted.priority ?? '',
  };
  post.file_ids = attachFiles(core, post, wanted.fileIds ?? []);
  publishPost(core, channel, post, root, {
    setOnline: wanted.setOnline ?? true,
    pendingPostId: wanted.pendingPostId ?? '',
  });
  // Posting marks the channel as viewed, except for webhooks, bots, and replies with collapsed threads (facts: Posts).
  const isReplyWithThreads = root !== null && hasCollapsedThreads(core, user.id);
  if (
    !('from_webhook' in props) &&
    !('from_bot' in props) &&
    !isReplyWithThreads &&
    core.state.isChannelMember(channel.id, user.id)
  )
    viewChannels(core, user.id, [channel.id]);
  if (wanted.setOnline ?? true) setStatus(core, user.id, 'online', false);
  return post;
};

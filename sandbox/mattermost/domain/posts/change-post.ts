/** Editing, pinning and deleting posts: the rules and quirks are those of facts, Posts. */
import { hashtagsIn } from './mentions.ts';
import { attachFiles, checkHardened, validate } from './post-rules.ts';
import { permitsIn } from '../roles.ts';
import { AppError, forbidden } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { Channel, Post } from '../../model.ts';
import type { Actor, Core } from '../../server.ts';
import { serverEvent } from '../../sockets/event.ts';
import { postView } from '../../views.ts';

export interface PostPatch {
  readonly message?: string | undefined;
  readonly props?: Record<string, unknown> | undefined;
  readonly file_ids?: readonly string[] | undefined;
  readonly is_pinned?: boolean | undefined;
}

const burnsOnRead = 'burn_on_read';

/** Whether its author may edit it: neither a system message nor a post that burns (the server's `UpdatePost` refuses both). */
export const isEditable = ({ type }: Post): boolean => type !== burnsOnRead && !type.startsWith('system_');

/** Changes a post like `PUT /posts/{id}/patch`; see {@link applyPatch}. */
export const patchPost = (core: Core, actor: Actor, post: Post, patch: PostPatch): Post => {
  const channel = core.state.channels.get(post.channel_id);
  const permission = post.user_id === actor.user.id ? 'edit_post' : 'edit_others_posts';
  if (!channel || !permitsIn(core, actor.user, channel, permission)) throw forbidden(permission);
  if (channel.delete_at !== 0)
    throw new AppError(
      'api.post.patch_post.can_not_update_post_in_deleted.error',
      400,
      'Can not update a post in a deleted channel.',
    );
  if (post.type === burnsOnRead)
    throw new AppError(
      'api.post.update_post.burn_on_read.app_error',
      400,
      'Unable to update a burn-on-read post.',
    );
  if (post.type.startsWith('system_'))
    throw new AppError(
      'api.post.update_post.system_message.app_error',
      400,
      'Unable to update system message.',
    );
  if (patch.props) checkHardened(core, actor, patch.props);
  const limit = core.settings.PostEditTimeLimit;
  if (patch.message !== undefined && limit !== -1 && core.world.now() > post.create_at + limit * 1000)
    throw new AppError(
      'api.post.update_post.permissions_time_limit.app_error',
      400,
      `Post edit is only allowed for ${limit} seconds.`,
    );
  return applyPatch(core, channel, post, patch);
};

/**
 * Every change leaves a copy of the old row behind (new id, `original_id`, `delete_at`) that can come up in `since`. `edit_at` moves only
 * when the message, the files or `props.attachments` change; props are replaced whole. The channel's `last_post_at` moves too.
 */
export const applyPatch = (core: Core, channel: Channel, post: Post, patch: PostPatch): Post => {
  const now = core.world.now();
  validate(core, patch.message ?? post.message, patch.props ?? post.props, patch.file_ids ?? post.file_ids);
  const copy: Post = {
    ...post,
    id: newId(core.world),
    original_id: post.id,
    // The former text is only in the table of the history of edits.
    message: '',
    update_at: now,
    delete_at: now,
  };
  const attachments = (props: Record<string, unknown>): string => JSON.stringify(props.attachments ?? null);
  core.state.changePost(post, (changed) => {
    const isEdit =
      (patch.message !== undefined && patch.message !== changed.message) ||
      (patch.file_ids !== undefined && patch.file_ids.join() !== changed.file_ids.join()) ||
      (patch.props !== undefined && attachments(patch.props) !== attachments(changed.props));
    if (patch.message !== undefined) {
      changed.message = patch.message;
      changed.hashtags = hashtagsIn(patch.message);
    }
    if (patch.props !== undefined) changed.props = { ...patch.props };
    if (patch.file_ids !== undefined) {
      const kept = patch.file_ids.filter((id) => changed.file_ids.includes(id));
      changed.file_ids = [...kept, ...attachFiles(core, changed, patch.file_ids)];
    }
    if (patch.is_pinned !== undefined) changed.is_pinned = patch.is_pinned;
    if (isEdit) changed.edit_at = now;
    changed.update_at = now;
  });
  core.state.addPost(copy);
  channel.last_post_at = Math.max(channel.last_post_at, now);
  const root = core.state.posts.get(post.root_id);
  if (root && root.update_at < now) core.state.changePost(root, (changed) => (changed.update_at = now));
  core.events.publish(
    serverEvent('post_edited', { channel: channel.id }, { post: JSON.stringify(postView(core, post)) }),
  );
  return post;
};

/** Pins or unpins; any member may, and nothing is marked as edited. */
export const pinPost = (core: Core, actor: Actor, post: Post, pinned: boolean): void => {
  const channel = core.state.channels.get(post.channel_id);
  if (!channel || !core.state.isChannelMember(channel.id, actor.user.id)) throw forbidden();
  applyPatch(core, channel, post, { is_pinned: pinned });
};

/**
 * Deletes a post and, for a root, its replies. Rows stay with `delete_at` and appear in `since`. One `post_deleted` is sent for the post
 * only, with its content before (delete_at 0). Administrators also learn who deleted it.
 */
export const deletePost = (core: Core, actor: Actor, post: Post): void => {
  const channel = core.state.channels.get(post.channel_id);
  const permission = post.user_id === actor.user.id ? 'delete_post' : 'delete_others_posts';
  if (!channel || !permitsIn(core, actor.user, channel, permission)) throw forbidden(permission);
  if (channel.delete_at !== 0)
    throw new AppError(
      'api.post.delete_post.can_not_delete_post_in_deleted.error',
      400,
      'Can not delete a post in a deleted channel.',
    );
  const now = core.world.now();
  const before = JSON.stringify(postView(core, post, { withoutMetadata: true }));
  for (const row of [...core.state.repliesTo(post.id), post])
    core.state.changePost(row, (changed) => {
      changed.delete_at = now;
      changed.update_at = now;
      changed.props = { ...changed.props, deleteBy: actor.user.id };
    });
  for (const id of post.file_ids) {
    const file = core.state.files.get(id);
    if (file) file.delete_at = now;
  }
  if (post.root_id === '') core.state.threadMembers.delete(post.id);
  core.events.publish(
    serverEvent('post_deleted', { channel: channel.id }, { post: before }, { only: 'others' }),
  );
  core.events.publish(
    serverEvent(
      'post_deleted',
      { channel: channel.id },
      { post: before, delete_by: actor.user.id },
      { only: 'administrators' },
    ),
  );
};

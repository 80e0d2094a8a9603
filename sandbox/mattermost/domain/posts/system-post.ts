/** The messages the server itself writes. */
import { hashtagsIn } from './mentions.ts';
import { publishPost } from './publish-post.ts';
import { newId } from '../../ids.ts';
import type { Channel, Post, User } from '../../model.ts';
import type { Core } from '../../server.ts';

/** A message the server itself writes (join, leave, rename, …). */
export const systemPost = (
  core: Core,
  channel: Channel,
  user: User,
  type: string,
  message: string,
  props: Record<string, unknown>,
): Post => {
  const now = core.world.now();
  const post: Post = {
    id: newId(core.world),
    create_at: now,
    update_at: now,
    edit_at: 0,
    delete_at: 0,
    is_pinned: false,
    user_id: user.id,
    channel_id: channel.id,
    root_id: '',
    original_id: '',
    message,
    type,
    props,
    hashtags: hashtagsIn(message),
    file_ids: [],
    priority: '',
  };
  publishPost(core, channel, post, null, { setOnline: false, pendingPostId: '' });
  return post;
};

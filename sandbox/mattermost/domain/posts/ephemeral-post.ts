/** Posts that one person alone sees. The server keeps none of them: they are an event and nothing else. */
import { newId } from '../../ids.ts';
import type { Post } from '../../model.ts';
import type { Core } from '../../server.ts';
import { serverEvent } from '../../sockets/event.ts';
import { postView } from '../../views.ts';

export interface EphemeralPost {
  readonly authorId: string;
  readonly channelId: string;
  readonly rootId?: string;
  readonly message: string;
}

/** Tells `userId` alone, and returns the post as it was told (SendEphemeralPost, mattermost/mattermost, app/post.go). */
export const sendEphemeralPost = (
  core: Core,
  userId: string,
  { authorId, channelId, rootId = '', message }: EphemeralPost,
): Record<string, unknown> => {
  const now = core.world.now();
  const post: Post = {
    id: newId(core.world),
    create_at: now,
    update_at: now,
    edit_at: 0,
    delete_at: 0,
    is_pinned: false,
    user_id: authorId,
    channel_id: channelId,
    root_id: rootId,
    original_id: '',
    message,
    type: 'system_ephemeral',
    props: {},
    hashtags: '',
    file_ids: [],
    priority: '',
  };
  const view = postView(core, post);
  core.events.publish(
    serverEvent('ephemeral_message', { user: userId, channel: channelId }, { post: JSON.stringify(view) }),
  );
  return view;
};

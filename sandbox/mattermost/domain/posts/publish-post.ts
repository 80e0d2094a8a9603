/** A post arriving in its channel: stored, counted, told. */
import { mentionedBy } from './mentions.ts';
import { counts } from '../reading.ts';
import { replied } from './threads.ts';
import type { Channel, Post, User } from '../../model.ts';
import type { Core } from '../../server.ts';
import { serverEvent } from '../../sockets/event.ts';
import { postView } from '../../views.ts';

/** Stores a post, moves the counters and sends `posted` (and `thread_updated` for a reply). */
export const publishPost = (
  core: Core,
  channel: Channel,
  post: Post,
  root: Post | null,
  options: { readonly setOnline: boolean; readonly pendingPostId: string },
): void => {
  core.state.addPost(post);
  channel.last_post_at = Math.max(channel.last_post_at, post.create_at);
  if (counts(post.type)) channel.total_msg_count += 1;
  if (root) {
    // A reply moves its root's update_at, so the root comes up in `since`.
    core.state.changePost(root, (changed) => (changed.update_at = post.create_at));
  } else {
    channel.last_root_post_at = Math.max(channel.last_root_post_at, post.create_at);
    if (counts(post.type)) channel.total_msg_count_root += 1;
  }
  const mentioned = mentionedBy(core, channel, post);
  for (const id of mentioned) {
    const member = core.state.membersOf(channel.id).get(id);
    if (!member) continue;
    member.mention_count += 1;
    if (!root) member.mention_count_root += 1;
    if (post.priority === 'urgent') member.urgent_mention_count += 1;
    member.last_update_at = post.create_at;
  }
  const followers = root
    ? new Set([...followersOf(core, root), root.user_id, post.user_id, ...mentioned])
    : new Set<string>();
  publishPosted(core, channel, post, mentioned, followers, options);
  if (root) replied(core, root, post, mentioned);
};

const followersOf = (core: Core, root: Post): string[] =>
  [...(core.state.threadMembers.get(root.id) ?? [])].flatMap(([id, { following }]) =>
    following ? [id] : [],
  );

const displayName = (channel: Channel, sender: User | undefined): string =>
  channel.type === 'D' ? `@${sender?.username ?? ''}` : channel.display_name;

const publishPosted = (
  core: Core,
  channel: Channel,
  post: Post,
  mentioned: readonly string[],
  followers: ReadonlySet<string>,
  options: { readonly setOnline: boolean; readonly pendingPostId: string },
): void => {
  const sender = core.state.users.get(post.user_id);
  const hasImage = post.file_ids.some((id) => core.state.files.get(id)?.mime_type.startsWith('image/'));
  core.events.publish(
    serverEvent(
      'posted',
      { channel: channel.id },
      {
        channel_display_name: displayName(channel, sender),
        channel_name: channel.name,
        channel_type: channel.type,
        // The published type says boolean; the server sends the string "true".
        ...(post.file_ids.length > 0 ? { otherFile: 'true' } : {}),
        ...(hasImage ? { image: 'true' } : {}),
        post: JSON.stringify(postView(core, post, { pendingPostId: options.pendingPostId })),
        sender_name: `@${sender?.username ?? ''}`,
        set_online: options.setOnline,
        team_id: channel.team_id,
      },
      {
        dataFor: (userId) => ({
          ...(mentioned.includes(userId) ? { mentions: JSON.stringify([userId]) } : {}),
          ...(followers.has(userId) ? { followers: JSON.stringify([userId]) } : {}),
        }),
      },
    ),
  );
};

/** Reactions: by emoji name, one per user and name; they move the post's update_at but neither edit_at nor the channel's last_post_at. */
import { permitsIn } from '../roles.ts';
import { AppError, forbidden, invalidParam } from '../../errors.ts';
import { emojiNamed } from './emoji.ts';
import { isSystemEmoji } from './emoji-names.ts';
import type { Post, Reaction } from '../../model.ts';
import { channelOf, type Actor, type Core } from '../../server.ts';
import { serverEvent } from '../../sockets/event.ts';
import { getOrMake } from '../../state.ts';
import { reactionView } from '../../views.ts';

const publish = (
  core: Core,
  event: 'reaction_added' | 'reaction_removed',
  post: Post,
  reaction: Reaction,
): void =>
  core.events.publish(
    serverEvent(
      event,
      { channel: post.channel_id },
      { reaction: JSON.stringify(reactionView(reaction, post.channel_id)) },
    ),
  );

const check = (core: Core, actor: Actor, post: Post, permission: string): void => {
  const channel = channelOf(core, post.channel_id);
  if (!permitsIn(core, actor.user, channel, permission)) throw forbidden(permission);
  if (channel.delete_at !== 0)
    throw new AppError(
      'api.reaction.save.archived_channel.app_error',
      403,
      'You cannot react in an archived channel.',
    );
};

/** 404: neither an emoji of the server's own list nor a custom one. */
const checkName = (core: Core, name: string): void => {
  if (isSystemEmoji(name) || emojiNamed(core, name)) return;
  throw new AppError('app.emoji.get_by_name.no_result', 404, 'We couldn’t find the emoji.');
};

/** Adds a reaction; the same one again changes nothing but is answered (and told) alike. */
export const addReaction = (core: Core, actor: Actor, post: Post, emojiName: string): Reaction => {
  if (emojiName === '' || emojiName.length > 64) throw invalidParam('reaction');
  check(core, actor, post, 'add_reaction');
  checkName(core, emojiName);
  const reactions = getOrMake(core.state.reactions, post.id, () => []);
  const present = reactions.find(
    (reaction) => reaction.user_id === actor.user.id && reaction.emoji_name === emojiName,
  );
  const names = new Set(reactions.map((reaction) => reaction.emoji_name));
  if (!names.has(emojiName) && names.size >= core.settings.UniqueEmojiReactionLimitPerPost)
    throw new AppError(
      'app.reaction.save.save.too_many_reactions',
      400,
      'Reaction limit has been reached for this post.',
    );
  const now = core.world.now();
  const reaction = present ?? {
    user_id: actor.user.id,
    post_id: post.id,
    emoji_name: emojiName,
    create_at: now,
  };
  if (!present) reactions.push(reaction);
  core.state.changePost(post, (changed) => (changed.update_at = now));
  publish(core, 'reaction_added', post, reaction);
  return reaction;
};

/** Takes a reaction away; others' only by who has the right to it. */
export const removeReaction = (
  core: Core,
  actor: Actor,
  post: Post,
  userId: string,
  emojiName: string,
): void => {
  check(core, actor, post, 'remove_reaction');
  if (
    userId !== actor.user.id &&
    !permitsIn(core, actor.user, channelOf(core, post.channel_id), 'remove_others_reactions')
  )
    throw forbidden('remove_others_reactions');
  const reactions = core.state.reactions.get(post.id) ?? [];
  const at = reactions.findIndex(
    (reaction) => reaction.user_id === userId && reaction.emoji_name === emojiName,
  );
  const now = core.world.now();
  const gone = reactions[at] ?? { user_id: userId, post_id: post.id, emoji_name: emojiName, create_at: now };
  if (at >= 0) reactions.splice(at, 1);
  core.state.changePost(post, (changed) => (changed.update_at = now));
  publish(core, 'reaction_removed', post, gone);
};

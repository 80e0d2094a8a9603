/** Custom emoji, beside the server's own (emojiNames.ts). */
import { AppError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { Emoji, StoredBytes, User } from '../../model.ts';
import type { Core } from '../../server.ts';
import { serverEvent } from '../../sockets/event.ts';
import { emojiView } from '../../views.ts';

/** Those that were not deleted. */
export const liveEmoji = (core: Core): Emoji[] =>
  [...core.state.emoji.values()].filter((emoji) => emoji.delete_at === 0);

/** The custom emoji of that name (no colons). */
export const emojiNamed = (core: Core, name: string): Emoji | undefined =>
  liveEmoji(core).find((emoji) => emoji.name === name);

/** Makes one and tells everybody; 400 for a name that is taken. */
export const createEmoji = (core: Core, creator: User, name: string, image: StoredBytes): Emoji => {
  if (emojiNamed(core, name))
    throw new AppError(
      'api.emoji.create.duplicate.app_error',
      400,
      'Unable to create emoji. Another emoji with the same name already exists.',
    );
  const now = core.world.now();
  const emoji: Emoji = {
    id: newId(core.world),
    creator_id: creator.id,
    name,
    create_at: now,
    update_at: now,
    delete_at: 0,
    image,
  };
  core.state.emoji.set(emoji.id, emoji);
  core.events.publish(serverEvent('emoji_added', {}, { emoji: JSON.stringify(emojiView(emoji)) }));
  return emoji;
};

/** Posts that vanish once they were read (`burn_on_read`, 11.3 and later, Enterprise Advanced). */
import type { Post, User } from '../../model.ts';
import type { Core } from '../../server.ts';
import { serverEvent } from '../../sockets/event.ts';
import { postView } from '../../views.ts';

/** Somebody reads it: they are given it anew, and the author hears when everybody has read it. */
export const revealPost = (core: Core, reader: User, post: Post, isLast: boolean): void => {
  const told = { post: JSON.stringify(postView(core, post)) };
  core.events.publish(serverEvent('post_revealed', { user: reader.id }, told));
  core.events.publish(
    serverEvent('post_revealed', { user: post.user_id }, { ...told, recipients: [reader.id] }),
  );
  if (!isLast) return;
  const data = { post_id: post.id, sender_expire_at: core.world.now() + 600_000 };
  core.events.publish(serverEvent('burn_on_read_all_revealed', { user: post.user_id }, data));
};

/** It burns for everybody: each is told by its id alone, and nothing of it is left. */
export const burnPost = (core: Core, post: Post): void => {
  const now = core.world.now();
  core.state.changePost(post, (changed) => {
    changed.message = '';
    changed.props = {};
    changed.delete_at = now;
    changed.update_at = now;
  });
  for (const id of core.state.membersOf(post.channel_id).keys())
    core.events.publish(serverEvent('post_burned', { user: id }, { post_id: post.id }));
};

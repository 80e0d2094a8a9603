/** Users' statuses. `status_change` goes only to the user whose status changed; others have to ask (Mattermost's own source). */
import type { Status } from '../model.ts';
import type { Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';

export const statusOf = (core: Core, userId: string): Status =>
  core.state.statuses.get(userId) ?? {
    user_id: userId,
    status: 'offline',
    manual: false,
    last_activity_at: 0,
    dnd_end_time: 0,
  };

/** Sets a status; one set by hand is not overridden by the automatic ones. */
export const setStatus = (
  core: Core,
  userId: string,
  status: Status['status'],
  manual: boolean,
  dndEndTime = 0,
): Status => {
  const previous = statusOf(core, userId);
  if (previous.manual && !manual) return previous;
  const next: Status = {
    user_id: userId,
    status,
    manual,
    last_activity_at: core.world.now(),
    dnd_end_time: status === 'dnd' ? dndEndTime : 0,
  };
  core.state.statuses.set(userId, next);
  if (previous.status !== status)
    core.events.publish(serverEvent('status_change', { user: userId }, { status, user_id: userId }));
  return next;
};

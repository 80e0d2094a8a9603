/** The threads a user follows. */
import { json, ok, type Call } from './call.ts';
import type { Router } from './register.ts';
import {
  followedThreads,
  isUnread,
  readAllThreads,
  readThread,
  setFollowing,
  threadMembership,
  threadTotals,
  threadView,
  unreadThread,
} from '../domain/posts/threads.ts';
import { notFound } from '../errors.ts';
import type { Post } from '../model.ts';
import { postOf, readablePost } from '../server.ts';

const base = '/users/:user_id/teams/:team_id/threads';

export const threadRoutes = ({ on, core }: Router): void => {
  const lastChange = (root: Post): number =>
    Math.max(root.update_at, core.state.repliesTo(root.id).at(-1)?.create_at ?? 0);
  const rootOf = (call: Call): Post => readablePost(core, call.actor, call.path('thread_id'));

  on('GET', base, (call) => {
    const user = call.ownUser();
    const all = followedThreads(core, call.path('team_id'), user.id).filter(
      (root) => call.flag('deleted') || root.delete_at === 0,
    );
    const totals = threadTotals(core, all, user.id);
    const counts = {
      total: all.length,
      total_unread_threads: totals.unreadThreads,
      total_unread_mentions: totals.unreadMentions,
      total_unread_urgent_mentions: 0,
    };
    if (call.flag('totalsOnly')) return json({ ...counts, threads: [] });
    const since = call.number('since', 0);
    let threads = all.filter(
      (root) => lastChange(root) >= since && (!call.flag('unread') || isUnread(core, root, user.id)),
    );
    const before = call.query('before');
    const after = call.query('after');
    const { page, perPage } = call.paging;
    if (before !== '') threads = threads.slice(threads.findIndex((root) => root.id === before) + 1);
    if (after !== '') {
      const until = threads.findIndex((root) => root.id === after);
      threads = threads.slice(Math.max(0, until - perPage), Math.max(0, until));
    }
    const shown = threads.slice(page * perPage, (page + 1) * perPage);
    return json({
      ...counts,
      threads: shown.map((root) => threadView(core, root, user.id, call.flag('extended'))),
    });
  });
  on('PUT', `${base}/read`, (call) => {
    readAllThreads(core, call.path('team_id'), call.ownUser().id);
    return ok();
  });
  on('GET', `${base}/:thread_id`, (call) => {
    const user = call.ownUser();
    const root = rootOf(call);
    if (threadMembership(core, root.id, user.id)?.following !== true) throw notFound('thread');
    return json(threadView(core, root, user.id, call.flag('extended')));
  });
  on('PUT', `${base}/:thread_id/following`, (call) => {
    setFollowing(core, call.path('team_id'), rootOf(call), call.ownUser().id, true);
    return ok();
  });
  on('DELETE', `${base}/:thread_id/following`, (call) => {
    setFollowing(core, call.path('team_id'), rootOf(call), call.ownUser().id, false);
    return ok();
  });
  on('PUT', `${base}/:thread_id/read/:timestamp`, (call) => {
    const user = call.ownUser();
    const root = rootOf(call);
    readThread(core, call.path('team_id'), root, user.id, Number(call.path('timestamp')));
    return json(threadView(core, root, user.id, false));
  });
  on('POST', `${base}/:thread_id/set_unread/:post_id`, (call) => {
    const user = call.ownUser();
    const root = rootOf(call);
    unreadThread(core, call.path('team_id'), root, user.id, postOf(core, call.path('post_id')));
    return json(threadView(core, root, user.id, false));
  });
};

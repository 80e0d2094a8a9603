/** Lists of posts: pages of a channel, `since`, threads, and unread posts. */
import { json, type Call } from './call.ts';
import type { Router } from './register.ts';
import {
  postPage,
  postsAround,
  postsSince,
  threadPage,
  type PostListOptions,
} from '../domain/posts/post-lists.ts';
import { forbidden } from '../errors.ts';
import { lowerBound } from '../post-index.ts';
import { isAdministrator, memberOf, readableChannel, readablePost } from '../server.ts';
import { serverVersion } from '../settings.ts';
import { postView } from '../views.ts';

const optionsOf = (call: Call): PostListOptions => ({
  userId: call.me.id,
  ...call.paging,
  skipFetchThreads: call.flag('skipFetchThreads'),
  collapsedThreads: call.flag('collapsedThreads'),
  includeDeleted: call.flag('include_deleted'),
});

export const postListRoutes = ({ on, core }: Router): void => {
  on('GET', '/channels/:channel_id/posts', (call) => {
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    const options = optionsOf(call);
    if (options.includeDeleted && !isAdministrator(core, call.me)) throw forbidden();
    const since = call.number('since', 0);
    // `page` and `per_page` are ignored with `since` (facts: Posts).
    if (since > 0) return json(postsSince(core, channel.id, since, options));
    const tag = `${serverVersion}.${core.state.postsOf(channel.id).lastChange()}`;
    const before = call.query('before');
    const after = call.query('after');
    if (after !== '') return call.tagged(tag, () => postsAround(core, channel.id, 'after', after, options));
    if (before !== '')
      return call.tagged(tag, () => postsAround(core, channel.id, 'before', before, options));
    return call.tagged(tag, () => postPage(core, channel.id, options));
  });
  on('GET', '/posts/:post_id/thread', (call) => {
    const post = readablePost(core, call.actor, call.path('post_id'));
    const direction = call.query('direction');
    return json(
      threadPage(core, post, {
        userId: call.me.id,
        perPage: Math.min(200, call.number('perPage', 0)),
        fromCreateAt: call.number('fromCreateAt', 0),
        fromPost: call.query('fromPost'),
        fromUpdateAt: call.number('fromUpdateAt', 0),
        updatesOnly: call.flag('updatesOnly'),
        direction: direction === 'up' || direction === 'down' ? direction : '',
        collapsedThreads: call.flag('collapsedThreads'),
        skipFetchThreads: call.flag('skipFetchThreads'),
      }),
    );
  });
  on('GET', '/users/:user_id/channels/:channel_id/posts/unread', (call) => {
    const user = call.ownUser();
    const channel = readableChannel(core, call.actor, call.path('channel_id'));
    const member = memberOf(core, channel.id, user.id);
    const { live } = core.state.postsOf(channel.id);
    const first = lowerBound(live, (post) => post.create_at > member.last_viewed_at);
    const from = Math.max(0, first - call.number('limit_before', 60));
    const page = live.slice(from, first + call.number('limit_after', 60)).reverse();
    return json({
      order: page.map((post) => post.id),
      posts: Object.fromEntries(page.map((post) => [post.id, postView(core, post)])),
      next_post_id: live[first + call.number('limit_after', 60)]?.id ?? '',
      prev_post_id: live[from - 1]?.id ?? '',
      first_inaccessible_post_time: 0,
    });
  });
};

import { describe, expect, it } from 'vitest';
import { noAbort } from '../../testing/drafts.ts';
import { bob, channelId, id, me, post, postList } from '../../testing/payloads.ts';
import { conversationId, makeWriter, mattermostRefusal } from '../../testing/writer.ts';

const member = (viewedAt: number) => ({ channel_id: channelId, user_id: me, last_viewed_at: viewedAt });
const memberRoute = `GET /channels/${channelId}/members/me`;
const read = 'POST /channels/members/me/mark_read';
const view = 'POST /channels/members/me/view';
const setUnread = (number: number) => `POST /users/me/posts/${id('post', number)}/set_unread`;
const at = (number: number) => 1_700_000_000_000 + number;

describe('marking a channel as read', () => {
  const open = (posts: Record<string, unknown>[], routes: Record<string, unknown> = {}, viewedAt = at(0)) => {
    const writer = makeWriter({
      [memberRoute]: member(viewedAt),
      [read]: { status: 'OK', last_viewed_at_times: { [channelId]: at(9) } },
      ...routes,
    });
    writer.server.posts = posts;
    return writer;
  };
  const acts = ({ server }: ReturnType<typeof open>) =>
    server.asked.filter((asked) => asked.startsWith('POST'));

  it('goes to the end if no other person wrote later, with the user’s own posts and those about members', async () => {
    const writer = open([post(3), post(4, { user_id: me }), post(5, { type: 'system_join_channel' })]);
    expect(await writer.writing.markRead(conversationId, at(3), noAbort)).toEqual({
      ok: true,
      value: [{ kind: 'read', conversationId, readAt: at(9) }],
    });
    expect(acts(writer)).toEqual([read]);
  });

  it('a server without mark_read gets view', async () => {
    const writer = open([post(3)], {
      [read]: mattermostRefusal(404, 'api.context.404.app_error'),
      [view]: { status: 'OK', last_viewed_at_times: { [channelId]: at(3) } },
    });
    expect(await writer.writing.markRead(conversationId, at(3), noAbort)).toMatchObject({
      value: [{ readAt: at(3) }],
    });
  });

  it('never moves backwards', async () => {
    const writer = open([post(3), post(8)], {}, at(8));
    expect(await writer.writing.markRead(conversationId, at(3), noAbort)).toEqual({
      ok: true,
      value: [{ kind: 'read', conversationId, readAt: at(8) }],
    });
    expect(acts(writer)).toEqual([]);
  });

  it('stops before the first post by somebody else that came later', async () => {
    const writer = open([post(3), post(4, { user_id: me }), post(6), post(7)], {
      [setUnread(6)]: { channel_id: channelId, last_viewed_at: at(5) },
    });
    expect(await writer.writing.markRead(conversationId, at(3), noAbort)).toEqual({
      ok: true,
      value: [{ kind: 'read', conversationId, readAt: at(5) }],
    });
    expect(acts(writer)).toEqual([setUnread(6)]);
  });

  it('ends also if a proxy always returns the same page', async () => {
    const page = postList(Array.from({ length: 60 }, (_, number) => post(100 - number, { user_id: bob })));
    const writer = open([], { [`GET /channels/${channelId}/posts`]: page });
    expect(await writer.writing.markRead(conversationId, at(3), noAbort)).toMatchObject({
      failure: { kind: 'stands-still' },
    });
  });

  it('in a channel without the user is forbidden', async () => {
    const writer = open([post(3)], {
      [memberRoute]: mattermostRefusal(403, 'api.context.permissions.app_error'),
    });
    expect(await writer.writing.markRead(conversationId, at(3), noAbort)).toMatchObject({
      failure: { kind: 'forbidden' },
    });
  });
});

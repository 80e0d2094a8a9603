import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../../model/index.ts';
import { createMattermostConnector } from '../connector.ts';
import { accountId, channelId, id, me, post } from '../testing/payloads.ts';
import { smallServer, type SmallServer } from '../testing/server.ts';
import { json } from '../testing/world.ts';

const never = new AbortController().signal;
const start = 1_700_000_000_000;
const message = (number: number) => `${accountId}/${channelId}/${id('post', number)}` as MessageId;
const refresh = (server: SmallServer, ...ids: MessageId[]) =>
  createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
  }).refresh(ids, never);

describe('refresh', () => {
  it('deleted posts in the answer are removed, and the replies of a root with them', async () => {
    const deleted = { delete_at: start + 5_000, update_at: start + 5_000 };
    const server = smallServer([
      post(1, deleted),
      post(2, { ...deleted, root_id: id('post', 1) }),
      post(3, { update_at: start + 6_000 }),
      post(4, deleted),
    ]);
    const answer = await refresh(server, message(1), message(3));
    expect(
      answer.ok && answer.value.map((change) => ('id' in change ? change.id : change.kind)).sort(),
    ).toEqual(['message', message(1), message(2)]);
    expect(server.asked.at(-1)).toContain(`since=${start + 4_999}`);
  });

  it('a post that is missing from the answer is removed', async () => {
    const answer = await refresh(smallServer([post(3)]), message(1), message(3));
    expect(answer).toMatchObject({
      value: [{ kind: 'message' }, { kind: 'message-gone', id: message(1), at: 0 }],
    });
  });

  it('404 means that all posts are removed, if the server answers other requests', async () => {
    expect(await refresh(smallServer([]), message(1))).toMatchObject({ value: [{ kind: 'message-gone' }] });
    const gone = smallServer([]);
    gone.world.answer = () => json({ id: 'gateway' }, 404);
    expect(await refresh(gone, message(1))).toMatchObject({ ok: false });
  });

  it('404 of the route alone removes no post if one of them can still be read by itself', async () => {
    const server = smallServer([post(1)]);
    const right = server.world.answer;
    server.world.answer = (request) => {
      if (request.url.endsWith('/posts/ids')) return json({ id: 'gateway' }, 404);
      if (request.url.endsWith(`/posts/${id('post', 1)}`)) return json(post(1));
      return right(request);
    };
    expect(await refresh(server, message(1))).toEqual({ ok: false, failure: { kind: 'not-found' } });
  });

  it('ids of other accounts and of wrong form are never requested', async () => {
    const server = smallServer([]);
    expect(await refresh(server, 'mm2/a/b' as MessageId, `${accountId}/../x` as MessageId)).toEqual({
      ok: true,
      value: [],
    });
    expect(server.asked.filter((route) => route.startsWith('POST'))).toEqual([]);
  });

  it('a post that cannot be read is discarded, not removed', async () => {
    const answer = await refresh(smallServer([post(1, { create_at: 'x' })]), message(1));
    expect(answer).toEqual({ ok: true, value: [{ kind: 'discarded', reason: 'malformed-date' }] });
  });
});

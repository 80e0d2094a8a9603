import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../model/index.ts';
import type { Connector } from '../../connector.ts';
import { createMattermostConnector } from '../connector.ts';
import { accountId, channelId, id, me, post } from '../testing/payloads.ts';
import { smallServer, type SmallServer } from '../testing/server.ts';

const conversationId = `${accountId}/${channelId}` as ConversationId;
const never = new AbortController().signal;
const start = 1_700_000_000_000;
const connect = (server: SmallServer): Connector =>
  createMattermostConnector({
    accountId,
    userId: me,
    baseUrl: 'https://app.example/gateway/mm1',
    world: server.world,
  });
const sinces = (server: SmallServer): number[] =>
  server.asked.flatMap((route) => /[?&]since=(\d+)/.exec(route)?.[1] ?? []).map(Number);

describe('changes', () => {
  it('asks from a margin before the cursor and moves the cursor to the largest server stamp', async () => {
    const server = smallServer([
      post(1),
      post(2, { update_at: start + 90_000, edit_at: start + 90_000 }),
      post(3, { delete_at: start + 95_000, update_at: start + 95_000 }),
      post(4, { original_id: id('post', 2), delete_at: start + 90_000, update_at: start + 90_000 }),
    ]);
    const page = await connect(server).changes(conversationId, String(start + 80_000), never);
    if (!page.ok) throw new Error(page.failure.kind);
    expect(sinces(server)).toEqual([start + 20_000]);
    expect(page.value.cursor).toBe(String(start + 95_000));
    expect(page.value.more).toBe(false);
    expect(
      page.value.changes.map((change) => (change.kind === 'discarded' ? change.reason : change.kind)).sort(),
    ).toEqual(['edit-history-copy', 'message', 'message-gone']);
  });

  it('no new change leaves the cursor where it is', async () => {
    const page = await connect(smallServer([])).changes(conversationId, '1700000000123', never);
    expect(page).toEqual({ ok: true, value: { changes: [], cursor: '1700000000123', more: false } });
  });

  it('since=0 is never sent, because the server ignores it', async () => {
    const server = smallServer([post(1, { delete_at: start + 5, update_at: start + 5 })]);
    const page = await connect(server).changes(conversationId, '0', never);
    expect(sinces(server)).toEqual([1]);
    expect(page).toMatchObject({ value: { changes: [{ kind: 'message-gone' }] } });
  });

  it('since is cut at 1,000 without a marker: a full answer is not used', async () => {
    const server = smallServer(
      Array.from({ length: 1_001 }, (_, number) => post(number, { update_at: start + 500_000 + number })),
    );
    const connector = connect(server);
    expect(await connector.changes(conversationId, String(start), never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
    // The next walk's cursor starts from the stamps that were seen; otherwise the next call would overflow again.
    server.posts = [post(1)];
    const first = await connector.history(conversationId, null, never);
    expect(first).toMatchObject({ value: { changesCursor: String(start + 500_999) } });
  });

  it('many changes inside the margin are read with smaller margins, without an endless walk', async () => {
    const bulk = Array.from({ length: 1_200 }, (_, number) => post(number, { update_at: start }));
    const server = smallServer([
      ...bulk,
      post(5_000, { create_at: start + 9_000, update_at: start + 9_000 }),
    ]);
    const page = await connect(server).changes(conversationId, String(start), never);
    expect(sinces(server)).toEqual([start - 60_000, start - 5_000, start - 1, start]);
    expect(page).toMatchObject({
      ok: true,
      value: { cursor: String(start + 9_000), changes: [{ kind: 'message' }] },
    });
  });

  it('exactly 999 changes are accepted', async () => {
    const server = smallServer(Array.from({ length: 999 }, (_, number) => post(number)));
    const page = await connect(server).changes(conversationId, String(start), never);
    expect(page.ok && page.value.changes).toHaveLength(999);
  });

  it('an invalid cursor counts as gone', async () => {
    expect(await connect(smallServer()).changes(conversationId, 'x', never)).toEqual({
      ok: false,
      failure: { kind: 'cursor-gone' },
    });
  });
});

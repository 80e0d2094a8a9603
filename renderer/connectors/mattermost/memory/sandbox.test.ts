/** What Isthmuses agree on, against the sandbox's server. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { LinkNote, MarkNote, MessageId } from '../../../model/index.ts';
import { postIdOf, Scene } from '../testing/desks.ts';
import { carryKey, markNote, never, sharedKey, words } from '../testing/drafts.ts';
import { must } from '../testing/reading.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});

describe('the shared memory', () => {
  const link: LinkNote = { kind: 'link', teams: sharedKey('team/channel'), name: 'Tides' };

  it('a mark is written onto a post that was not carried, keeps its other props, and shows no edit', async () => {
    const { ada, server, clock, channelId } = scene;
    const postId = server.acts.post(ada.person, channelId, { content: 'mine' });
    const id = `${scene.conversationId}/${postId}` as MessageId;
    await scene.past(ada, 'PUT', `/posts/${postId}/patch`, { props: { card: 'kept' } });
    clock.advance(1_000);
    const changes = await must(ada.memory.mark(id, { ...markNote('chat/1'), origin: 'mattermost' }, never));
    const message = await scene.inHistory(id);
    expect(message).toMatchObject({ note: { origin: 'mattermost' }, editedAt: null, carryKey: null });
    expect(changes).toContainEqual({ kind: 'message', message });
    const { props } = (await scene.past(ada, 'GET', `/posts/${postId}`)) as { props: unknown };
    expect(props).toEqual({
      card: 'kept',
      isthmus: { version: 1, mark: { origin: 'mattermost', teams: ['chat/1'] } },
    });
    const before = ada.world.requests;
    await must(ada.memory.mark(id, { ...markNote('chat/1'), origin: 'mattermost' }, never));
    expect(ada.world.requests).toBe(before + 1);
  });

  it('a mark keeps the key; nobody marks the post of somebody else', async () => {
    const { ada, bo } = scene;
    const id = await scene.send(words('carried'), 'kept', markNote('chat/1'));
    const parts: MarkNote = { ...markNote('chat/1', 'chat/2'), part: 1, parts: 3 };
    await must(ada.memory.mark(id, parts, never));
    expect(await scene.inHistory(id, bo)).toMatchObject({ carryKey: 'kept', note: parts });
    expect(await bo.memory.mark(id, markNote('forged'), never)).toMatchObject({
      failure: { kind: 'forbidden', status: 403 },
    });
  });

  it('a link is a pinned sentence that everybody reads; unpinned, it stays a link and is pinned again', async () => {
    const { ada, bo, conversationId } = scene;
    const sentence = 'This channel is linked with Tides: https://teams.example/l/channel/1?a=b&c=d';
    const stamp = { key: carryKey('link'), note: null };
    const written = await must(ada.memory.link(conversationId, link, sentence, stamp, never));
    const message = await scene.inHistory(written.id, bo);
    expect(message).toMatchObject({ note: link, pinned: true, carryKey: 'link', plain: sentence });
    expect(written.changes).toContainEqual({ kind: 'message', message: await scene.inHistory(written.id) });
    await scene.past(bo, 'POST', `/posts/${postIdOf(written.id)}/unpin`);
    expect(await scene.inHistory(written.id)).toMatchObject({ note: link, pinned: false });
    await must(ada.memory.pin(written.id, never));
    expect(await scene.inHistory(written.id)).toMatchObject({ note: link, pinned: true });
  });

  it('whoever administers the channel may link it', async () => {
    const { ada, bo, conversationId } = scene;
    expect(await must(ada.memory.mayLink(conversationId, never))).toBe(true);
    expect(await must(bo.memory.mayLink(conversationId, never))).toBe(false);
  });

  it('a claim is read by others, keeps the custom status, and is taken away', async () => {
    const { ada, bo } = scene;
    const me = ada.personId;
    const status = { emoji: 'ocean', text: 'at sea' };
    await scene.past(ada, 'PUT', '/users/me/status/custom', status);
    const claim = sharedKey('teams-user-1');
    expect(await must(ada.memory.claim(claim, never))).toMatchObject([{ person: { id: me, claims: claim } }]);
    expect(await must(bo.connector.people([me], never))).toMatchObject([{ person: { claims: claim } }]);
    await must(ada.memory.claim(null, never));
    expect(await must(bo.connector.people([me], never))).toMatchObject([{ person: { claims: null } }]);
    const { props } = (await scene.past(ada, 'GET', '/users/me')) as { props: Record<string, string> };
    expect(Object.keys(props)).toEqual(['customStatus']);
    expect(props.customStatus).toContain('at sea');
  });

  it('a lease goes there and back, is renewed, and is taken away', async () => {
    const { ada, bo } = scene;
    expect(await must(ada.memory.readLease(never))).toBeNull();
    const lease = { computer: 'desk', beat: 1, lasts: 60_000 };
    await must(ada.memory.writeLease(lease, never));
    expect(await must(ada.memory.readLease(never))).toEqual(lease);
    await must(ada.memory.writeLease({ ...lease, beat: 2 }, never));
    expect(await must(ada.memory.readLease(never))).toEqual({ ...lease, beat: 2 });
    expect(await must(bo.memory.readLease(never))).toBeNull();
    await must(ada.memory.writeLease(null, never));
    expect(await must(ada.memory.readLease(never))).toBeNull();
  });
});

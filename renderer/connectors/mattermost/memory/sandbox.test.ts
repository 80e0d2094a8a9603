/** The shared memory, against the sandbox's server. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  forEver,
  type CarryChoice,
  type ConversationId,
  type LinkNote,
  type MarkNote,
  type MessageId,
  type PersonId,
  type SharedChoice,
} from '../../../model/index.ts';
import { postIdOf, Scene } from '../testing/desks.ts';
import { carryKey, markNote, noAbort, sharedKey, words } from '../testing/drafts.ts';
import { must } from '../testing/reading.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});

describe('the shared memory', () => {
  const link: LinkNote = { kind: 'link', teams: sharedKey('team/channel'), name: 'Tides', since: 5 };

  it('a mark is written onto a post that was not carried, keeps its other props, and does not show it as edited', async () => {
    const { ada, server, clock, channelId } = scene;
    const postId = server.acts.post(ada.person, channelId, { content: 'mine' });
    const id = `${scene.conversationId}/${postId}` as MessageId;
    await scene.past(ada, 'PUT', `/posts/${postId}/patch`, { props: { card: 'kept' } });
    clock.advance(1_000);
    const changes = await must(ada.memory.mark(id, { ...markNote('chat/1'), origin: 'mattermost' }, noAbort));
    const message = await scene.inHistory(id);
    expect(message).toMatchObject({ note: { origin: 'mattermost' }, editedAt: null, carryKey: null });
    expect(changes).toContainEqual({ kind: 'message', message });
    const { props } = (await scene.past(ada, 'GET', `/posts/${postId}`)) as { props: unknown };
    expect(props).toEqual({
      card: 'kept',
      isthmus: { version: 1, mark: { origin: 'mattermost', teams: ['chat/1'] } },
    });
    const before = ada.world.requests;
    await must(ada.memory.mark(id, { ...markNote('chat/1'), origin: 'mattermost' }, noAbort));
    expect(ada.world.requests).toBe(before + 1);
  });

  it('a mark keeps the key; a user cannot mark the post of another user', async () => {
    const { ada, bo } = scene;
    const id = await scene.send(words('carried'), 'kept', markNote('chat/1'));
    const parts: MarkNote = { ...markNote('chat/1', 'chat/2'), part: 1, parts: 3 };
    await must(ada.memory.mark(id, parts, noAbort));
    expect(await scene.inHistory(id, bo)).toMatchObject({ carryKey: 'kept', note: parts });
    expect(await bo.memory.mark(id, markNote('forged'), noAbort)).toMatchObject({
      failure: { kind: 'forbidden', status: 403 },
    });
  });

  it('a link is a pinned sentence that everybody can read; unpinned, it stays a link and is pinned again', async () => {
    const { ada, bo, conversationId } = scene;
    const sentence = 'This channel is linked with Tides: https://teams.example/l/channel/1?a=b&c=d';
    const stamp = { key: carryKey('link'), note: null };
    const written = await must(ada.memory.link(conversationId, link, sentence, stamp, noAbort));
    const message = await scene.inHistory(written.id, bo);
    expect(message).toMatchObject({ note: link, pinned: true, carryKey: 'link', plain: sentence });
    expect(written.changes).toContainEqual({ kind: 'message', message: await scene.inHistory(written.id) });
    await scene.past(bo, 'POST', `/posts/${postIdOf(written.id)}/unpin`);
    expect(await scene.inHistory(written.id)).toMatchObject({ note: link, pinned: false });
    await must(ada.memory.pin(written.id, noAbort));
    expect(await scene.inHistory(written.id)).toMatchObject({ note: link, pinned: true });
  });

  it('administrators of the channel may link it, and every member sees who they are', async () => {
    const { ada, bo, conversationId, channelId, server } = scene;
    for (const { memory } of [ada, bo]) {
      expect(await must(memory.mayLink(conversationId, ada.personId, noAbort))).toBe(true);
      expect(await must(memory.mayLink(conversationId, bo.personId, noAbort))).toBe(false);
    }
    const role = `/channels/${channelId}/members/${server.acts.userId(bo.person)}/schemeRoles`;
    await scene.past(ada, 'PUT', role, { scheme_user: true, scheme_admin: true });
    expect(await must(ada.memory.mayLink(conversationId, bo.personId, noAbort))).toBe(true);
  });

  it('in a direct message both members may link, and no other user', async () => {
    const { ada, bo, server } = scene;
    const ids = [ada, bo].map(({ person }) => server.acts.userId(person));
    const { id } = (await scene.past(ada, 'POST', '/channels/direct', ids)) as { id: string };
    const direct =
      `${scene.conversationId.slice(0, scene.conversationId.indexOf('/'))}/${id}` as ConversationId;
    expect(await must(ada.memory.mayLink(direct, bo.personId, noAbort))).toBe(true);
    const [other] = server.acts
      .conversations()
      .flatMap(({ members }) => members)
      .filter((key) => key !== ada.person && key !== bo.person);
    const stranger = ada.personId.replace(ids[0] ?? '', server.acts.userId(other ?? '')) as PersonId;
    expect(await must(ada.memory.mayLink(direct, stranger, noAbort))).toBe(false);
  });

  it('a link’s post is found among the pinned ones by everybody in the channel, until it is unpinned or deleted', async () => {
    const { ada, bo, conversationId, channelId, server } = scene;
    expect(await must(bo.memory.linkPosts(conversationId, noAbort))).toEqual([]);
    const pinned = server.acts.post(bo.person, channelId, { content: 'no link' });
    await scene.past(bo, 'POST', `/posts/${pinned}/pin`);
    const stamp = { key: carryKey('link'), note: null };
    const { id } = await must(ada.memory.link(conversationId, link, 'Linked.', stamp, noAbort));
    expect(await must(bo.memory.linkPosts(conversationId, noAbort))).toMatchObject([
      { kind: 'message', message: { id, note: link, authorId: ada.personId, pinned: true } },
    ]);
    await scene.past(bo, 'POST', `/posts/${postIdOf(id)}/unpin`);
    expect(await must(bo.memory.linkPosts(conversationId, noAbort))).toEqual([]);
    await must(ada.memory.pin(id, noAbort));
    expect(await must(bo.memory.linkPosts(conversationId, noAbort))).toHaveLength(1);
    await must(ada.writing.remove(id, noAbort));
    expect(await must(bo.memory.linkPosts(conversationId, noAbort))).toEqual([]);
  });

  it('each user chooses what is carried for themselves, and a new choice replaces the old one', async () => {
    const { ada, bo, channelId } = scene;
    expect(await must(ada.memory.readChoices(noAbort))).toEqual([]);
    const choice: CarryChoice = {
      mattermost: sharedKey(channelId),
      teams: sharedKey('chat/1'),
      carried: true,
      since: { mattermost: 5, teams: 6 },
    };
    await must(ada.memory.writeChoice(choice, noAbort));
    expect(await must(ada.memory.readChoices(noAbort))).toEqual([choice]);
    const off: CarryChoice = { ...choice, carried: false, since: null };
    await must(ada.memory.writeChoice(off, noAbort));
    expect(await must(ada.memory.readChoices(noAbort))).toEqual([off]);
    expect(await must(bo.memory.readChoices(noAbort))).toEqual([]);
  });

  it('choices for conversations are written and read, each kind separately, by their user only', async () => {
    const { ada, bo, channelId } = scene;
    expect(await must(ada.memory.readOwnChoices(noAbort))).toEqual([]);
    const chat = { service: 'teams', conversation: sharedKey(`19:${'x'.repeat(120)}@thread.v2`) } as const;
    const channel = { service: 'mattermost', conversation: sharedKey(channelId) } as const;
    const choices: SharedChoice[] = [
      { ...chat, kind: 'favourite', value: true, at: 1 },
      { ...chat, kind: 'muted-until', value: forEver, at: 2 },
      { ...chat, kind: 'hidden-up-to', value: null, at: 3 },
      { ...channel, kind: 'notice-level', value: 'mentions', at: 4 },
      { kind: 'keywords', value: ['on call', '会议'], at: 6 },
      { kind: 'quiet', value: { days: [0, 6], from: 0, to: 1_439 }, at: 7 },
      { kind: 'follows-threads', value: false, at: 8 },
      { kind: 'do-not-disturb-teams', value: false, at: 9 },
      { kind: 'do-not-disturb-mattermost', value: true, at: 10 },
    ];
    await must(ada.memory.writeOwnChoices(choices, noAbort));
    expect(await must(ada.memory.readOwnChoices(noAbort))).toEqual(choices);
    const later: SharedChoice = { ...chat, kind: 'favourite', value: false, at: 5 };
    await must(ada.memory.writeOwnChoices([later], noAbort));
    expect(await must(ada.memory.readOwnChoices(noAbort))).toEqual([later, ...choices.slice(1)]);
    expect(await must(bo.memory.readOwnChoices(noAbort))).toEqual([]);
  });

  it('more than a hundred choices are written in several requests, because the server takes no more at once', async () => {
    const { ada } = scene;
    const many = Array.from({ length: 130 }, (_, at): SharedChoice => ({
      ...{ service: 'teams', conversation: sharedKey(`chat-${at}`), kind: 'favourite', value: true, at },
    }));
    await must(ada.memory.writeOwnChoices(many, noAbort));
    expect(await must(ada.memory.readOwnChoices(noAbort))).toEqual(many);
  });

  it('rows that are no choices are skipped, and so are kinds of a later version', async () => {
    const { ada, server } = scene;
    const good = { version: 1, service: 'teams', conversation: 'c', kind: 'favourite', value: true, at: 1 };
    const bad = [
      { ...good, version: 2 },
      { ...good, service: 'slack' },
      { ...good, conversation: '' },
      { ...good, kind: 'pinned' },
      { ...good, value: 'yes' },
      { ...good, at: -1 },
      { ...good, kind: 'muted-until', value: 'tomorrow' },
      { ...good, kind: 'notice-level', value: 'loud' },
      { version: 1, kind: 'keywords', value: ['x'.repeat(101)], at: 1 },
      { version: 1, kind: 'quiet', value: { days: [7], from: 0, to: 1 }, at: 1 },
      { version: 1, kind: 'quiet', value: { days: [1], from: 0, to: 1_440 }, at: 1 },
      { version: 1, kind: 'follows-threads', value: 'yes', at: 1 },
      // The next choice gets a time after it. That was not a whole number, so the choice was written again and again.
      { ...good, at: Number.MAX_SAFE_INTEGER },
      { version: 1, kind: 'follows-threads', value: true, at: Number.MAX_SAFE_INTEGER },
      'no object',
    ].map((value) => JSON.stringify(value));
    const rows = [...bad, 'no JSON', JSON.stringify(good)].map((value, at) => ({
      ...{ user_id: server.acts.userId(ada.person), category: 'isthmus_choice' },
      ...{ name: `row-${at}`, value },
    }));
    await scene.past(ada, 'PUT', '/users/me/preferences', rows);
    expect(await must(ada.memory.readOwnChoices(noAbort))).toEqual([
      { service: 'teams', conversation: 'c', kind: 'favourite', value: true, at: 1 },
    ]);
  });

  it('a claim can be read by others, keeps the custom status, and can be removed', async () => {
    const { ada, bo } = scene;
    const me = ada.personId;
    const status = { emoji: 'ocean', text: 'at sea' };
    await scene.past(ada, 'PUT', '/users/me/status/custom', status);
    const claim = sharedKey('teams-user-1');
    expect(await must(ada.memory.claim(claim, noAbort))).toMatchObject([
      { person: { id: me, claims: claim } },
    ]);
    expect(await must(bo.connector.people([me], noAbort))).toMatchObject([{ person: { claims: claim } }]);
    await must(ada.memory.claim(null, noAbort));
    expect(await must(bo.connector.people([me], noAbort))).toMatchObject([{ person: { claims: null } }]);
    const { props } = (await scene.past(ada, 'GET', '/users/me')) as { props: Record<string, string> };
    expect(Object.keys(props)).toEqual(['customStatus']);
    expect(props.customStatus).toContain('at sea');
  });

  it('a lease is written, read, renewed and removed', async () => {
    const { ada, bo } = scene;
    expect(await must(ada.memory.readLeases(noAbort))).toEqual([]);
    const lease = { share: 0, shares: 1, computer: 'desk', beat: 1, lasts: 60_000 };
    await must(ada.memory.writeLease(lease, noAbort));
    expect(await must(ada.memory.readLeases(noAbort))).toEqual([lease]);
    const second = { ...lease, share: 1, shares: 2 };
    await must(ada.memory.writeLease({ ...lease, beat: 2 }, noAbort));
    await must(ada.memory.writeLease(second, noAbort));
    const both = await must(ada.memory.readLeases(noAbort));
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining([{ ...lease, beat: 2 }, second]));
    expect(await must(bo.memory.readLeases(noAbort))).toEqual([]);
    await must(ada.memory.removeLease(0, noAbort));
    expect(await must(ada.memory.readLeases(noAbort))).toEqual([second]);
    await must(ada.memory.removeLease(1, noAbort));
  });
});

/** The state "live" is true: the effect of a lost connection to Mattermost is shown at once, and messages are requested meanwhile. */
import { afterEach, describe, expect, it } from 'vitest';
import { endDays, oneDay } from '../support/one-day.ts';
import { mattermostAccount } from '../support/simulated.ts';

const second = 1_000;
const minute = 60 * second;
afterEach(endDays);

const setUp = async () => {
  const day = oneDay();
  const { time, services, isthmus } = day;
  const asked: { readonly path: string; readonly at: number }[] = [];
  services.faults.mattermost.add({
    matches: ({ url }) => {
      asked.push({ path: new URL(url).pathname.replace('/api/v4', ''), at: time.now() });
      return false;
    },
    fault: { kind: 'never' },
  });
  await day.begin();
  await day.current();
  const { acts } = services.mattermost;
  const me = isthmus.person;
  const channel = acts
    .conversations()
    .find(({ members, kind }) => kind === 'channel' && members.includes(me) && members.length > 2);
  const other = channel?.members.find((person) => person !== me);
  if (!channel || !other) throw new Error('no channel with others');
  return {
    ...day,
    asked,
    post: (text: string) => acts.post(other, channel.id, { content: text }),
    edit: (id: string, text: string) => acts.edit(other, channel.id, id, text),
    textOf: async (id: string) =>
      (await isthmus.database.messages.filter((message) => message.id.endsWith(id)).first())?.plain,
    state: async () => (await isthmus.database.accounts.get(mattermostAccount))?.state,
  };
};

describe('a websocket that is refused while everything else works', () => {
  it('is not shown as live, and messages come with the regular requests; with the connection back it is live again', async () => {
    const day = await setUp();
    const { time, isthmus } = day;
    isthmus.page.look(null);
    isthmus.rough.refusesSockets = true;
    day.services.mattermost.sockets.dropAll();
    await time.pass(200);
    expect(await day.state()).toMatchObject({ kind: 'without-push' });
    await time.pass(5 * minute);
    expect(await day.state()).toMatchObject({ kind: 'without-push' });
    expect(isthmus.engine.presence).toBe('focused');

    const id = day.post('nobody pushes this');
    await time.pass(30 * second);
    expect(await day.textOf(id)).toBe('nobody pushes this');
    day.edit(id, 'nor its edit');
    await time.pass(20 * minute);
    expect(await day.textOf(id)).toBe('nor its edit');

    // Few requests: one for all channels three times a minute, and one for a conversation as often.
    day.asked.length = 0;
    await time.pass(10 * minute);
    const lists = day.asked.filter(({ path }) => path === '/users/me/channels');
    expect(lists.length).toBeGreaterThan(20);
    expect(day.asked.length).toBeLessThan(120);

    isthmus.rough.refusesSockets = false;
    await time.pass(minute);
    expect(await day.state()).toEqual({ kind: 'live' });
    const pushed = day.post('pushed');
    await time.pass(100);
    expect(await day.textOf(pushed)).toBe('pushed');
    expect((await day.differences()).filter((line) => !line.includes('@'))).toEqual([]);
  });

  it('a start without a socket is never live, and still carries new messages', async () => {
    const day = await setUp();
    const { time, isthmus } = day;
    await time.during(isthmus.stop());
    isthmus.rough.refusesSockets = true;
    const id = day.post('while it was away');
    await time.during(isthmus.start());
    const states = new Set<string | undefined>();
    for (let seconds = 0; seconds < 120; seconds += 1) {
      await time.pass(second);
      states.add((await day.state())?.kind);
    }
    expect(states.has('live')).toBe(false);
    expect(await day.state()).toMatchObject({ kind: 'without-push' });
    expect(await day.textOf(id)).toBe('while it was away');
  });
});

describe('a server that goes away', () => {
  it('is off-line within seconds, and back as soon as the server is', async () => {
    const day = await setUp();
    const { time, isthmus, services } = day;
    const away = services.faults.mattermost.add({ matches: () => true, fault: { kind: 'lost-request' } });
    isthmus.rough.refusesSockets = true;
    services.mattermost.sockets.restart();
    await time.pass(200);
    expect((await day.state())?.kind).toBe('without-push');
    await time.pass(1_500);
    expect(await day.state()).toMatchObject({ kind: 'offline', reason: 'unreachable' });
    await time.pass(10 * minute);
    expect((await day.state())?.kind).toBe('offline');
    const id = day.post('meanwhile');
    away();
    isthmus.rough.refusesSockets = false;
    await time.pass(65 * second);
    expect(await day.state()).toEqual({ kind: 'live' });
    expect(await day.textOf(id)).toBe('meanwhile');
  });
});

describe('a session that was revoked while its socket lives', () => {
  it('is found when the server closes the socket, by a request for the user, and not by a regular check', async () => {
    const day = await setUp();
    const { time, services, isthmus } = day;
    // No user is there, so no regular request is sent.
    isthmus.engine.setUserAway(true);
    services.mattermost.acts.revokeSessions(isthmus.person);
    day.asked.length = 0;
    const revokedAt = time.now();
    await time.until(async () => (await day.state())?.kind === 'sign-in-needed', 2 * minute);
    // The requests of the keeper of links are not the mirror's.
    const own = day.asked.filter(({ path }) => !/pinned|preferences/.test(path));
    expect(own.map(({ path }) => path)).toEqual(['/users/me']);
    // A ping every 30 s, 5 s until the socket closes, and up to a second so that not all clients ask at once.
    expect(time.now() - revokedAt).toBeLessThan(37 * second);
  });
});

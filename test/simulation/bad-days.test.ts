/** Bad days of the whole engine: each ends in a clear state or passes by itself; no message is lost and no work stands still. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { endDays, oneDay } from '../support/one-day.ts';
import { mattermostAccount, teamsAccount } from '../support/simulated.ts';

const minute = 60_000;
afterEach(endDays);

const setUp = () => {
  const day = oneDay();
  const { isthmus } = day;
  return {
    ...day,
    state: async (account: typeof teamsAccount) => (await isthmus.database.accounts.get(account))?.state,
  };
};

const faults: readonly (readonly [string, Fault])[] = [
  ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 3 }],
  ['429 without Retry-After', { kind: 'status', status: 429 }],
  ['500', { kind: 'status', status: 500 }],
  ['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 5 }],
  ['409', { kind: 'status', status: 409 }],
  ['412', { kind: 'status', status: 412 }],
  ['late answers', { kind: 'latency', ms: 4_000 }],
  ['lost requests', { kind: 'lost-request' }],
  ['lost answers', { kind: 'lost-answer' }],
  ['answers that never come', { kind: 'never' }],
  ['JSON cut in the middle', { kind: 'truncated' }],
  ['a proxy’s page', { kind: 'html-page' }],
];

describe('every fifth answer is bad for a time, then all are good', () => {
  it.each(faults)('%s', async (_name, fault) => {
    const day = setUp();
    for (const side of [day.services.faults.microsoft, day.services.faults.mattermost])
      side.add({ matches: () => true, fault, chance: 0.2 });
    await day.begin();
    await day.time.pass(minute);
    day.services.faults.microsoft.clear();
    day.services.faults.mattermost.clear();
    await day.current();
    // A request that failed several times in a row rests by itself, with a row that shows it, while the account continues.
    await day.time.until(async () => (await day.isthmus.database.setbacks.count()) === 0);
    expect(await day.differences()).toEqual([]);
  });
});

describe('a service that is away', () => {
  it('is shown as off-line with the time of the next try, and its messages are read afterwards', async () => {
    const day = setUp();
    await day.begin();
    await day.current();
    day.services.faults.microsoft.add({ matches: () => true, fault: { kind: 'lost-request' } });
    day.isthmus.engine.networkCameBack();
    await day.time.pass(5_000);
    expect(await day.state(teamsAccount)).toMatchObject({ kind: 'offline', reason: 'unreachable' });
    day.things(40);
    day.services.faults.microsoft.clear();
    await day.time.pass(2 * minute);
    await day.current();
    expect(await day.differences()).toEqual([]);
  });

  it('one conversation that may not be read is set aside with its reason; all others continue', async () => {
    const day = setUp();
    const [chat] = day.services.microsoft.acts
      .conversations()
      .filter(
        ({ members, kind }) => kind === 'group' && members.includes(day.services.organisation.sampleUser),
      );
    const path = `/chats/${encodeURIComponent(chat?.id ?? '')}/messages`;
    day.services.faults.microsoft.add({
      matches: ({ url }) => decodeURIComponent(url).includes(decodeURIComponent(path)),
      fault: { kind: 'status', status: 403 },
    });
    await day.begin();
    await day.time.until(async () => (await day.state(teamsAccount))?.kind === 'partly-live');
    // Not up to date, and not off-line either: all conversations but one.
    expect(await day.state(teamsAccount)).toEqual({
      kind: 'partly-live',
      without: [{ kind: 'conversations', count: 1 }],
    });
    expect(await day.isthmus.database.setbacks.toArray()).toMatchObject([
      { what: 'history', reason: 'forbidden', status: 403 },
    ]);
    expect(await day.isthmus.database.discards.get([teamsAccount, 'forbidden-conversation'])).toMatchObject({
      count: 1,
    });
  });
});

describe('a session that ended', () => {
  it('is a state that the user sees; after a new sign-in the mirror continues', async () => {
    const day = setUp();
    await day.begin();
    await day.current();
    day.services.mattermost.acts.revokeSessions(day.isthmus.person);
    day.services.mattermost.sockets.dropAll();
    await day.time.pass(minute);
    expect(await day.state(mattermostAccount)).toMatchObject({ kind: 'sign-in-needed' });
    day.things(40);
    await day.time.during(day.isthmus.signInAgain());
    await day.time.pass(2 * minute);
    await day.isthmus.engine.setAsleep(false);
    await day.current();
    await day.time.pass(15 * minute);
    await day.current();
    expect((await day.differences()).filter((line) => !line.includes('@thread'))).toEqual([]);
  });
});

describe('live events', () => {
  it('Mattermost’s events are in the mirror at once, without a request', async () => {
    const day = setUp();
    await day.begin();
    await day.current();
    const { acts } = day.services.mattermost;
    const me = day.isthmus.person;
    const channel = acts
      .conversations()
      .find(({ members, kind }) => kind === 'channel' && members.includes(me) && members.length > 2);
    const other = channel?.members.find((person) => person !== me);
    if (!channel || !other) throw new Error('no channel with others');
    const id = acts.post(other, channel.id, { content: 'hello from the socket' });
    await day.time.pass(1_000);
    acts.edit(other, channel.id, id, 'edited by the socket');
    acts.react(me, channel.id, id, 'tada');
    await day.time.pass(1_000);
    const [stored] = (await day.isthmus.database.messages.toArray()).filter(({ id: messageId }) =>
      messageId.endsWith(id),
    );
    expect(stored).toMatchObject({ plain: 'edited by the socket', reactions: [{ name: 'tada' }] });
    acts.remove(other, channel.id, id);
    await day.time.pass(1_000);
    expect(await day.isthmus.database.messages.get(stored?.id ?? ('' as never))).toMatchObject({
      plain: '',
      body: { content: '' },
    });
  });

  it('a silent socket is noticed, and missed messages are read', async () => {
    const day = setUp();
    await day.begin();
    await day.current();
    day.services.mattermost.sockets.silence();
    day.things(60);
    await day.time.pass(10 * minute);
    await day.current();
    expect((await day.differences()).filter((line) => !line.includes('@'))).toEqual([]);
  });

  it('never a 429 in normal use: an hour of a busy day with a focused window', async () => {
    const day = setUp();
    await day.begin();
    const chat = day.services.microsoft.acts
      .conversations()
      .find(({ kind, members }) => kind === 'group' && members.includes(day.isthmus.person));
    const conversation = async () =>
      day.isthmus.database.conversations.filter(({ id }) => id.endsWith(chat?.id ?? '-')).first();
    await day.time.until(async () => (await conversation()) !== undefined);
    day.isthmus.page.look((await conversation())?.id ?? null);
    await day.current();
    const asked = day.services.microsoft.counters.requests;
    for (let quarter = 0; quarter < 4; quarter += 1) {
      day.things(20);
      await day.time.pass(15 * minute);
      expect(day.isthmus.engine.presence).toBe('focused');
    }
    await day.current();
    // Nine requests a minute: the number for a person who looks at the page.
    expect(day.services.microsoft.counters.requests - asked).toBeGreaterThan(400);
    expect(day.isthmus.engine.refusals).toBe(0);
    expect(day.services.microsoft.counters.throttled).toBe(0);
  });
});

describe('this computer', () => {
  it('a full disk stops the mirror with a clear state; with space again it continues, and nothing is missing', async () => {
    const day = setUp();
    let full = true;
    await day.begin();
    day.isthmus.database.messages.hook('creating', () => {
      if (full) throw new DOMException('no room', 'QuotaExceededError');
    });
    await day.time.pass(10_000);
    expect((await day.isthmus.database.engine.get('engine'))?.state).toEqual({ kind: 'disk-full' });
    full = false;
    await day.time.pass(2 * minute);
    await day.current();
    expect(await day.differences()).toEqual([]);
  });

  it('a vanished database is built again', async () => {
    const day = setUp();
    await day.begin();
    await day.current();
    await day.time.during(day.isthmus.stop());
    day.isthmus.loseDisk();
    await day.begin();
    await day.current();
    expect(await day.differences()).toEqual([]);
  });

  it('sleep stops all requests; waking reads the missed messages', async () => {
    const day = setUp();
    await day.begin();
    await day.current();
    await day.time.during(day.isthmus.engine.setAsleep(true));
    const asked = day.services.microsoft.counters.requests;
    day.things(60);
    await day.time.pass(60 * minute);
    expect(day.services.microsoft.counters.requests).toBe(asked);
    await day.time.during(day.isthmus.engine.setAsleep(false));
    await day.time.pass(2 * minute);
    await day.current();
    expect(await day.differences()).toEqual([]);
  });

  it('a clock that is wrong by a year in either direction changes nothing', async () => {
    for (const skew of [-365 * 24 * 60 * minute, 365 * 24 * 60 * minute]) {
      const day = setUp();
      day.isthmus.clockSkew = skew;
      await day.begin();
      await day.current();
      day.things(30);
      await day.time.pass(minute);
      day.isthmus.engine.networkCameBack();
      await day.time.pass(2 * minute);
      await day.current();
      expect(await day.differences()).toEqual([]);
      await endDays();
    }
  });
});

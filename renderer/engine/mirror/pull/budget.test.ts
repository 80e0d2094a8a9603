import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../connectors/limits.ts';
import type { World } from '../../../connectors/world.ts';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import { Budget, patienceAsked } from './budget.ts';
import { untilWanted } from './slots.ts';

const perChat: Limit = {
  name: 'teams-one-conversation',
  resourceOf: (_method, url) => /\/chats\/([^/]+)/.exec(url.pathname)?.[1] ?? null,
  perSecond: 1,
  burst: 1,
};
const overall: Limit = { name: 'teams-other', resourceOf: () => 'all', perSecond: 10, burst: 5 };

/** `onTheWay`: the time until an answer arrives, ms. */
const setUp = (answer: (url: string) => Response = () => new Response('{}'), onTheWay = 0) => {
  const time = new VirtualTime(1_000_000);
  const clock = { ahead: 0 };
  const luck = { next: 0.5 };
  const sent: { at: number; url: string }[] = [];
  const timers = { late: 0 };
  const world: World = {
    now: () => time.now() + clock.ahead,
    after: (ms, work) => time.after(ms + timers.late, work),
    random: () => luck.next,
    fetch: (request) => {
      sent.push({ at: time.now() - 1_000_000, url: request.url });
      if (onTheWay === 0) return Promise.resolve(answer(request.url));
      return new Promise((resolve) => time.after(onTheWay, () => resolve(answer(request.url))));
    },
    openSocket: () => {
      throw new Error('no sockets here');
    },
    accessToken: () => Promise.reject(new Error('no tokens here')),
    log: () => undefined,
  };
  const refused: (string | null)[] = [];
  const budget = new Budget(world, (limit) => void refused.push(limit));
  budget.limits = [perChat, overall];
  return { time, sent, budget, clock, luck, refused, timers };
};

const get = (budget: Budget, path: string, signal?: AbortSignal): Promise<Response> =>
  budget.fetch(new Request(`https://graph.example${path}`, signal ? { signal } : {}));

describe('budget', () => {
  it('sends in the slots of a resource that others share, and no other resource waits for them', async () => {
    const { time, sent, budget } = setUp();
    budget.untilAsked = (resource, from) => (resource === 'a' ? (3_000 - (from % 3_000)) % 3_000 : 0);
    void get(budget, '/chats/a');
    void get(budget, '/chats/b');
    void get(budget, '/chats/a');
    await time.pass(10_000);
    const first = (3_000 - (1_000_000 % 3_000)) % 3_000;
    expect(sent.map(({ at, url }) => [at, url.slice(-1)])).toEqual([
      [0, 'b'],
      [first, 'a'],
      [first + 3_000, 'a'],
    ]);
  });
  it('goes at any time where timers are so late that it misses its slots', async () => {
    const { time, sent, budget, timers } = setUp();
    const slots = { of: 'desktop', isTold: true, shift: 0 } as const;
    budget.untilAsked = (_resource, from) => untilWanted(slots, from);
    await time.pass(500);
    expect(untilWanted(slots, time.now())).toBeGreaterThan(0);
    timers.late = 300;
    const answer = get(budget, '/chats/a');
    await time.pass(10_000);
    expect([sent.length, (await answer).status]).toEqual([1, 200]);
  });
  it('who met somebody else in a slot leaves the next one to others now and then', async () => {
    for (const [random, waits] of [
      [0.4, 6_000],
      [0.6, 3_000],
    ] as const) {
      let isFirst = true;
      const { time, sent, budget, luck } = setUp(() => {
        const refuses = isFirst;
        isFirst = false;
        return refuses
          ? new Response(null, { status: 429, headers: { 'retry-after': '1' } })
          : new Response('{}');
      });
      luck.next = random;
      budget.untilAsked = (_resource, from) => (3_000 - (from % 3_000)) % 3_000;
      void get(budget, '/chats/a').then(() => get(budget, '/chats/a'));
      await time.pass(20_000);
      const [first, second] = sent.map(({ at }) => at);
      expect((second ?? NaN) - (first ?? NaN)).toBe(waits);
    }
  });
  it('tells how much of each limit is used, and which limit an answer 429 was for', async () => {
    const { time, budget, refused } = setUp((url) =>
      url.endsWith('/b')
        ? new Response(null, { status: 429, headers: { 'retry-after': '2' } })
        : new Response('{}'),
    );
    const used = () => [...budget.used().values()];
    expect(used()).toEqual([0, 0]);
    await get(budget, '/elsewhere');
    expect(used()).toEqual([0, 0.2]);
    await get(budget, '/chats/b');
    expect(refused).toEqual(['teams-one-conversation']);
    expect(used()).toEqual([1, 0.4]);
    let isLater = false;
    time.after(2_500, () => void (isLater = true));
    await time.until(() => isLater);
    expect(used()).toEqual([0, 0]);
  });

  it('spaces requests to one resource by its limit and lets others pass', async () => {
    const { time, sent, budget } = setUp();
    const all = ['/chats/a', '/chats/a', '/chats/a', '/chats/b'].map((path) => get(budget, path));
    await time.until(() => sent.length === 4);
    await Promise.all(all);
    expect(sent.filter(({ url }) => url.endsWith('/a')).map(({ at }) => at)).toEqual([0, 1_000, 2_000]);
    expect(sent.find(({ url }) => url.endsWith('/b'))?.at).toBeLessThan(1_000);
  });

  it('counts from the answer where a limit is used up: a request that was long on its way arrives just before the next', async () => {
    const { time, sent, budget } = setUp(undefined, 300);
    const all = ['/chats/a', '/chats/a', '/chats/a'].map((path) => get(budget, path));
    await time.during(Promise.all(all));
    expect(sent.map(({ at }) => at)).toEqual([0, 1_300, 2_600]);
  });

  it('lets a burst go at once and then keeps the rate', async () => {
    const { time, sent, budget } = setUp();
    const all = Array.from({ length: 8 }, (_, at) => get(budget, `/users/${at}`));
    await time.until(() => sent.length === 8);
    await Promise.all(all);
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 0, 0, 0, 100, 200, 300]);
  });

  it('a clock that is set back by an hour delays nothing for an hour', async () => {
    let first = true;
    const { time, sent, budget, clock } = setUp(() => {
      const status = first ? 429 : 200;
      first = false;
      return new Response('{}', { status, headers: { 'retry-after': '5' } });
    });
    clock.ahead = 3_600_000;
    await get(budget, '/chats/a');
    clock.ahead = 0;
    void get(budget, '/chats/a');
    await time.pass(6_000);
    expect(sent).toHaveLength(2);
  });

  it('obeys Retry-After for every later call to that resource, and only for it', async () => {
    let first = true;
    const { time, sent, budget } = setUp((url) => {
      if (!first || !url.endsWith('/a')) return new Response('{}');
      first = false;
      return new Response('', { status: 429, headers: { 'retry-after': '7' } });
    });
    expect((await get(budget, '/chats/a')).status).toBe(429);
    const later = [get(budget, '/chats/a'), get(budget, '/chats/b')];
    await time.until(() => sent.length === 3);
    await Promise.all(later);
    expect(sent.slice(1)).toEqual([
      { at: 0, url: 'https://graph.example/chats/b' },
      { at: 7_000, url: 'https://graph.example/chats/a' },
    ]);
    expect(budget.refusals).toBe(1);
  });

  it('refuses a request that would wait too long, without sending it', async () => {
    const { time, sent, budget } = setUp(
      () => new Response('', { status: 429, headers: { 'retry-after': '40' } }),
    );
    await get(budget, '/chats/a');
    const refused = await get(budget, '/chats/a');
    expect([refused.status, refused.headers.get('retry-after'), sent.length, budget.refusals]).toEqual([
      429,
      '40',
      1,
      1,
    ]);
    await time.pass(40_000);
    await get(budget, '/chats/a');
    expect(sent).toHaveLength(2);
  });

  it('stops waiting when the caller cancels', async () => {
    const { budget, sent } = setUp();
    await get(budget, '/chats/a');
    const abort = new AbortController();
    const waiting = get(budget, '/chats/a', abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['12', 12_000],
    ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
    ['soon', 5_000],
    [null, 5_000],
  ])('reads Retry-After %s', (header, ms) => {
    const response = new Response('', {
      status: 429,
      headers: header === null ? {} : { 'retry-after': header },
    });
    expect(patienceAsked(response, Date.parse('2026-11-23T10:00:00Z'))).toBe(ms);
  });
});

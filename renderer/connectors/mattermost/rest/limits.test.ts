import { describe, expect, it } from 'vitest';
import { ownRefusal } from '../../limits.ts';
import { limitedPace, mattermostLimits, ServerPace, unlimitedPace } from './limits.ts';

const limited = (left: number, all = 101) =>
  new Response('{}', { headers: { 'x-ratelimit-limit': `${all}`, 'x-ratelimit-remaining': `${left}` } });

const paceAfter = (...answers: readonly Response[]) => {
  const pace = new ServerPace();
  for (const answer of answers) pace.heed(answer);
  return pace.pace;
};

describe('limits', () => {
  it('count all requests as one', () => {
    const [limit] = mattermostLimits(() => limitedPace);
    expect(limit?.resourceOf('GET', new URL('https://app.example/g/api/v4/users/me'))).toBe(
      limit?.resourceOf('POST', new URL('https://app.example/g/api/v4/posts/ids')),
    );
  });

  it('stay below the limiter’s default of 10 a second and a burst of 100 if there may be a limiter', () => {
    expect(limitedPace.perSecond).toBeLessThan(10);
    expect(limitedPace.burst).toBeLessThan(100);
  });

  it('follow the present pace', () => {
    const pace = new ServerPace();
    const [limit] = mattermostLimits(() => pace.pace);
    expect(limit).toMatchObject(limitedPace);
    pace.heed(new Response('{}'));
    expect(limit).toMatchObject(unlimitedPace);
  });
});

describe('a server’s pace', () => {
  it('is that of a limiter until an answer shows otherwise', () => expect(paceAfter()).toEqual(limitedPace));

  it('is faster if a success has no headers of a limiter, because by default a server has none', () =>
    expect(paceAfter(new Response('{}'))).toEqual(unlimitedPace));

  it('is that of the limiter if an answer has its headers, also if it was switched on meanwhile', () =>
    expect(paceAfter(new Response('{}'), limited(90))).toEqual({ perSecond: 10, burst: 40 }));

  it('is lower if fewer requests are left, and Isthmus never uses all of them', () => {
    expect(paceAfter(limited(40))).toEqual({ perSecond: 8, burst: 20 });
    expect(paceAfter(limited(15))).toEqual({ perSecond: 2, burst: 7 });
    expect(paceAfter(limited(0))).toEqual({ perSecond: 2, burst: 1 });
  });

  it('stays within a limiter that is set lower than the default', () =>
    expect(paceAfter(limited(10, 11))).toEqual({ perSecond: 10, burst: 5 }));

  it('is careful if an answer does not have the number of left requests', () => {
    const silent = new Response('{}', { headers: { 'x-ratelimit-limit': '101' } });
    expect(paceAfter(new Response('{}'), silent)).toEqual(limitedPace);
  });

  it('is not derived from failures, which may come from a proxy', () =>
    expect(paceAfter(new Response('', { status: 502 }))).toEqual(limitedPace));

  it('stays low after a refusal without headers, which a proxy sends, for any later headers of the server', () => {
    const refusal = new Response('', { status: 429 });
    expect(paceAfter(refusal, new Response('{}'))).toEqual(limitedPace);
    expect(paceAfter(refusal, limited(90))).toEqual(limitedPace);
  });

  it('is that of the limiter again after the limiter itself refused', () => {
    const { headers } = limited(0);
    expect(paceAfter(new Response('', { status: 429, headers }), limited(90)).perSecond).toBe(10);
  });

  it('is not slowed by refusals of Isthmus’ own budget', () =>
    expect(paceAfter(new Response('{}'), ownRefusal(3_000))).toEqual(unlimitedPace));
});

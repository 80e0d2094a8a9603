import { describe, expect, it } from 'vitest';
import { ownRefusal } from '../limits.ts';
import { limitedPace, mattermostLimits, ServerPace, unlimitedPace } from './limits.ts';

const limited = { 'x-ratelimit-limit': '101', 'x-ratelimit-remaining': '90', 'x-ratelimit-reset': '1' };

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

  it('stay below the limiter’s default of 10 a second and a burst of 100 where there may be one', () => {
    expect(limitedPace.perSecond).toBeLessThan(10);
    expect(limitedPace.burst).toBeLessThan(100);
  });

  it('follow the pace that holds', () => {
    const pace = new ServerPace();
    const [limit] = mattermostLimits(() => pace.pace);
    expect(limit).toMatchObject(limitedPace);
    pace.heed(new Response('{}'));
    expect(limit).toMatchObject(unlimitedPace);
  });
});

describe('a server’s pace', () => {
  it('is taken for limited until an answer says otherwise', () => expect(paceAfter()).toEqual(limitedPace));

  it('is faster where a success says nothing of a limiter: by default a server has none', () =>
    expect(paceAfter(new Response('{}'))).toEqual(unlimitedPace));

  it('is the limiter’s where an answer names it, also when it was switched on meanwhile', () =>
    expect(paceAfter(new Response('{}'), new Response('{}', { headers: limited }))).toEqual(limitedPace));

  it('is not guessed from failures, which may come from whatever stands before the server', () =>
    expect(paceAfter(new Response('', { status: 502 }))).toEqual(limitedPace));

  it('stays low after a refusal without headers, as a proxy sends', () =>
    expect(paceAfter(new Response('', { status: 429 }), new Response('{}'))).toEqual(limitedPace));

  it('is not slowed by refusals of our own budget', () =>
    expect(paceAfter(new Response('{}'), ownRefusal(3_000))).toEqual(unlimitedPace));
});

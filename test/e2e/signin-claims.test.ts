// Continuous access evaluation through the built app: Graph challenges valid tokens. A challenge is answered silently if possible. If it
// needs the user, the app says so, and the next sign-in answers it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TeamsScene } from './teams-sign-in.ts';

let scene: TeamsScene;
let account: string;

beforeAll(async () => {
  scene = await TeamsScene.start();
  account = await scene.connected();
  await scene.untilMirrored(account);
});
beforeEach(() => scene.microsoft.counters.reset());
afterEach(() => scene.calm());
afterAll(() => scene.close());

/** How often Graph refused a token. */
const challenged = (): number =>
  [...scene.microsoft.counters.refusals]
    .filter(([refusal]) => refusal.startsWith('401 '))
    .reduce((sum, [, times]) => sum + times, 0);

const everywhere = ['on all paths', null] as const;
const chats = ['on one path', /^\/me\/chats/] as const;

it('the app declares that it can answer challenges, so its tokens are valid for a day', async () => {
  const { xms_cc: knows, iat, exp } = await scene.claims(account);
  expect(knows).toEqual(['cp1']);
  expect(Number(exp) - Number(iat)).toBe(24 * 3600);
});

describe('a challenge that a newer token answers', () => {
  it.each([everywhere, chats])('%s is answered silently', async (_where, path) => {
    const before = await scene.claims(account);
    scene.microsoft.graphSwitches.challenge({ person: scene.person, path, demand: { kind: 'newer' } });
    scene.post();
    await scene.wake();
    await scene.untilMirrored(account);
    await scene.untilState(account, { kind: 'live' });
    expect(challenged()).toBeGreaterThan(0);
    expect((await scene.claims(account)).uti).not.toBe(before.uti);
  });
});

describe('a challenge that only a sign-in answers', () => {
  const needed = { kind: 'sign-in-needed', reason: 'confirm-identity', code: 'AADSTS50076' };

  /** Graph requires an authentication context (`acrs`) that no token has yet. */
  const demand = async (path: RegExp | null, id: string): Promise<void> => {
    expect((await scene.claims(account)).acrs ?? []).not.toContain(id);
    scene.microsoft.graphSwitches.challenge({ person: scene.person, path, demand: { kind: 'context', id } });
    scene.post();
    await scene.wake();
    await scene.untilState(account, needed);
    expect(challenged()).toBeGreaterThan(0);
  };
  /** The challenge stays: Graph gets a token with the context. */
  const isAnswered = async (id: string): Promise<void> => {
    expect(await scene.connected({ account })).toBe(account);
    await scene.untilState(account, { kind: 'live' });
    scene.post();
    await scene.wake();
    await scene.untilMirrored(account);
    await scene.untilState(account, { kind: 'live' });
    expect((await scene.claims(account)).acrs).toContain(id);
  };

  it('on one path is shown, passed on by the next sign-in, and answered silently after each renewal without it', async () => {
    await demand(chats[1], 'c1');
    await isAnswered('c1');
    // Main renews without the context when it asks Entra for the granted permissions. Twice within a minute, because a page that confuses the
    // tokens would take the second refusal for one of the token that it has just renewed.
    for (let times = 0; times < 2; times += 1) {
      expect((await scene.claims(account, true)).acrs ?? []).not.toContain('c1');
      scene.post();
      await scene.wake();
      await scene.untilMirrored(account);
      await scene.untilState(account, { kind: 'live' });
      expect((await scene.claims(account)).acrs).toContain('c1');
    }
  });

  it('on all paths is kept over a kill until a sign-in has answered it', async () => {
    await demand(everywhere[1], 'c2');
    await scene.restart('kill');
    await isAnswered('c2');
  });
});

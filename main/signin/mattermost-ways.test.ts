import { describe, expect, it } from 'vitest';
import { Faults } from '../../sandbox/faults.ts';
import { createMattermostServer } from '../../sandbox/mattermost/index.ts';
import { realWorld } from '../../sandbox/world.ts';
import { askWays, waysOf } from './mattermost-ways.ts';

const told = (more: Record<string, string>) => waysOf({ Version: '11.6.0', ...more });

describe('the ways of signing in that a server offers', () => {
  it.each([
    [{ EnableSignInWithEmail: 'true', EnableSignInWithUsername: 'false' }, ['password', 'token', 'browser']],
    [{ EnableSignInWithEmail: 'false', EnableSignInWithUsername: 'false' }, ['token', 'browser']],
    [
      { EnableSignInWithEmail: 'false', EnableSignInWithUsername: 'false', EnableLdap: 'true' },
      ['password', 'token', 'browser'],
    ],
    [{ Version: '11.1.9' }, ['password', 'token']],
    [{ Version: '10.11.0', EnableSignInWithUsername: 'true' }, ['password', 'token']],
    [{ Version: '12.0.0' }, ['password', 'token', 'browser']],
    [{ Version: 'dev' }, ['password', 'token', 'browser']],
  ])('%o: %o', (configuration, ways) => {
    expect(told(configuration)).toEqual({ kind: 'known', ways });
  });

  it.each([null, [], 'x', {}, { Version: 5 }])('are unknown where the answer is %j', (configuration) => {
    expect(waysOf(configuration)).toEqual({ kind: 'unknown' });
  });

  it('are told by the sandbox without a session, and unknown where nobody answers', async () => {
    const world = realWorld(3);
    const server = createMattermostServer({ world, siteUrl: 'https://chat.test', faults: new Faults(world) });
    const fetch = (url: string, init?: RequestInit) => Promise.resolve(server.fetch(new Request(url, init)));
    expect(await askWays('https://chat.test/', fetch)).toEqual({
      kind: 'known',
      ways: ['password', 'token', 'browser'],
    });
    const nobody = () => Promise.reject(new Error('no network'));
    expect(await askWays('https://chat.test', nobody)).toEqual({ kind: 'unknown' });
  });
});

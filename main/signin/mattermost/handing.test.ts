import { describe, expect, it } from 'vitest';
import { createHanding } from './handing.ts';

const address = (token: string, scheme = 'mattermost-dev'): string =>
  `${scheme}://chat.example/login/desktop?client_token=${token}&server_token=s1`;

describe('an address that a page passes to the app', () => {
  it('is accepted if it has the token of the waiting attempt, after any wrong ones', async () => {
    const handing = createHanding();
    handing.heard(address('dev-mine'));
    const answer = handing.answer('dev-mine', new AbortController().signal);
    for (const stranger of [
      address('dev-other'),
      address('dev-mine', 'mattermost'),
      'mattermost-dev://',
      'mattermost-dev:%',
      '--hidden',
      `mattermost-dev://x?client_token=dev-mine&x=${'x'.repeat(5_000)}`,
    ])
      handing.heard(stranger);
    handing.heard(`${address('dev-mine')}&last=1`);
    handing.heard(address('dev-mine'));
    expect(await answer).toBe('?client_token=dev-mine&server_token=s1&last=1');
  });

  it('is ignored after the attempt has ended', async () => {
    const handing = createHanding();
    const ended = new AbortController();
    const answer = handing.answer('dev-mine', ended.signal);
    ended.abort();
    expect(await answer).toBeNull();
    expect(await handing.answer('dev-mine', ended.signal)).toBeNull();
    handing.heard(address('dev-mine'));
  });
});

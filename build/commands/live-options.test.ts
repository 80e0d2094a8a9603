import { describe, expect, it } from 'vitest';
import { passwordVariable, readLiveOptions, UsageError } from './live-options.ts';

const read = (line: string, environment: Record<string, string> = {}) =>
  readLiveOptions(
    line.split(' ').filter((word) => word !== ''),
    environment,
  );

describe('the command line of test:live', () => {
  it.each([
    ['', 'No server given'],
    ['--mattermots https://chat.example', "Unknown option '--mattermots'"],
    ['--mattermost https://chat.example --admin root', '--password missing'],
    ['--mattermost chat.example --admin root --password x', 'not “chat.example”'],
    ['--mattermost ftp://chat.example --admin root --password x', '--mattermost takes an address'],
    ['--password x', '--mattermost and --admin missing'],
    ['--tenant example.org', '--client missing'],
    ['--tenant', "Option '--tenant <value>' argument missing"],
    ['surplus', 'Unexpected argument'],
  ])('%j is refused with a reason', (line, reason) => {
    expect(() => read(line)).toThrow(UsageError);
    expect(() => read(line)).toThrow(reason);
  });

  it('takes a server with a sub-path, and the password from the environment', () => {
    const line = '--mattermost https://example.org/chat/ --admin root';
    expect(read(line, { [passwordVariable]: 'secret' })).toEqual({
      mattermost: { url: 'https://example.org/chat', loginId: 'root', password: 'secret' },
      tenant: null,
      only: null,
    });
  });

  it('a password in the environment alone selects no server', () => {
    expect(() => read('', { [passwordVariable]: 'secret' })).toThrow('No server given');
    expect(read('--tenant t --client c', { [passwordVariable]: 'secret' }).mattermost).toBeNull();
  });

  it('takes a tenant on the public cloud, and writes only if a partner is given', () => {
    expect(read('--tenant example.org --client c1').tenant).toEqual({
      tenant: 'example.org',
      clientId: 'c1',
      loginUrl: 'https://login.microsoftonline.com',
      graphUrl: 'https://graph.microsoft.com',
      colleague: null,
      adminConsent: false,
    });
  });
});

// What servers and proxies call themselves, in sentences: in one line, and never empty.
import { describe, expect, it } from 'vitest';
import { certificateWords, proxyLoginWords } from './machine/network-sentences.ts';
import { loginLabel, serverLine, ssoName } from './mattermost-sentences.ts';

const turned = 'Harbour\u202E\u0007\n server';
const unseen = ['', ' \n ', '\u202E\u200F'];

describe('the name of a server', () => {
  it('is one line', () => {
    expect(serverLine({ name: turned, version: '11.6.0\u202E' })).toBe('Harbour server · Mattermost 11.6.0');
    expect(ssoName({ service: 'saml', label: turned })).toBe('Harbour server');
    expect(loginLabel({ email: false, username: false, ldap: turned })).toBe('Harbour server');
  });
  it('is short', () => {
    expect(serverLine({ name: 'n'.repeat(300), version: '11' })).toBe(`${'n'.repeat(59)}… · Mattermost 11`);
  });
  it.each(unseen)('is left out if there is nothing to see in it (%j)', (name) => {
    expect(serverLine({ name, version: '11.6.0' })).toBe('Mattermost 11.6.0');
    expect(ssoName({ service: 'gitlab', label: name })).toBe('GitLab');
    expect(loginLabel({ email: false, username: false, ldap: name })).not.toMatch(/^\s*$/);
  });
});

describe('the names in a question about the network', () => {
  const proxy = { proxy: 'proxy:3128', isPlain: true, refused: false, username: '', canKeep: true };
  const question = { kind: 'proxy-login' as const, id: 1, ...proxy };
  it('are one line', () => {
    expect(proxyLoginWords.who({ ...question, realm: turned })).toContain('Harbour server');
    expect(certificateWords.subject(turned)).toBe('Harbour server');
    expect(certificateWords.issuer(turned)).toBe('Issued by Harbour server');
  });
  it.each(unseen)('are left out if there is nothing to see in them (%j)', (name) => {
    expect(proxyLoginWords.who({ ...question, realm: name })).toBe(
      proxyLoginWords.who({ ...question, realm: '' }),
    );
    expect(certificateWords.subject(name)).toBe('Without a name');
    expect(certificateWords.issuer(name)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { ConnectOutcome } from '../../../preload/contract/accounts.ts';
import type { MattermostOffer } from '../../../preload/contract/mattermost-sign-in.ts';
import { loginLabel, serverLine, ssoName, wayName } from '../words/mattermost-sentences.ts';
import { browserForm, waysOf } from './server-ways.ts';

const offer = (changes: Partial<MattermostOffer> = {}): MattermostOffer => ({
  name: 'Harbour',
  version: '11.6.0',
  password: { email: true, username: true, ldap: null },
  sso: [],
  oauth: 'client-needed',
  mfa: 'possible',
  ...changes,
});
const saml = { service: 'saml', label: 'Harbour ID' } as const;
const all = ['password', 'browser', 'token'];

describe('the ways to sign in that are shown', () => {
  it('are all ways while the server’s offer is not known', () => {
    expect([waysOf({ kind: 'no-address' }), waysOf({ kind: 'asking' })]).toEqual([all, all]);
  });
  it.each<[Partial<MattermostOffer>, string[]]>([
    [{}, all],
    [{ password: null, sso: [saml] }, ['browser', 'token']],
    [{ oauth: 'off' }, ['password', 'token']],
    [{ oauth: 'off', sso: [saml] }, all],
    [{ password: null, oauth: 'off' }, ['token']],
  ])('%j: %j', (changes, ways) => {
    expect(waysOf({ kind: 'offer', offer: offer(changes) })).toEqual(ways);
  });
  it.each<[ConnectOutcome, string[]]>([
    [{ kind: 'unreachable' }, all],
    [{ kind: 'not-this-service' }, all],
    [{ kind: 'certificate-refused', host: 'x' }, all],
    [{ kind: 'refused', reason: 'client-certificate', code: '' }, all],
    [{ kind: 'refused', reason: 'server-too-old', code: '9.1' }, []],
    [{ kind: 'refused', reason: 'version-hidden', code: '' }, []],
    [{ kind: 'insecure-address' }, []],
    [{ kind: 'redirected', to: 'https://x.example' }, []],
  ])('after %j: %j', (outcome, ways) => {
    expect(waysOf({ kind: 'none', outcome })).toEqual(ways);
  });
});

describe('the browser’s way', () => {
  it.each<[string, MattermostOffer | null, boolean, ReturnType<typeof browserForm>]>([
    ['nothing is known', null, false, { services: [], clientId: 'optional' }],
    [
      'clients register themselves',
      offer({ oauth: 'registers', sso: [saml] }),
      false,
      { services: [], clientId: 'none' },
    ],
    ['the preset has a client', offer({ sso: [saml] }), true, { services: [], clientId: 'none' }],
    [
      'there is single sign-on alone',
      offer({ oauth: 'off', sso: [saml] }),
      true,
      { services: [saml], clientId: 'none' },
    ],
    [
      'there is single sign-on, and OAuth for who has a client',
      offer({ sso: [saml] }),
      false,
      { services: [saml], clientId: 'optional' },
    ],
    ['an administrator has to register a client', offer(), false, { services: [], clientId: 'needed' }],
  ])('where %s', (_what, given, presetClient, form) => {
    expect(browserForm(given, presetClient)).toEqual(form);
  });
});

describe('the server’s own words', () => {
  const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');
  it.each([
    [{ email: true, username: true, ldap: null }, 'Username or e-mail'],
    [{ email: true, username: false, ldap: null }, 'E-mail'],
    [{ email: false, username: true, ldap: '' }, 'Username or AD/LDAP username'],
    [{ email: true, username: true, ldap: 'Staff number' }, 'Username, e-mail or Staff number'],
    [{ email: false, username: false, ldap: 'Staff number' }, 'Staff number'],
  ])('%j: %s', (password, label) => {
    expect(loginLabel(password)).toBe(label);
  });
  it('show the server’s name once, and its own label for single sign-on', () => {
    expect(plain(serverLine(offer()))).toBe('Harbour · Mattermost 11.6.0');
    expect(plain(serverLine(offer({ name: 'Mattermost' })))).toBe('Mattermost 11.6.0');
    expect([saml, { service: 'office365', label: '' } as const].map((one) => plain(ssoName(one)))).toEqual([
      'Harbour ID',
      'Entra ID',
    ]);
    expect([wayName('browser', offer()), wayName('browser', offer({ sso: [saml] }))]).toEqual([
      'Browser',
      'Single sign-on',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { clientIdIn, clientIdOf, serverAddress } from './input.ts';
import { emptyMethod, methodOf } from './mattermost-method-fields.tsx';

describe('a server’s address as people type it', () => {
  it.each([
    ['chat.example.org', 'https://chat.example.org'],
    [' https://Chat.Example.org/ ', 'https://chat.example.org'],
    ['http://127.0.0.1:8065', 'http://127.0.0.1:8065'],
    ['chat.example.org/team/sub/', 'https://chat.example.org/team/sub'],
    ['https://chat.example.org/?q=1#x', 'https://chat.example.org'],
    ['', null],
    ['two words', null],
    ['ftp://x.example', null],
    ['javascript:alert(1)', null],
    ['https://', null],
  ])('%s', (typed, url) => {
    expect(serverAddress(typed)).toBe(url);
  });
});

describe('a client ID', () => {
  const id = '11111111-2222-4333-8444-555555555555';
  it.each([
    [id, id],
    [` {${id.toUpperCase()}} `, id],
    ['11111111', null],
    ['', null],
  ])('%s', (typed, clientId) => {
    expect(clientIdOf(typed)).toBe(clientId);
  });
});

describe('the way into Mattermost', () => {
  const optional = { services: [], clientId: 'optional' } as const;
  it('is complete or null', () => {
    expect(methodOf('password', emptyMethod, optional, null)).toBeNull();
    expect(
      methodOf('password', { ...emptyMethod, loginId: ' ada ', password: ' p ' }, optional, null),
    ).toEqual({
      kind: 'password',
      loginId: 'ada',
      password: ' p ',
      mfaCode: null,
    });
    expect(
      methodOf(
        'password',
        { ...emptyMethod, loginId: 'ada', password: 'p', mfaCode: '123 456' },
        optional,
        null,
      ),
    ).toMatchObject({ mfaCode: '123456' });
    expect(methodOf('token', emptyMethod, optional, null)).toBeNull();
    expect(methodOf('token', { ...emptyMethod, token: ' t ' }, optional, null)).toEqual({
      kind: 'token',
      token: 't',
    });
    expect(methodOf('browser', emptyMethod, optional, null)).toEqual({
      kind: 'browser',
      clientId: null,
      service: null,
    });
    const typed = { ...emptyMethod, clientId: ' abc ' };
    expect(methodOf('browser', typed, optional, 'saml')).toEqual({
      kind: 'browser',
      clientId: 'abc',
      service: 'saml',
    });
    // A hidden field has no error.
    expect(methodOf('browser', typed, { services: [], clientId: 'none' }, null)).toMatchObject({
      clientId: null,
    });
    const needed = { services: [], clientId: 'needed' } as const;
    expect(methodOf('browser', emptyMethod, needed, null)).toBeNull();
  });
});

describe('the client of a consent address', () => {
  it('is the client in the address', () => {
    const id = '11111111-2222-4333-8444-555555555555';
    expect(clientIdIn(`https://login.example/tenant/v2.0/adminconsent?client_id=${id}&scope=a`)).toBe(id);
  });

  it('is null if the address has none', () => {
    expect([undefined, '', 'no address', 'https://login.example/?client_id=abc'].map(clientIdIn)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

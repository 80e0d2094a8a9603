import { describe, expect, it } from 'vitest';
import { entriesToForget } from './forgetting.ts';

const home = '3f6adf64-7cea-44d6-a708-34b914e61d71';
const guest = '0c39e6b5-8c67-4a0c-8cde-6d1b2a5c9f10';
const person = `CFE5DCB2-4d4f-4938-a7c0-129ffd8ebf62.${home}`;
const clientId = '11111111-2222-4333-8444-555555555555';
const otherClient = '99999999-2222-4333-8444-555555555555';

const entry = (type: string, client: string, tenant: string): string =>
  `msal.3|${person}|login.windows.net|${type}|${client}|${tenant}|user.read|`.toLowerCase();
const account = `msal.3|${person}|login.windows.net|${home}`.toLowerCase();
const homeTokens = [entry('accesstoken', clientId, home), entry('idtoken', clientId, home)];
const guestTokens = [entry('accesstoken', clientId, guest), entry('idtoken', clientId, guest)];
const refresh = entry('refreshtoken', clientId, '');
const otherRefresh = entry('refreshtoken', otherClient, '');
const strangers = [
  'msal.3|somebody.else|login.windows.net|refreshtoken|11111111-2222-4333-8444-555555555555|||',
  'msal.3.account.keys',
  `msal.3.token.keys.${clientId}`,
  `not-msal ${person}`,
];
const all = [account, ...homeTokens, ...guestTokens, refresh, otherRefresh, ...strangers];
const of = { account: { homeAccountId: person, tenantId: guest, userId: 'u' }, clientId };

describe('the deleted parts of an account', () => {
  it('are all of the person’s entries if no account shares them', () => {
    expect(entriesToForget(all, { ...of, shared: 'nothing' })).toEqual([
      account,
      ...homeTokens,
      ...guestTokens,
      refresh,
      otherRefresh,
    ]);
  });
  it('are the client’s entries if another client’s account of the person stays', () => {
    expect(entriesToForget(all, { ...of, shared: 'person' })).toEqual([
      ...homeTokens,
      ...guestTokens,
      refresh,
    ]);
  });
  it('are the tenant’s entries if another tenant’s account of the same client stays, because they share the refresh token', () => {
    expect(entriesToForget(all, { ...of, shared: 'person-and-client' })).toEqual(guestTokens);
  });
});

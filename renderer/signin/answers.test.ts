import {
  type AccountInfo,
  AuthError,
  type AuthenticationResult,
  CacheLookupPolicy,
  type SilentRequest,
} from '@azure/msal-browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SignInQuestion } from '../../preload/contract/index.ts';
import { createAnswerer } from './answers.ts';
import { CacheClosed } from './cache-key.ts';
import type { Application, Client, Clients } from './client.ts';

const home = '3f6adf64-7cea-44d6-a708-34b914e61d71';
const guest = '0c39e6b5-8c67-4a0c-8cde-6d1b2a5c9f10';
const loginUrl = 'https://login.example';
const clientId = '11111111-2222-4333-8444-555555555555';
/** Ada, in both tenants. */
const homeAccountId = `ada.${home}`;

const infoOf = (tenantId: string): AccountInfo => ({
  homeAccountId,
  environment: 'login.example',
  tenantId,
  username: 'ada@home.example',
  localAccountId: `ada-in-${tenantId}`,
  name: 'Ada',
});
const resultOf = (tenantId: string, given: Partial<AuthenticationResult> = {}): AuthenticationResult => ({
  authority: '',
  uniqueId: `ada-in-${tenantId}`,
  tenantId,
  scopes: [],
  account: infoOf(tenantId),
  idToken: '',
  idTokenClaims: {},
  accessToken: `token of ${tenantId}`,
  fromCache: false,
  expiresOn: null,
  tokenType: 'Bearer',
  correlationId: '',
  ...given,
});

type AccountFilter = Parameters<Application['getAccount']>[0];
let asked: { filters: AccountFilter[]; silent: SilentRequest[] };
let silently: (request: SilentRequest) => Promise<AuthenticationResult>;
let order: string[];

const client: Client = {
  application: {
    getAccount: (filter) => {
      asked.filters.push(filter);
      return filter.tenantId === undefined ? infoOf(home) : infoOf(filter.tenantId);
    },
    acquireTokenSilent: (request) => {
      asked.silent.push(request);
      return silently(request);
    },
    acquireTokenRedirect: () => Promise.resolve(),
    handleRedirectPromise: () => Promise.resolve(null),
    clearCache: () => Promise.resolve(),
  },
  takeAnswer: () => null,
  trouble: () => null,
};
const clientsOf = (open: Clients['open']): Clients => ({
  open,
  opened: () => null,
  close: () => void order.push('closed'),
});
/** The place of a caught error. */
const caughtAt: string[] = [];
const answerer = (open: Clients['open'] = () => Promise.resolve(client)) =>
  createAnswerer(clientsOf(open), (place) => caughtAt.push(place));

const question = (tenantId: string, renew = false): Extract<SignInQuestion, { kind: 'token' }> => ({
  kind: 'token',
  loginUrl,
  clientId,
  account: { homeAccountId, tenantId, userId: `ada-in-${tenantId}` },
  scopes: ['User.Read'],
  renew,
});

beforeEach(() => {
  asked = { filters: [], silent: [] };
  order = [];
  silently = ({ account }) => Promise.resolve(resultOf(account?.tenantId ?? ''));
});

describe('a token', () => {
  it('is requested by person and tenant, at that tenant, and never in a hidden frame', async () => {
    expect(await answerer()(question(guest))).toEqual({ kind: 'token', accessToken: `token of ${guest}` });
    await answerer()(question(home, true));
    expect(asked.filters).toEqual([
      { homeAccountId, tenantId: guest },
      { homeAccountId, tenantId: home },
    ]);
    expect(asked.silent).toMatchObject([
      {
        authority: `${loginUrl}/${guest}`,
        account: { tenantId: guest },
        cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
      },
      { authority: `${loginUrl}/${home}`, cacheLookupPolicy: CacheLookupPolicy.RefreshToken },
    ]);
  });
  it.each([
    ['another tenant’s', resultOf(home)],
    ['another user’s', resultOf(guest, { uniqueId: 'ben-in-guest' })],
    ['nobody’s', resultOf(guest, { uniqueId: '', tenantId: '' })],
  ])('that is %s is not given', async (_whose, result) => {
    silently = () => Promise.resolve(result);
    expect(await answerer()(question(guest))).toEqual({
      kind: 'delayed',
      reason: 'broken-answer',
      code: 'another-account',
    });
  });
  it('belongs to the same account for ids of Entra in upper or lower case', async () => {
    silently = () => Promise.resolve(resultOf(guest, { tenantId: guest.toUpperCase() }));
    expect((await answerer()(question(guest))).kind).toBe('token');
  });
  it('that is empty counts as no token', async () => {
    silently = () => Promise.resolve(resultOf(guest, { accessToken: '' }));
    expect(await answerer()(question(guest))).toMatchObject({ kind: 'delayed', code: 'no-token' });
  });
  it('waits while the cache stays closed, and after an unknown error of MSAL', async () => {
    expect(await answerer(() => Promise.reject(new CacheClosed()))(question(guest))).toMatchObject({
      kind: 'delayed',
      reason: 'keyring-locked',
    });
    silently = () => Promise.reject(new AuthError('state_mismatch', ''));
    caughtAt.length = 0;
    expect(await answerer()(question(guest))).toEqual({ kind: 'failed', code: 'state_mismatch' });
    expect(caughtAt).toEqual(['sign-in-question']);
  });
});

describe('a cache that cannot be opened', () => {
  it('may be deleted only when the user signs in again', async () => {
    const permitted: boolean[] = [];
    const answer = answerer((_key, anew) => {
      permitted.push(anew);
      return Promise.reject(new CacheClosed());
    });
    const { account, scopes } = question(home);
    const signIn = {
      kind: 'sign-in',
      loginUrl,
      clientId,
      scopes,
      tenant: home,
      redirectUri: 'http://localhost:1',
      account: { ...account, label: 'ada' },
    } as const;
    await answer(question(home));
    await answer({ ...signIn, account: null, anew: false });
    await answer({ ...signIn, anew: true });
    expect(permitted).toEqual([false, false, true]);
  });
});

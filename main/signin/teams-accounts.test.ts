import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Preset, SignInQuestion } from '../../preload/contract/index.ts';
import { type Accounts, openAccounts, type StoredTeamsAccount } from '../accounts/accounts.ts';
import { teamsAccountId } from '../accounts/identify.ts';
import { createTeamsKeeping, registrationFor, type SignedIn } from './teams-keeping.ts';
import { createTeamsTokens, numbersIn, ownerOf, sharedWith } from './teams-tokens.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

const home = '3f6adf64-7cea-44d6-a708-34b914e61d71';
const guest = '0c39e6b5-8c67-4a0c-8cde-6d1b2a5c9f10';
const client = '11111111-2222-4333-8444-555555555555';
const otherClient = '99999999-2222-4333-8444-555555555555';
const cloud = { loginUrl: 'https://login.example', graphUrl: 'https://graph.example/v1.0' };

/** Ada's account in a tenant: one person in all tenants, with another object id in each. */
const answerOf = (tenantId: string, userId = `ada-in-${tenantId.slice(0, 4)}`): SignedIn => ({
  kind: 'signed-in',
  homeAccountId: `ada.${home}`,
  tenantId,
  userId,
  username: 'ada@home.example',
  displayName: 'Ada',
});
const storedIn = (tenantId: string, clientId = client): StoredTeamsAccount => {
  const { userId, homeAccountId } = answerOf(tenantId);
  return {
    service: 'teams',
    known: {
      id: teamsAccountId(tenantId, userId),
      service: 'teams',
      displayName: 'Ada',
      label: 'ada@home.example',
      userId,
      tenantId,
      graphUrl: cloud.graphUrl,
    },
    loginUrl: cloud.loginUrl,
    clientId,
    homeAccountId,
    leaving: false,
  };
};

let folder: string;
let accounts: Accounts;
let asked: SignInQuestion[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-teams-'));
  accounts = await openAccounts(join(folder, 'accounts.json'), undefined);
  asked = [];
});
afterEach(() => removeFolder(folder));

const tokens = () =>
  createTeamsTokens(
    {
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(
          question.kind === 'forget' ? { kind: 'forgotten' } : { kind: 'token', accessToken: 't' },
        );
      },
      ready: () => undefined,
      answered: () => undefined,
      gone: () => undefined,
    },
    accounts,
    { write: () => undefined },
  );
const keeping = (relay?: Preset['relay']) => createTeamsKeeping(accounts, tokens(), relay);
const request = { tenant: 'organizations', clientId: client, account: null };

describe('a question for a token', () => {
  it('names the account’s own tenant, client and service', async () => {
    await tokens().accessToken(storedIn(guest, otherClient), true);
    expect(asked).toMatchObject([
      {
        kind: 'token',
        loginUrl: cloud.loginUrl,
        clientId: otherClient,
        account: { homeAccountId: `ada.${home}`, tenantId: guest, userId: 'ada-in-0c39' },
        renew: true,
      },
    ]);
  });
});

describe('the tokens that a leaving account shares', () => {
  const leaving = ownerOf(storedIn(guest));
  it.each([
    ['nothing, alone', [], 'nothing'],
    ['nothing with itself', [storedIn(guest)], 'nothing'],
    ['nothing with one that leaves too', [{ ...storedIn(home), leaving: true }], 'nothing'],
    ['nothing with somebody else', [{ ...storedIn(home), homeAccountId: 'ben.x' }], 'nothing'],
    ['the refresh token with another tenant of the client', [storedIn(home)], 'person-and-client'],
    ['the person with another client', [storedIn(home, otherClient)], 'person'],
    ['the person with itself, signed in by another client', [storedIn(guest, otherClient)], 'person'],
  ] as const)('is %s', (_what, others, shared) => {
    expect(sharedWith(leaving, others)).toBe(shared);
  });
});

describe('signing in again', () => {
  it('uses the account’s own registration, not that of the form', () => {
    const again = storedIn(guest, otherClient);
    const elsewhere = { loginUrl: 'https://other.example', graphUrl: 'https://other.example/v1.0' };
    expect(registrationFor(request, again, elsewhere)).toEqual({
      ...cloud,
      tenant: guest,
      clientId: otherClient,
    });
    expect(registrationFor(request, null, elsewhere)).toEqual({
      ...elsewhere,
      tenant: 'organizations',
      clientId: client,
    });
  });
  it('uses the client of the form if the account’s own is no longer known', () => {
    expect(registrationFor(request, storedIn(guest, otherClient), cloud, true)).toEqual({
      ...cloud,
      tenant: guest,
      clientId: client,
    });
  });
  it('refuses the same person’s account of another tenant, and removes its tokens', async () => {
    const again = storedIn(guest);
    await accounts.keep(again);
    const registration = registrationFor(request, again, cloud);
    expect(await keeping().keep(registration, again, answerOf(home), [])).toEqual({
      kind: 'other-person',
      label: 'ada@home.example',
    });
    expect(accounts.all()).toEqual([again]);
    // The guest's account needs the refresh token that both share.
    expect(asked).toMatchObject([
      { kind: 'forget', account: { tenantId: home }, shared: 'person-and-client' },
    ]);
  });
  it('keeps the tokens of an account that is in the app already', async () => {
    const again = storedIn(guest);
    await accounts.keep(again);
    await accounts.keep(storedIn(home));
    const outcome = await keeping().keep(registrationFor(request, again, cloud), again, answerOf(home), []);
    expect([outcome.kind, asked]).toEqual(['other-person', []]);
  });
  it('keeps both accounts of one person apart', async () => {
    const registration = registrationFor(request, null, cloud);
    await keeping().keep(registration, null, answerOf(home), []);
    await keeping().keep(registration, null, answerOf(guest), []);
    expect(accounts.all().map(({ known }) => known.id)).toEqual([
      storedIn(home).known.id,
      storedIn(guest).known.id,
    ]);
  });
  it('forgets the tokens of another registration of the same account', async () => {
    await accounts.keep(storedIn(home, otherClient));
    await keeping().keep(registrationFor(request, null, cloud), null, answerOf(home), []);
    expect(accounts.all()).toMatchObject([{ clientId: client }]);
    expect(asked).toMatchObject([{ kind: 'forget', clientId: otherClient, shared: 'person' }]);
  });
  it('refuses a personal Microsoft account, and removes its tokens', async () => {
    const personal = answerOf('9188040d-6c67-4c5b-b112-36a304b66dad');
    expect(await keeping().keep(registrationFor(request, null, cloud), null, personal, [])).toEqual({
      kind: 'refused',
      reason: 'personal-account',
      code: '',
    });
    expect([accounts.all(), asked.map(({ kind }) => kind)]).toEqual([[], ['forget']]);
  });
  it('refuses on a relay whoever is not its user, and its user elsewhere, and removes their tokens', async () => {
    const ofRelay = '11111111-2222-4333-8444-55555555aaaa';
    const kept = (userId: string, here: boolean) =>
      keeping({ mattermostBot: 'b'.repeat(26), teamsUser: ofRelay, here }).keep(
        registrationFor(request, null, cloud),
        null,
        answerOf(home, userId),
        [],
      );
    expect(await kept('ada', true)).toMatchObject({ kind: 'refused', reason: 'not-of-relay' });
    expect(await kept(ofRelay, false)).toMatchObject({ kind: 'refused', reason: 'of-relay' });
    expect([accounts.all(), asked.map(({ kind }) => kind)]).toEqual([[], ['forget', 'forget']]);
    expect(await kept('ada', false)).toMatchObject({ kind: 'connected' });
    expect(await kept(ofRelay, true)).toMatchObject({ kind: 'connected' });
  });
});

describe('the log', () => {
  it.each([
    ['AADSTS700016', { aadsts: 700_016 }],
    ['invalid_grant', {}],
    ['AADSTS12 ada@example.org', {}],
  ])('gets the number of %s', (code, numbers) => {
    expect(numbersIn(code)).toEqual(numbers);
  });
});

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Feature, SignInAnswer } from '../../preload/contract/index.ts';
import { type Accounts, openAccounts, type StoredTeamsAccount } from '../accounts/accounts.ts';
import { features, featureScopes, scopesFor } from '../../sign-in/scopes.ts';
import { asPagesKnow, createTeamsConsent, grantedTo, lacking } from './teams-consent.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

const ada: StoredTeamsAccount = {
  service: 'teams',
  known: {
    id: 't-aaaaaaaaaaaa',
    service: 'teams',
    displayName: 'Ada',
    label: 'ada@home.example',
    userId: 'ada',
    tenantId: 'home',
    graphUrl: 'https://graph.example/v1.0',
  },
  loginUrl: 'https://login.example',
  clientId: '11111111-2222-4333-8444-555555555555',
  homeAccountId: 'ada.home',
  leaving: false,
};
const scopesOf = (...wanted: Feature[]): readonly string[] =>
  wanted.flatMap((feature) => featureScopes[feature]);
const refused = (reason: 'consent-missing' | 'expired'): SignInAnswer => ({
  kind: 'refused',
  reason,
  code: 'AADSTS65001',
});

let folder: string;
let accounts: Accounts;
/** The permissions of each question, besides those of chats. */
let asked: string[][];
let changes: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-consent-'));
  accounts = await openAccounts(join(folder, 'accounts.json'), undefined);
  await accounts.keep(ada);
  asked = [];
  changes = 0;
});
afterEach(() => removeFolder(folder));

/** A tenant in which these permissions are granted. */
const consentOf = (granted: readonly string[], otherwise: SignInAnswer = refused('consent-missing')) =>
  createTeamsConsent(
    accounts,
    (_account, scopes) => {
      asked.push(scopes.slice(scopesFor([]).length));
      const isGranted = scopes.every((scope) => [...scopesFor([]), ...granted].includes(scope));
      return Promise.resolve(isGranted ? { kind: 'token', accessToken: 't' } : otherwise);
    },
    () => (changes += 1),
  );
const kept = (): StoredTeamsAccount => {
  const account = accounts.find(ada.known.id);
  if (account?.service !== 'teams') throw new Error('no account');
  return account;
};

describe('the granted permissions', () => {
  it('are found with one question if all are there, and no change is reported', async () => {
    expect(await consentOf(scopesFor(features)).look(ada)).toEqual(ada);
    expect([asked.length, changes]).toEqual([1, 0]);
  });

  it('are used in part: the missing ones are kept with the account, and reported', async () => {
    const granted = scopesOf('channels', 'channel-members', 'files');
    const found = await consentOf(granted).look(ada);
    expect(grantedTo(found)).toEqual(['channels', 'channel-members', 'files']);
    expect(kept().known.missingScopes).toEqual(scopesOf('channel-writing', 'presence', 'own-presence'));
    expect(asPagesKnow(found)).toMatchObject({ lacks: ['channel-writing', 'presence'] });
    expect(changes).toBe(1);
  });

  it('of one feature count only as a whole', async () => {
    const found = await consentOf(['Team.ReadBasic.All', 'Channel.ReadBasic.All']).look(ada);
    expect(grantedTo(found)).toEqual([]);
  });

  it('are not asked for if their base is missing: no writing in channels without reading', async () => {
    const found = await consentOf(scopesOf('channel-writing', 'channel-members', 'presence')).look(ada);
    expect(grantedTo(found)).toEqual(['presence']);
    expect(asked.slice(1)).toEqual([
      scopesOf('channels'),
      scopesOf('presence'),
      scopesOf('own-presence'),
      scopesOf('files'),
    ]);
    // For people the base need not be listed.
    expect(asPagesKnow(found)).toMatchObject({ lacks: ['channels', 'own-presence', 'files'] });
  });

  it('are noticed when they come, and the missing ones are all forgotten', async () => {
    await accounts.keep(lacking(ada, features));
    const found = await consentOf(scopesFor(features)).look(kept());
    expect(grantedTo(found)).toEqual(features);
    expect(kept()).toEqual(ada);
    expect(asPagesKnow(found)).toEqual(ada.known);
    expect(changes).toBe(1);
  });
});

describe('an answer without a word about consent changes nothing', () => {
  it.each([
    [refused('expired')],
    [{ kind: 'delayed', reason: 'service-down', code: '' }],
    [{ kind: 'no-answer' }],
  ] as const)('%o', async (answer) => {
    await accounts.keep(lacking(ada, ['files']));
    const before = kept();
    const found = await consentOf([], answer as SignInAnswer).look(before);
    expect([found, kept(), changes]).toEqual([before, before, 0]);
  });
});

describe('an account that changes during a question', () => {
  const during = (change: () => Promise<void>) =>
    createTeamsConsent(
      accounts,
      async () => {
        await change();
        return refused('consent-missing');
      },
      () => (changes += 1),
    );

  it('is not kept again if it was signed out', async () => {
    expect(await during(() => accounts.leave(ada.known.id)).look(ada)).toEqual(ada);
    expect([kept().leaving, kept().known.missingScopes, changes]).toEqual([true, undefined, 0]);
  });

  it('is left to its own next check if it was signed in with another client', async () => {
    const anew = { ...ada, clientId: '99999999-2222-4333-8444-555555555555' };
    await during(() => accounts.keep(anew)).look(ada);
    expect([kept(), changes]).toEqual([anew, 0]);
  });
});

it('an account of an earlier version without all of channels reports just that', () => {
  const missingScopes = scopesOf('channels', 'channel-writing', 'channel-members');
  expect(asPagesKnow({ ...ada, known: { ...ada.known, missingScopes: [...missingScopes] } }).service).toBe(
    'teams',
  );
  const known = asPagesKnow({ ...ada, known: { ...ada.known, missingScopes: [...missingScopes] } });
  expect(known).toMatchObject({ lacks: ['channels'] });
  expect(known.service === 'teams' && known.consentUrl).toContain('/home/v2.0/adminconsent?');
});

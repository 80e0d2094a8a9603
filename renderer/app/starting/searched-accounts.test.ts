import { expect, it } from 'vitest';
import type { AccountId } from '../../model/index.ts';
import { searchedAccounts } from './searched-accounts.ts';

it('a typed name is not sent to a server where nobody of the conversation has an account', () => {
  const [harbour, works, office] = ['harbour', 'works', 'office'] as AccountId[];
  const accounts = [
    { id: harbour, service: 'mattermost' },
    { id: works, service: 'mattermost' },
    { id: office, service: 'teams' },
  ] as Parameters<typeof searchedAccounts>[0];
  expect(searchedAccounts(accounts, undefined)).toEqual([harbour, works]);
  expect(searchedAccounts(accounts, works)).toEqual([works]);
  expect(searchedAccounts(accounts, office)).toEqual([]);
});

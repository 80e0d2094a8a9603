import { expect, it } from 'vitest';
import { checkAccount, readAccountCheck } from './account-check.ts';

const forbidden = (message: string): string => JSON.stringify({ error: { code: 'Forbidden', message } });

it('tells an account without a licence, and one without Teams, from a missing permission', () => {
  const licence =
    'Failed to get license information for the user. Ensure user has a valid Office365 license.';
  expect(readAccountCheck(403, forbidden(licence))).toBe('no-licence');
  expect(readAccountCheck(403, forbidden('User Login. Teams is disabled for your tenant.'))).toBe(
    'teams-off',
  );
  expect(readAccountCheck(403, forbidden('Missing scope permissions on the request.'))).toBe('works');
  expect(readAccountCheck(200, '{"value":[]}')).toBe('works');
});

it('says nothing where Graph cannot be asked', async () => {
  const account = { graphUrl: 'https://graph.example', accessToken: 't' };
  expect(await checkAccount(account, () => Promise.reject(new TypeError('none')))).toBe('works');
});

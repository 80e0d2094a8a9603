import { expect, it } from 'vitest';
import type { StoredTeamsAccount } from '../accounts/accounts.ts';
import type { AccessToken } from '../signin/teams-tokens.ts';
import { createGraphTokens } from './graph-tokens.ts';

const ada = { known: { id: 't-ada' } } as StoredTeamsAccount;

const begin = (answers: AccessToken[]) =>
  createGraphTokens(() => {
    const next = answers.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error('asked once more'));
  });

it('keeps the latest token for the gateway, and gives none of it to the page', async () => {
  const tokens = begin([
    { kind: 'token', accessToken: 'one' },
    { kind: 'token', accessToken: 'two' },
  ]);
  expect(tokens.of('t-ada')).toBe(null);
  expect(await tokens.see(ada, false)).toEqual({ kind: 'token', number: 1 });
  await tokens.see(ada, true);
  expect(tokens.of('t-ada')).toBe('two');
  expect(tokens.of('t-ben')).toBe(null);
});

it('has none after a refusal, nor after the account was signed out', async () => {
  const tokens = begin([
    { kind: 'token', accessToken: 'one' },
    { kind: 'unreachable', reason: 'no-answer' },
    { kind: 'token', accessToken: 'two' },
  ]);
  await tokens.see(ada, false);
  await tokens.see(ada, true);
  expect(tokens.of('t-ada')).toBe(null);
  await tokens.see(ada, false);
  tokens.forget('t-ada');
  expect(tokens.of('t-ada')).toBe(null);
});

it('numbers tokens, so that a page can distinguish a new one from the last without seeing either', async () => {
  const ben = { known: { id: 't-ben' } } as StoredTeamsAccount;
  const tokens = begin([
    { kind: 'token', accessToken: 'one' },
    { kind: 'token', accessToken: 'one' },
    { kind: 'token', accessToken: 'of Ben' },
    { kind: 'token', accessToken: 'two' },
  ]);
  const numbers: unknown[] = [];
  for (const account of [ada, ada, ben, ada]) numbers.push(await tokens.see(account, false));
  expect(numbers).toEqual([1, 1, 2, 3].map((number) => ({ kind: 'token', number })));
});

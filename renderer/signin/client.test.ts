import { afterEach, expect, it, vi } from 'vitest';
import type { Door } from '../../preload/contract/index.ts';
import { CacheClosed } from './cache-key.ts';
import { createClients } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

const key = { loginUrl: 'https://login.example', clientId: '11111111-2222-4333-8444-555555555555' };

it('a new sign-in deletes a closed cache, although a request that may not do so is running', async () => {
  vi.stubGlobal('document', { cookie: '' });
  vi.stubGlobal('localStorage', {});
  const asked: string[] = [];
  let answer: () => void = () => undefined;
  const unreadable = new Promise((resolve) => (answer = () => resolve({ kind: 'unreadable' })));
  const call = (name: string): Promise<unknown> => {
    asked.push(name);
    return name === 'signin:cache-key' ? unreadable : Promise.resolve({});
  };
  const door: Door<'signin'> = {
    page: 'signin',
    call: call as Door<'signin'>['call'],
    hear: () => () => undefined,
  };
  const clients = createClients(door);
  const token = clients.open(key, false);
  // MSAL itself needs a browser, so the test does not check its result here.
  const signIn = clients.open(key, true).catch(() => null);
  answer();
  await expect(token).rejects.toBeInstanceOf(CacheClosed);
  await signIn;
  expect(asked.slice(0, 3)).toEqual(['signin:cache-key', 'signin:cache-key', 'log:write']);
});

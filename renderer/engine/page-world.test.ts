import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Door, graphPath } from '../../preload/contract/index.ts';
import type { AccountId } from '../model/index.ts';
import { pageWorld } from './page-world.ts';

const page = 'https://engine.test';
const sent: { readonly address: unknown; readonly headers: Headers }[] = [];

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('location', { origin: page });
  vi.stubGlobal('fetch', (address: unknown, init: RequestInit) => {
    sent.push({ address, headers: new Headers(init.headers) });
    return Promise.resolve(new Response('{}'));
  });
});
afterEach(() => vi.unstubAllGlobals());

/** The world of a page whose main answers each question for a token with the next number. */
const worldOf = (...numbers: number[]) => {
  const call = (name: string): Promise<unknown> =>
    name === 'teams:access-token'
      ? Promise.resolve({ kind: 'token', number: numbers.shift() })
      : Promise.reject(new Error(name));
  // The door's calls are typed each by its name; these tests need one of them.
  return pageWorld({ call, hear: () => () => undefined } as unknown as Door<'engine'>, 'key');
};

const tokenOf = async (world: ReturnType<typeof worldOf>): Promise<string> => {
  const token = await world.accessToken('t-ada' as AccountId);
  if (!token.ok) throw new Error(token.failure.kind);
  return token.value;
};

it('the page’s world distinguishes a renewed token from the earlier one, and gives the same token the same mark', async () => {
  const world = worldOf(1, 1, 2);
  const [first, same, renewed] = [await tokenOf(world), await tokenOf(world), await tokenOf(world)];
  expect(same).toBe(first);
  expect(renewed).not.toBe(first);
});

it('the page’s world sends a request with a mark through the gateway, for its account, without the mark', async () => {
  const world = worldOf(12);
  const authorization = `Bearer ${await tokenOf(world)}`;
  await world.fetch(new Request('https://graph.test/v1.0/me?a=1', { headers: { authorization } }));
  expect(sent.map(({ address }) => address)).toEqual([graphPath('t-ada', '/v1.0/me?a=1')]);
  expect(sent[0]?.headers.get('authorization')).toBeNull();
});

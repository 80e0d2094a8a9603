/** How the registers of the author lease are found in a long channel. */
import { expect, it } from 'vitest';
import type { AccountId } from '../../../model/index.ts';
import { failed, type ServiceFailure, succeeded } from '../../../model/index.ts';
import { makeIds } from '../ids.ts';
import { pageSize } from '../rest/paging.ts';
import type { Surroundings } from '../writing/surroundings.ts';
import { makeRegisters } from './registers.ts';

const ids = makeIds('m' as AccountId);
const author = {
  kind: 'author',
  epoch: 0,
  beat: 1,
  lasts: 900_000,
  wants: false,
  mayBeTaken: true,
  wishes: [],
};
const relay = { kind: 'relay', epoch: 0, beat: 1, lasts: 600_000, grace: 900_000, taken: false };

/** A channel of so many posts, from the oldest on; `registers`: by place. */
const channel = (count: number, registers: Readonly<Record<number, 'author' | 'relay'>>) => {
  const posts: Record<string, unknown>[] = [];
  const post = (of?: 'author' | 'relay'): void => {
    const { kind: _kind, ...note } = of === 'author' ? author : relay;
    posts.push({
      ...{
        id: `p${posts.length}`,
        channel_id: 'direct',
        update_at: posts.length + 1,
        user_id: of ?? 'author',
      },
      props: of === undefined ? {} : { isthmus: { version: 1, [of]: note } },
    });
  };
  for (let at = 0; at < count; at += 1) post(registers[at]);
  let asked = 0;
  let fails: { readonly at: number; readonly how: ServiceFailure | Error } | null = null;
  const answer = (end: number) => {
    asked += 1;
    const page = posts.slice(Math.max(0, end - pageSize), end).reverse();
    return Promise.resolve({
      order: page.map(({ id }) => id),
      posts: Object.fromEntries(page.map((one) => [String(one.id), one])) as Record<string, unknown>,
    });
  };
  const client = {
    getPosts: () => answer(posts.length),
    getPostsBefore: (_channel: string, before: string) => answer(posts.findIndex(({ id }) => id === before)),
  };
  const around = {
    rest: {
      ask: async (_signal: unknown, work: (client: unknown) => unknown) => {
        if (fails?.at !== asked) return succeeded(await work(client));
        const { how } = fails;
        fails = null;
        if (how instanceof Error) throw how;
        return failed(how);
      },
    },
    context: { ids, userId: 'author' },
    // The registers use nothing else of their surroundings.
  } as unknown as Surroundings;
  const capability = makeRegisters(around);
  const look = async () => {
    const found = await capability.find(
      ids.conversation('direct'),
      { author: ids.person('author'), relay: ids.person('relay') },
      new AbortController().signal,
    );
    return found.ok ? [found.value.author?.id, found.value.relay?.id] : found.failure.kind;
  };
  /** The request after so many others fails once. */
  const failAt = (requests: number, how: ServiceFailure | Error): void => {
    fails = { at: requests, how };
  };
  return { look, post, failAt, asked: () => asked };
};
const at = (place: number) => ids.message('direct', `p${place}`);

it('in a channel of one page they are found at once, of several the oldest', async () => {
  const { look, asked } = channel(150, { 3: 'relay', 5: 'author', 90: 'author' });
  expect(await look()).toEqual([at(5), at(3)]);
  expect(asked()).toBe(1);
});

it('a channel that is too long for one turn is read in several, which go on where the last one ended', async () => {
  const { look, post, asked } = channel(120 * pageSize, { 0: 'relay', 7: 'author', 20_000: 'author' });
  expect(await look()).toBe('stands-still');
  expect(asked()).toBe(50);
  // What is written meanwhile is newer.
  post('author');
  post('relay');
  expect(await look()).toBe('stands-still');
  expect(await look()).toEqual([at(7), at(0)]);
  expect(asked()).toBeLessThan(130);
});

it('what is written between two turns counts where there is nothing older', async () => {
  const { look, post } = channel(60 * pageSize, { 0: 'relay' });
  expect(await look()).toBe('stands-still');
  post('author');
  expect(await look()).toEqual([at(60 * pageSize), at(0)]);
});

it('where more was written between two turns than a page holds, the search begins anew', async () => {
  const { look, post } = channel(60 * pageSize, { 0: 'relay' });
  expect(await look()).toBe('stands-still');
  post('author');
  for (let more = 0; more < pageSize; more += 1) post();
  expect(await look()).toBe('stands-still');
  expect(await look()).toEqual([at(60 * pageSize), at(0)]);
});

it.each<[string, ServiceFailure | Error]>([
  ['the server cannot be reached', { kind: 'offline', reason: 'unreachable', status: null }],
  ['the server asks to wait', { kind: 'throttled', retryAfterMs: 1_000 }],
  ['it is ended', { kind: 'cancelled' }],
  ['an error comes', new Error('a fault')],
])(
  'where %s in the middle of a search, the next goes on from the last page that was read',
  async (_name, how) => {
    const { look, failAt, asked } = channel(40 * pageSize, { 0: 'relay', 7: 'author', 7_900: 'author' });
    failAt(30, how);
    const [first] = await Promise.allSettled([look()]);
    expect(first).toMatchObject(
      how instanceof Error ? { status: 'rejected' } : { status: 'fulfilled', value: how.kind },
    );
    expect(asked()).toBe(30);
    expect(await look()).toEqual([at(7), at(0)]);
    // The newest page, and those that had not been read; the last of them is empty.
    expect(asked()).toBe(30 + 1 + 11);
  },
);

it('where the post before which it goes on is gone, the next search begins anew', async () => {
  const { look, failAt, asked } = channel(10 * pageSize, { 0: 'relay', 7: 'author' });
  failAt(5, { kind: 'not-found' });
  expect(await look()).toBe('not-found');
  expect(await look()).toEqual([at(7), at(0)]);
  expect(asked()).toBe(5 + 11);
});

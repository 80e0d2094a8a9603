/** What the watch says of a database that cannot be written, and what it does then. */
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../test/support/database.ts';
import type { StoreFailure } from '../store/index.ts';
import type { Relay } from './relay.ts';
import type { TeamsSeat } from './teams-seat.ts';
import type { Told } from './told.ts';
import { watch } from './watch.ts';

const context = { url: 'https://example', signIn: '', consent: '' };
const path = '/data/relay.db';
let kept: Told[];
beforeEach(() => {
  kept = [];
});

/** Watches a relay for so many looks. `before`: what happens before each. */
const watched = async (
  looks: number,
  before: (at: number) => void,
  stands: { failure: StoreFailure | null; accountsChanged: () => Promise<void> },
): Promise<readonly string[]> => {
  const database = openDatabase();
  onTestFinished(() => database.close());
  const lines: string[] = [];
  const end = new AbortController();
  let at = 0;
  before(0);
  const wait = (): Promise<void> => {
    at += 1;
    if (at === looks) end.abort();
    else before(at);
    return Promise.resolve();
  };
  // The watch asks no more of a relay and of its seat.
  const relay = {
    database,
    shares: () => null,
    authors: () => null,
    storeFailure: () => stands.failure,
    accountsChanged: () => stands.accountsChanged(),
  } as unknown as Relay;
  // Somebody signs in before the first look.
  const seat = { look: () => Promise.resolve(at === 0), user: { username: 'relay@contoso.example' } };
  await watch({
    ...{ relay, path, eventHubs: null, wait, end: end.signal },
    keep: (told) => Promise.resolve(void kept.push(told)),
    seat: seat as unknown as TeamsSeat,
    contexts: { teams: { ...context, service: 'teams' }, mattermost: { ...context, service: 'mattermost' } },
    tell: (line) => void lines.push(line),
  });
  return lines;
};

it('says once that the disk is full, once that there is room again, and both stand in the status', async () => {
  const stands = { failure: null as StoreFailure | null, accountsChanged: () => Promise.resolve() };
  const lines = await watched(6, (at) => (stands.failure = at >= 1 && at < 4 ? 'disk-full' : null), stands);
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^THE DISK IS FULL: .*relay\.db\. .*Make room/),
    `The database can be written again: ${path}.`,
  ]);
  expect(kept).toMatchObject([{ lines: [lines[1]] }, { lines: [] }]);
});

it('names any other reason', async () => {
  const stands = { failure: 'input-output' as const, accountsChanged: () => Promise.resolve() };
  const lines = await watched(2, () => undefined, stands);
  expect(lines[1]).toMatch(/^THE DATABASE CANNOT BE WRITTEN \(input-output\): \/data\/relay\.db\./);
});

it('lets the engine take a new user when there is room again, and runs on till then', async () => {
  let tried = 0;
  const stands = {
    failure: null as StoreFailure | null,
    accountsChanged: () => {
      tried += 1;
      if (tried > 1) return Promise.resolve();
      stands.failure = 'disk-full';
      return Promise.reject(new Error('no room'));
    },
  };
  let triedWhileFull = 0;
  const before = (at: number): void => {
    if (at === 3) [triedWhileFull, stands.failure] = [tried, null];
  };
  const lines = await watched(6, before, stands);
  expect([triedWhileFull, tried]).toEqual([1, 2]);
  expect(lines[1]).toBe('caught-relay-accounts-error');
});

it('does not take a fault for a full disk', async () => {
  const stands = { failure: null, accountsChanged: () => Promise.reject(new Error('a fault')) };
  await expect(watched(2, () => undefined, stands)).rejects.toThrow('a fault');
});

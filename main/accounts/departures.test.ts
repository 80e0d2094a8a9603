import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts, type StoredMattermostAccount } from './accounts.ts';
import { createDepartures } from './departures.ts';
import { mattermostAccountId } from './identify.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-departures-'));
});
afterEach(() => removeFolder(folder));

const ada: StoredMattermostAccount = {
  service: 'mattermost',
  known: {
    id: mattermostAccountId('https://chat.example', 'ada'),
    service: 'mattermost',
    displayName: 'Ada',
    label: '@ada',
    userId: 'ada',
    serverUrl: 'https://chat.example',
  },
  method: 'password',
  leaving: false,
};
const { id } = ada.known;

/** A start of the app on the same files. `answers`: the result of each try to forget. */
const start = async (answers: readonly (boolean | 'killed' | 'broken')[]) => {
  const accounts = await openAccounts(join(folder, 'accounts.json'), undefined);
  const left = [...answers];
  const waiting: { ms: number; work: () => void }[] = [];
  const events: string[] = [];
  const departures = createDepartures({
    accounts,
    forget: () => {
      const answer = left.shift();
      if (answer === undefined) throw new Error('asked once too often');
      if (answer === 'killed') return new Promise(() => undefined);
      return answer === 'broken' ? Promise.reject(new Error('disk')) : Promise.resolve(answer);
    },
    after: (ms, work) => waiting.push({ ms, work }),
    log: { write: (event) => void events.push(event) },
  });
  return { accounts, departures, waiting, events, left };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('signing out', () => {
  it('is complete when tokens and mirror are deleted', async () => {
    const { accounts, departures, waiting } = await start([true]);
    await accounts.keep(ada);
    await departures.signOut(id);
    await expect.poll(() => accounts.find(id)).toMatchObject({ leaving: true, gone: ['tokens'] });
    await departures.mirrorRemoved(id);
    expect([accounts.all(), waiting]).toEqual([[], []]);
  });
  it('continues at the next start if the app was killed in the middle, also after the mirror was deleted', async () => {
    const first = await start(['killed']);
    await first.accounts.keep(ada);
    await first.departures.signOut(id);
    await first.departures.mirrorRemoved(id);
    const second = await start([true]);
    expect(second.accounts.find(id)).toMatchObject({ leaving: true, gone: ['mirror'] });
    second.departures.resume();
    await expect.poll(() => second.accounts.all()).toEqual([]);
  });
  it.each([false, 'broken'] as const)(
    'tries again with growing pauses while the tokens cannot be deleted (%s)',
    async (bad) => {
      const { accounts, departures, waiting, events } = await start([bad, bad, true]);
      await accounts.keep(ada);
      await departures.signOut(id);
      await departures.mirrorRemoved(id);
      expect(accounts.find(id)).not.toBeNull();
      expect(waiting.map(({ ms }) => ms)).toEqual([10_000]);
      waiting.shift()?.work();
      await expect.poll(() => waiting.map(({ ms }) => ms)).toEqual([20_000]);
      waiting.shift()?.work();
      await expect.poll(() => accounts.all()).toEqual([]);
      // The thrown error is logged beside it.
      expect(events.filter((event) => event.startsWith('caught-'))).toHaveLength(bad === 'broken' ? 2 : 0);
      expect(events.filter((event) => !event.startsWith('caught-'))).toEqual([
        'mattermost-tokens-still-here',
        'mattermost-tokens-still-here',
        'mattermost-signed-out',
      ]);
    },
  );
  it('does not change an account that was signed in again meanwhile, or that never left', async () => {
    const { accounts, departures, waiting, left } = await start([false]);
    await accounts.keep(ada);
    departures.resume();
    await settled();
    expect(left).toEqual([false]);
    await departures.signOut(id);
    await expect.poll(() => waiting.length).toBe(1);
    await accounts.keep(ada);
    waiting.shift()?.work();
    await settled();
    expect([accounts.all(), waiting]).toEqual([[ada], []]);
  });
});

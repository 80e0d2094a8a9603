import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId, type Preset } from '../../preload/contract/index.ts';
import { openAccounts, type StoredMattermostAccount } from './accounts.ts';
import { mattermostAccountId, teamsAccountId } from './identify.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-accounts-'));
  file = join(folder, 'accounts.json');
});
afterEach(() => removeFolder(folder));

const account = (userId: string): StoredMattermostAccount => ({
  service: 'mattermost',
  known: {
    id: mattermostAccountId('https://chat.example', userId),
    service: 'mattermost',
    displayName: userId,
    label: `@${userId}`,
    userId,
    serverUrl: 'https://chat.example',
  },
  method: 'password',
  leaving: false,
});

describe('the accounts file', () => {
  it('keeps accounts over a restart, one for each id', async () => {
    const accounts = await openAccounts(file, undefined);
    await accounts.keep(account('ada'));
    await accounts.keep(account('ben'));
    await accounts.keep({ ...account('ada'), method: 'browser' });
    const again = await openAccounts(file, undefined);
    expect(again.all()).toEqual([account('ben'), { ...account('ada'), method: 'browser' }]);
  });
  it.each([
    ['tokens', 'mirror'],
    ['mirror', 'tokens'],
  ] as const)('keeps a leaving account over restarts, until %s and %s are deleted', async (first, second) => {
    const { id } = account('ada').known;
    const accounts = await openAccounts(file, undefined);
    await accounts.keep(account('ada'));
    await accounts.leave(id);
    const left = await openAccounts(file, undefined);
    expect(left.find(id)?.leaving).toBe(true);
    await left.parted(id, first);
    await left.parted(id, first);
    const half = await openAccounts(file, undefined);
    expect(half.find(id)).toMatchObject({ leaving: true, gone: [first] });
    await half.parted(id, second);
    expect((await openAccounts(file, undefined)).all()).toEqual([]);
  });
  it('does not remove an account that is signed in, or signed in again', async () => {
    const { id } = account('ada').known;
    const accounts = await openAccounts(file, undefined);
    await accounts.keep(account('ada'));
    await accounts.parted(id, 'tokens');
    await accounts.parted(id, 'mirror');
    expect(accounts.all()).toEqual([account('ada')]);
    await accounts.leave(id);
    await accounts.parted(id, 'tokens');
    await accounts.keep(account('ada'));
    await accounts.leave(id);
    await accounts.parted(id, 'mirror');
    // The tokens of the second sign-in still exist.
    expect(accounts.find(id)).toMatchObject({ gone: ['mirror'] });
  });
  it.each(['', 'not json', '{"version":9,"accounts":[]}', '{"version":1,"accounts":[{"service":"irc"}]}'])(
    'sets a damaged file aside and starts: %s',
    async (text) => {
      await writeFile(file, text);
      const accounts = await openAccounts(file, undefined);
      expect([accounts.all(), accounts.damaged]).toEqual([[], true]);
      expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
    },
  );
});

describe('an account of the relay', () => {
  const relay = { mattermostBot: 'bot', teamsUser: '3f6adf64-7cea-44d6-a708-34b914e61d71', here: true };
  const marks = async (preset: Preset['relay']): Promise<unknown[]> =>
    (await openAccounts(file, preset)).all().map(({ known }) => [known.userId, known.ofRelay]);

  it('is known as one from its sign-in on, whatever later presets say, until it is signed out', async () => {
    const accounts = await openAccounts(file, relay);
    await accounts.keep(account('bot'));
    await accounts.keep(account('ada'));
    expect(await marks(undefined)).toEqual([
      ['bot', true],
      ['ada', undefined],
    ]);
    const without = await openAccounts(file, undefined);
    await without.keep(account('bot'));
    expect(without.find(account('bot').known.id)?.known.ofRelay).toBe(true);
    await without.leave(account('bot').known.id);
    await without.keep(account('bot'));
    expect(without.find(account('bot').known.id)?.known.ofRelay).toBeUndefined();
  });
  it('that an earlier version signed in is known as one after a start as the relay', async () => {
    await (await openAccounts(file, undefined)).keep(account('bot'));
    expect(await marks({ ...relay, here: false })).toEqual([['bot', undefined]]);
    expect(await marks(relay)).toEqual([['bot', true]]);
    expect(await marks({ ...relay, here: false })).toEqual([['bot', true]]);
  });
});

describe('an account’s id', () => {
  it('has the contract’s form and is the same every time', () => {
    const id = teamsAccountId('3f6adf64-7cea-44d6-a708-34b914e61d71', 'cfe5dcb2-4d4f-4938-a7c0-129ffd8ebf62');
    expect(accountId.safeParse(id).success).toBe(true);
    expect(id).toBe(
      teamsAccountId('3f6adf64-7cea-44d6-a708-34b914e61d71', 'cfe5dcb2-4d4f-4938-a7c0-129ffd8ebf62'),
    );
  });
  it('differs by service, server and user', () => {
    const ids = [
      teamsAccountId('a', 'b'),
      teamsAccountId('a', 'c'),
      teamsAccountId('b', 'b'),
      mattermostAccountId('a', 'b'),
      mattermostAccountId('a', 'c'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => accountId.safeParse(id).success)).toBe(true);
  });
});

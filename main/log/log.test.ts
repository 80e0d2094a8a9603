import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog, logLine } from './log.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-log-'));
  file = join(folder, 'logs', 'main.log');
});
afterEach(() => removeFolder(folder));

describe('the log', () => {
  it('has the time, the event and its numbers', async () => {
    createLog(file, () => Date.UTC(2026, 0, 2)).write('teams-sign-in-connected', { accounts: 2 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      at: '2026-01-02T00:00:00.000Z',
      event: 'teams-sign-in-connected',
      accounts: 2,
    });
  });

  it.each([
    ['a Mattermost token or id', 'f8k3n1xq6tyzpbh9m4rjcw7uea'],
    ['a JSON web token', 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9'],
    ['an e-mail address', 'ada@example.org'],
    ['an address', 'https://chat.example.org/api/v4'],
    ['a sentence', 'see you at eight'],
    ['a GUID', '3f6adf64-7cea-44d6-a708-34b914e61d71'],
  ])('never has %s, in any field', (_what, secret) => {
    const line = logLine(0, secret, { [secret]: 1, fine: secret as unknown as number, ok: 3 });
    expect(JSON.parse(line)).toEqual({ at: '1970-01-01T00:00:00.000Z', event: 'unnamed-event', ok: 3 });
  });

  it('is moved aside when it is large, so it stays small', async () => {
    const log = createLog(file, () => 0);
    for (let line = 0; line < 60_000; line += 1) log.write('something-happened', { line, a: 1, b: 2 });
    const names = await readdir(join(folder, 'logs'));
    expect(names.sort()).toEqual(['main.log', 'main.log.1', 'main.log.2']);
    for (const name of names)
      expect((await stat(join(folder, 'logs', name))).size).toBeLessThanOrEqual(1_000_000);
  });

  it('continues in the file of the last start', async () => {
    createLog(file, () => 0).write('first');
    createLog(file, () => 0).write('second');
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2);
  });
});

import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autostartEntry, type LoginItems, openStartAtLogin } from './start-at-login.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-login-'));
});
afterEach(() => removeFolder(folder));

const noItems: LoginItems = {
  getLoginItemSettings: () => {
    throw new Error('not on this system');
  },
  setLoginItemSettings: () => {
    throw new Error('not on this system');
  },
};

describe('on Linux', () => {
  it('is a file in the autostart folder, which may be missing; it is off by default, and the file is deleted when switched off', async () => {
    const file = join(folder, 'autostart', 'isthmus.desktop');
    const open = () =>
      openStartAtLogin({ platform: 'linux', items: noItems, file, command: ['/opt/Isthmus/isthmus'] });
    const login = await open();
    expect(login.current()).toBe(false);
    await login.change(true);
    expect(login.current()).toBe(true);
    expect(await readFile(file, 'utf8')).toContain('Exec="/opt/Isthmus/isthmus" "--hidden"\n');
    expect((await open()).current()).toBe(true);
    await login.change(false);
    expect((await open()).current()).toBe(false);
    await login.change(false);
  });
  it('is off if the entry starts another file, or the desktop switched it off, and a choice repairs it', async () => {
    const file = join(folder, 'isthmus.desktop');
    const open = (command: string) =>
      openStartAtLogin({ platform: 'linux', items: noItems, file, command: [command] });
    await (await open('/home/me/Isthmus-1.AppImage')).change(true);
    const moved = await open('/home/me/Isthmus-2.AppImage');
    expect(moved.current()).toBe(false);
    await moved.change(true);
    expect((await open('/home/me/Isthmus-2.AppImage')).current()).toBe(true);
    await writeFile(file, `${await readFile(file, 'utf8')}Hidden=true\n`);
    expect((await open('/home/me/Isthmus-2.AppImage')).current()).toBe(false);
  });
  it('quotes a folder with odd characters in its name as the specification says', () => {
    expect(autostartEntry(['/a b/"x"/$y/100%/\\z'])).toContain(
      'Exec="/a b/\\\\"x\\\\"/\\\\$y/100%%/\\\\\\\\z"\n',
    );
  });
});

describe.each([
  ['win32', { openAtLogin: true, args: ['--hidden'] }, [{ args: ['--hidden'] }]],
  ['darwin', { openAtLogin: true }, [{}]],
] as const)('on %s', (platform, settings, asked) => {
  it('is stored by the system', async () => {
    const did: unknown[] = [];
    const lookedUp: unknown[] = [];
    const login = await openStartAtLogin({
      platform,
      items: {
        getLoginItemSettings: (options) => {
          lookedUp.push(options);
          return { openAtLogin: did.length > 0 };
        },
        setLoginItemSettings: (given) => did.push(given),
      },
      file: join(folder, 'none'),
      command: [],
    });
    await login.change(true);
    expect(login.current()).toBe(true);
    expect(did).toEqual([settings]);
    expect(lookedUp).toEqual(asked);
  });
});

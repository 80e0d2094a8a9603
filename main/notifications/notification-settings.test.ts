import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readIfThere } from '../files/atomic.ts';
import { createTestLog } from '../log/testing/log.ts';
import { openNotificationSettings } from './notification-settings.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-notifications-'));
});
afterAll(() => removeFolder(folder));

it('chosen settings stay after a new start', async () => {
  const file = join(folder, 'kept.json');
  const log = createTestLog();
  const first = await openNotificationSettings(file, log);
  expect(first.current()).toEqual({ pausedUntil: 0, hidesText: false, sound: true });
  first.change({ pausedUntil: 7 });
  first.change({ hidesText: true });
  first.change({ sound: false });
  await vi.waitFor(async () => expect(await readIfThere(file)).toContain('"sound":false'));
  expect((await openNotificationSettings(file, log)).current()).toEqual({
    pausedUntil: 7,
    hidesText: true,
    sound: false,
  });
  expect(log.events).toEqual([]);
});

it('a file without the setting for sound is read with its other settings', async () => {
  const file = join(folder, 'before.json');
  await writeFile(file, '{"pausedUntil":3,"hidesText":true}');
  const settings = await openNotificationSettings(file, createTestLog());
  expect(settings.current()).toEqual({ pausedUntil: 3, hidesText: true, sound: true });
});

it.each(['', '{"pausedUntil":-1,"hidesText":false}', 'null'])(
  'a file with %s gives the defaults',
  async (text) => {
    const file = join(folder, 'damaged.json');
    await writeFile(file, text);
    const log = createTestLog();
    expect((await openNotificationSettings(file, log)).current()).toEqual({
      pausedUntil: 0,
      hidesText: false,
      sound: true,
    });
    expect(log.events).toEqual([expect.stringMatching(/^caught-notification-settings-kept-/)]);
  },
);

it('a setting is kept in memory if the disk refuses it, and the failure is logged', async () => {
  const log = createTestLog();
  await writeFile(join(folder, 'no-folder'), '');
  const settings = await openNotificationSettings(join(folder, 'no-folder', 'x.json'), log);
  settings.change({ hidesText: true });
  await vi.waitFor(() => expect(log.events).toContain('notification-settings-not-saved'));
  expect(settings.current().hidesText).toBe(true);
});

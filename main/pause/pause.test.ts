import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readIfThere } from '../files/atomic.ts';
import { createTestLog } from '../log/testing/log.ts';
import { openPause } from './pause.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pause-'));
});
afterAll(() => removeFolder(folder));

describe('the pause', () => {
  it('stays after a new start, and so does its end', async () => {
    const file = join(folder, 'kept.json');
    const log = createTestLog();
    const first = await openPause(file, log);
    expect(first.paused()).toBe(false);
    first.set(true);
    expect(first.paused()).toBe(true);
    await vi.waitFor(async () => expect(await readIfThere(file)).toContain('true'));
    const second = await openPause(file, log);
    expect(second.paused()).toBe(true);
    second.set(false);
    await vi.waitFor(async () => expect(await readIfThere(file)).toContain('false'));
    expect((await openPause(file, log)).paused()).toBe(false);
    expect(log.events).toEqual([]);
  });

  it.each(['', '{', '{"paused":1}', 'null'])('is off if its file holds %s', async (text) => {
    const file = join(folder, 'damaged.json');
    await writeFile(file, text);
    const log = createTestLog();
    expect((await openPause(file, log)).paused()).toBe(false);
    expect(log.events).toEqual([expect.stringMatching(/^caught-pause-kept-(syntax|zod)-error$/)]);
  });

  it('is kept in memory if the disk refuses it, and the failure is logged', async () => {
    const notAFolder = join(folder, 'file');
    await writeFile(notAFolder, '');
    const log = createTestLog();
    const pause = await openPause(join(notAFolder, 'pause.json'), log);
    pause.set(true);
    expect(pause.paused()).toBe(true);
    await vi.waitFor(() => expect(log.events).toContain('pause-not-saved'));
    expect(log.events.filter((event) => event.startsWith('caught-pause-'))).not.toEqual([]);
  });
});

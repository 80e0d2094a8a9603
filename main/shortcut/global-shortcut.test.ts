import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { accelerator } from '../../preload/contract/index.ts';
import { readIfThere } from '../files/atomic.ts';
import { createTestLog } from '../log/testing/log.ts';
import { openGlobalShortcut } from './global-shortcut.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-shortcut-'));
});
afterAll(() => removeFolder(folder));

let held: Map<string, () => void>;
let pressed: number;
beforeEach(() => {
  held = new Map();
  pressed = 0;
});

const open = (file: string, over: { readonly taken?: string; readonly throws?: boolean } = {}) => {
  const log = createTestLog();
  return openGlobalShortcut({
    file: join(folder, file),
    log,
    keys: {
      register: (keys, whenPressed) => {
        if (over.throws) throw new TypeError('conversion failure');
        if (keys === over.taken) return false;
        held.set(keys, whenPressed);
        return true;
      },
      unregister: (keys) => void held.delete(keys),
    },
    pressed: () => (pressed += 1),
  }).then((shortcut) => ({ shortcut, log }));
};

it('the shortcut is off until keys are chosen, and stays after a new start', async () => {
  const { shortcut } = await open('kept.json');
  expect(shortcut.current()).toEqual({ keys: null, state: 'off' });
  expect(shortcut.change('Control+Alt+I')).toEqual({ keys: 'Control+Alt+I', state: 'held' });
  held.get('Control+Alt+I')?.();
  expect(pressed).toBe(1);
  await vi.waitFor(async () => expect(await readIfThere(join(folder, 'kept.json'))).toContain('Alt+I'));
  held.clear();
  const later = await open('kept.json');
  expect(later.shortcut.current()).toEqual({ keys: 'Control+Alt+I', state: 'held' });
  expect([...held.keys()]).toEqual(['Control+Alt+I']);
});

it('keys that are no longer chosen are released', async () => {
  const { shortcut } = await open('back.json');
  shortcut.change('Control+Alt+I');
  shortcut.change('Meta+F2');
  expect([...held.keys()]).toEqual(['Meta+F2']);
  expect(shortcut.change(null)).toEqual({ keys: null, state: 'off' });
  expect(held.size).toBe(0);
});

it('keys that the system refuses, by answer or by an error, are reported', async () => {
  const taken = await open('taken.json', { taken: 'Alt+Space' });
  expect(taken.shortcut.change('Alt+Space')).toEqual({ keys: 'Alt+Space', state: 'refused' });
  expect(taken.log.events).toEqual(['shortcut-refused']);
  const throws = await open('throws.json', { throws: true });
  expect(throws.shortcut.change('Alt+Space')).toEqual({ keys: 'Alt+Space', state: 'refused' });
});

it.each(['', '{"keys":"rm -rf"}', '{"keys":"Shift+A"}'])('a file with %s is ignored', async (text) => {
  await writeFile(join(folder, 'damaged.json'), text);
  const { shortcut, log } = await open('damaged.json');
  expect(shortcut.current().state).toBe('off');
  expect(log.events).toEqual([expect.stringMatching(/^caught-shortcut-kept-/)]);
});

it.each([
  ['Control+Alt+I', true],
  ['Meta+Space', true],
  ['Alt+F12', true],
  ['Shift+A', false],
  ['A', false],
  ['Control+', false],
  ['Control+Ä', false],
  ['Control+AB', false],
])('the keys %s: %s', (keys, is) => expect(accelerator.safeParse(keys).success).toBe(is));

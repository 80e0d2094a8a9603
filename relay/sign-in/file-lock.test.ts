import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lock } from './file-lock.ts';

const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'file.lock');
};

it('lets one at a time in, and leaves nothing behind', async () => {
  const path = place();
  const order: string[] = [];
  const give = await lock(path);
  const second = lock(path).then(async (giveBack) => {
    order.push('second');
    await giveBack();
  });
  order.push('first');
  await give();
  await second;
  expect(order).toEqual(['first', 'second']);
  expect(existsSync(path)).toBe(false);
});

it('takes over what a killed process had locked', async () => {
  const path = place();
  writeFileSync(path, '');
  const give = await lock(path, () => Date.now() + 11_000);
  await give();
});

it('takes over what was locked before the clock was set back', async () => {
  const path = place();
  writeFileSync(path, '');
  const give = await lock(path, () => Date.now() - 3_600_000);
  await give();
});

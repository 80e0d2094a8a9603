import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockInstance, type InstanceLock, type SecondInstance } from './single-instance.ts';

let folder: string;
const held: InstanceLock[] = [];
const start = (...argv: string[]): SecondInstance => ({ argv, workingDirectory: '/', additionalData: null });

function lock(
  argv: string[],
  received: (second: SecondInstance) => void = () => undefined,
): InstanceLock | null {
  const taken = lockInstance(folder, start(...argv), received);
  if (taken !== null) held.push(taken);
  return taken;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-lock-'));
});
afterEach(() => {
  for (const one of held.splice(0)) one.release();
  rmSync(folder, { recursive: true, force: true });
});

describe('the single instance lock', () => {
  it('belongs to one instance, which gets the command lines of the others', async () => {
    const received: SecondInstance[] = [];
    expect(lock(['first'], (second) => received.push(second))).not.toBeNull();
    expect(lock(['second', '--x'])).toBeNull();
    await vi.waitFor(() => expect(received).toEqual([start('second', '--x')]), {
      timeout: 10_000,
      interval: 10,
    });
  });
  it('is free again after its release', () => {
    lock(['first'])?.release();
    expect(lock(['second'])).not.toBeNull();
  });
  it('is taken from a holder that was killed', () => {
    mkdirSync(join(folder, 'shell-instance'));
    writeFileSync(join(folder, 'shell-instance', 'lock'), '2147483646'); // beyond any process id
    expect(lock(['second'])).not.toBeNull();
  });
  it('is taken when a stranger has the process id, and the file has no recent heartbeat', () => {
    const file = join(folder, 'shell-instance', 'lock');
    mkdirSync(join(folder, 'shell-instance'));
    writeFileSync(file, String(process.ppid));
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    expect(lock(['second'])).not.toBeNull();
  });
});

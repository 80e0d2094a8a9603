import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { socketBeside } from '../store/owner.ts';
import { askControl } from './ask-control.ts';
import { serveControl } from './serve-control.ts';

const answers = { links: () => Promise.resolve(['one']), drain: () => Promise.resolve(null) };

const database = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-control-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'a.db');
};

it.skipIf(process.platform === 'win32')(
  'the relay runs all the same if the name of the socket cannot be had',
  async () => {
    const path = database();
    const socket = socketBeside(path, 'control');
    mkdirSync(socket);
    writeFileSync(join(socket, 'kept'), '');
    const failures: unknown[] = [];
    expect(await serveControl(path, answers, (error) => failures.push(error))).toBeNull();
    expect(failures).toHaveLength(1);
    expect(await askControl(path, 'links')).toEqual({ kind: 'no-answer' });
  },
);

it('one that connects and asks nothing does not keep the relay from its end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const path = database();
  const socket = socketBeside(path, 'control');
  const end = await serveControl(path, answers, () => undefined);
  if (process.platform !== 'win32') expect(statSync(socket).mode & 0o777).toBe(0o600);
  expect(await askControl(path, 'links')).toEqual({ kind: 'answered', value: ['one'] });
  const silent = connect({ path: socket });
  silent.on('error', () => undefined);
  const gone = once(silent, 'close');
  await once(silent, 'connect');
  silent.write('GET /links HTTP/1.1\r\n');
  // The server has the silent one when it has answered who came after it.
  expect(await askControl(path, 'links')).toMatchObject({ kind: 'answered' });
  const ended = end?.();
  vi.advanceTimersByTime(1_000);
  await ended;
  await gone;
});

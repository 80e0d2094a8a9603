import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { own } from './owner.ts';
import { newFile } from './testing/on-disk.ts';

/** Listens for one connection at a time, says so, and then does nothing more, as a process does that hangs. */
const hanging = `
  const server = require('node:net').createServer();
  server.listen({ path: process.argv[1], backlog: 1 }, () => {
    require('node:fs').writeSync(1, 'on');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

it.runIf(process.platform === 'linux')(
  'an owner that hangs, and has too many connections to take one more, keeps its file',
  async () => {
    const path = newFile();
    const socket = `${path}.owner`;
    const owner = spawn(process.execPath, ['-e', hanging, socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void owner.kill('SIGKILL'));
    await once(owner.stdout, 'data');
    const outcomes: string[] = [];
    while (outcomes.at(-1) !== 'EAGAIN') {
      const peer = connect({ path: socket });
      onTestFinished(() => void peer.destroy());
      outcomes.push(
        await new Promise<string>((tell) => {
          peer.once('connect', () => tell('connected'));
          peer.once('error', (error: NodeJS.ErrnoException) => tell(error.code ?? ''));
        }),
      );
    }
    await expect(own(path)).rejects.toMatchObject({ reason: 'in-use' });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await (
      await own(path)
    )();
  },
);

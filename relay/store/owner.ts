/**
 * One process owns a file. It listens on a socket beside the file for as long as it lives: whatever ends it, even SIGKILL, ends the socket.
 * A process number in a file would not do, because another process may have the number later, and those of another container are not seen.
 */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StoreError } from './failures.ts';

/** Systems refuse longer names of sockets (macOS has 104 bytes, Linux 108, with the zero at the end). */
const longestName = 100;
const mostTries = 5;

/** Becomes the owner of the file at `path`. Returns what gives it up. Throws a StoreError if another process owns it. */
export const own = async (path: string): Promise<() => Promise<void>> => {
  const socket = socketOf(resolve(path));
  for (let tries = 0; tries < mostTries; tries += 1) {
    const release = await listenOn(socket);
    if (release) return release;
    if (await answers(socket)) break;
    await clear(socket);
  }
  throw new StoreError('in-use');
};

/** Whether a living process owns the file at `path`. */
export const isOwned = (path: string): Promise<boolean> => answers(socketOf(resolve(path)));

const socketOf = (path: string): string => socketBeside(path, 'owner');

/** The name of a socket that belongs to the file at `path` (whole), for one purpose; on Windows of a named pipe. */
export const socketBeside = (path: string, purpose: 'owner' | 'control'): string => {
  const mark = createHash('sha256').update(path).digest('hex').slice(0, 32);
  const name = purpose === 'owner' ? `isthmus-${mark}` : `isthmus-${mark}-${purpose}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const beside = `${path}.${purpose}`;
  return Buffer.byteLength(beside) <= longestName ? beside : join(tmpdir(), `isthmus-${mark}.${purpose}`);
};

/** Null: the name is taken. Any other failure is thrown. */
const listenOn = async (socket: string): Promise<(() => Promise<void>) | null> => {
  const server = createServer((peer) => void peer.destroy());
  try {
    server.listen({ path: socket });
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
  // Harmless: a connection that could not be taken in was only a question whether this process lives.
  server.on('error', () => undefined);
  server.unref();
  return () => new Promise((done) => void server.close(() => done()));
};

/** What the system answers where nobody listens. */
const nobody = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']);

/** Whether a living process listens there. It does also where the system refuses us: it may be another user's, or have too many to answer. */
const answers = (socket: string): Promise<boolean> =>
  new Promise((answer) => {
    const peer = connect({ path: socket });
    peer.once('connect', () => {
      peer.destroy();
      answer(true);
    });
    peer.once('error', (error: NodeJS.ErrnoException) => answer(!nobody.has(error.code ?? '')));
  });

/** Removes what a killed owner left. It is moved away first: if a new owner came in between, it gets its name back. */
const clear = async (socket: string): Promise<void> => {
  const aside = `${socket}.${randomUUID().slice(0, 8)}`;
  try {
    renameSync(socket, aside);
  } catch {
    // Harmless: another process has cleared it, and the next try tells who owns the file.
    return;
  }
  if (await answers(aside)) renameSync(aside, socket);
  else rmSync(aside, { force: true });
};

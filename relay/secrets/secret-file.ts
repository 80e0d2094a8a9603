/** Reads a secret from a file: one of the folder that systemd gives a service for its credentials, or one that only its owner may read. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { makeFile, replaceFile } from '../config/replace-file.ts';
import {
  largestSecret,
  secretIn,
  type SecretKeeper,
  type SecretName,
  type SecretProblem,
  type SecretReading,
  type SecretSource,
} from './secret.ts';

const refused = (problem: SecretProblem): SecretReading => ({ kind: 'refused', problem });

/** The mode is that of the opened file, so that nobody can exchange it in between. */
const readFrom = async (path: string, source: SecretSource): Promise<SecretReading> => {
  // Without O_NONBLOCK, which Windows does not have, a pipe would hold the start up.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) return refused({ kind: 'unreadable', path });
    if (source.kind === 'file' && source.isModeChecked && (found.mode & 0o077) !== 0)
      return refused({ kind: 'open-to-others', path, mode: (found.mode & 0o777).toString(8) });
    // Two more for the line break at the end.
    if (found.size > largestSecret + 2) return refused({ kind: 'malformed', path });
    const secret = secretIn(await handle.readFile('utf8'));
    return secret === null ? refused({ kind: 'malformed', path }) : { kind: 'read', secret, source };
  } finally {
    await handle.close();
  }
};

/** The secret from `source`, whose file is `path`. Never rejects. */
export const readSecretFile = async (path: string, source: SecretSource): Promise<SecretReading> => {
  try {
    return await readFrom(path, source);
  } catch (error) {
    // Harmless: the administrator is told.
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return refused({ kind: isAbsent ? 'absent' : 'unreadable', path });
  }
};

/**
 * Secrets in plain files, each for its owner alone.
 * @param fileOf the file of a secret; null if the configuration names none
 */
export const filesKeeper = (
  fileOf: (name: SecretName) => string | null,
  platform: NodeJS.Platform,
): SecretKeeper => ({
  read: async (name) => {
    const path = fileOf(name);
    if (path === null) return refused({ kind: 'none', name });
    return readSecretFile(path, { kind: 'file', path, isModeChecked: platform !== 'win32' });
  },
  write: async (name, secret, how) => {
    const path = fileOf(name);
    if (path === null) return { kind: 'none', name };
    await (how === 'make' ? makeFile : replaceFile)(path, `${secret}\n`);
    return null;
  },
});

/** Reads a secret: from the folder that systemd gives a service for its credentials, else from a file that only its owner may read. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** From where a secret came. */
export type SecretSource =
  /** systemd's `LoadCredential=`. The folder is the service's own, so the file's mode tells nothing. */
  | { readonly kind: 'credential'; readonly name: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Whether it was made sure that nobody but its owner may read it. Windows has no such mode. */
      readonly isModeChecked: boolean;
    };

export type SecretProblem =
  /** Neither the system nor the configuration gives one. */
  | { readonly kind: 'none'; readonly name: string }
  | { readonly kind: 'absent' | 'unreadable'; readonly path: string }
  /** Others than its owner may read or write it. `mode` in octal digits, as `644`. */
  | { readonly kind: 'open-to-others'; readonly path: string; readonly mode: string }
  /** It is no single line of visible ASCII characters. */
  | { readonly kind: 'malformed'; readonly path: string };

export type SecretReading =
  | { readonly kind: 'read'; readonly secret: string; readonly source: SecretSource }
  | { readonly kind: 'refused'; readonly problem: SecretProblem };

export interface SecretPlaces {
  /** Its name among the service's credentials. */
  readonly name: string;
  /** The folder of the credentials (`$CREDENTIALS_DIRECTORY`); undefined where no system gives one. */
  readonly credentials: string | undefined;
  /** The file that the configuration names. */
  readonly file: string | null;
  readonly platform: NodeJS.Platform;
}

/** Tokens are far shorter, bytes. */
const largest = 8_192;

const refused = (problem: SecretProblem): SecretReading => ({ kind: 'refused', problem });

/** The secret from `source`, whose file is `path`. The mode is that of the opened file, so that nobody can exchange it in between. */
const readFrom = async (path: string, source: SecretSource): Promise<SecretReading> => {
  // Without O_NONBLOCK, which Windows does not have, a pipe would hold the start up.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) return refused({ kind: 'unreadable', path });
    if (source.kind === 'file' && source.isModeChecked && (found.mode & 0o077) !== 0)
      return refused({ kind: 'open-to-others', path, mode: (found.mode & 0o777).toString(8) });
    if (found.size > largest) return refused({ kind: 'malformed', path });
    const secret = (await handle.readFile('utf8')).replace(/\r?\n$/, '');
    return /^[\x21-\x7e]+$/.test(secret)
      ? { kind: 'read', secret, source }
      : refused({ kind: 'malformed', path });
  } finally {
    await handle.close();
  }
};

/** Reads it. The system's credential goes before the file. Never rejects. */
export const readSecret = async (places: SecretPlaces): Promise<SecretReading> => {
  const { name, credentials, file, platform } = places;
  if (credentials !== undefined && credentials !== '') {
    const given = await tried(join(credentials, name), { kind: 'credential', name });
    if (given.kind === 'read' || given.problem.kind !== 'absent') return given;
  }
  if (file === null) return refused({ kind: 'none', name });
  return tried(file, { kind: 'file', path: file, isModeChecked: platform !== 'win32' });
};

const tried = async (path: string, source: SecretSource): Promise<SecretReading> => {
  try {
    return await readFrom(path, source);
  } catch (error) {
    // Harmless: the administrator is told.
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return refused({ kind: isAbsent ? 'absent' : 'unreadable', path });
  }
};

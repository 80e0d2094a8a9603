/** Secrets by name: encrypted by the system's keyring, or in memory only, or (where policy says so) in a plain file. */
import { z } from 'zod';
import type { Preset, SecretsStatus } from '../../preload/contract/index.ts';
import { createWriter, readIfThere, setAside } from '../files/atomic.ts';
import type { Keyring, SafeStorage } from './keyring.ts';

const fileShape = z.strictObject({
  version: z.literal(1),
  /** What encrypted the values: a keyring's name, or `plain-file`. */
  backend: z.string(),
  /** Base64 of what the backend made of each value. */
  values: z.record(z.string(), z.string()),
});
type SecretsFile = z.infer<typeof fileShape>;

/** The secret store. A secret that cannot be read is as if it were not there: its account must be signed in again. */
export interface Secrets {
  status(): SecretsStatus;
  /** The user agrees to lose secrets when the app quits. */
  acceptMemoryOnly(): SecretsStatus;
  /** Whether secrets may be kept at all; false until the user (or policy) has decided. */
  ready(): boolean;
  read(name: string): string | null;
  /** Rejects with `KeyringRefused` when the keyring does not encrypt it: until the next start there is none, and the user is asked. */
  keep(name: string, value: string): Promise<void>;
  forget(name: string): Promise<void>;
  /** How many stored secrets could not be read at the start. */
  readonly lost: number;
}

/** What the store needs. */
export interface SecretsSurroundings {
  readonly file: string;
  readonly keyring: Keyring;
  readonly safeStorage: SafeStorage;
  readonly withoutKeyring: Preset['withoutKeyring'];
}

const decisions = { ask: 'undecided', 'memory-only': 'memory-only', 'plain-file': 'plain-file' } as const;

/** Without a keyring that works. A plain file only where there is none: it would take the place of what one that refuses has encrypted. */
function statusWithout(
  cause: 'absent' | 'refused',
  withoutKeyring: Preset['withoutKeyring'],
): Extract<SecretsStatus, { kind: 'no-keyring' }> {
  const decision = decisions[withoutKeyring];
  const isPlain = decision === 'plain-file' && cause === 'refused';
  return { kind: 'no-keyring', cause, decision: isPlain ? 'undecided' : decision };
}

const statusAtStart = (keyring: Keyring, withoutKeyring: Preset['withoutKeyring']): SecretsStatus =>
  keyring.kind === 'keyring'
    ? { kind: 'keyring', backend: keyring.backend }
    : statusWithout(keyring.cause, withoutKeyring);

/** Secrets are not kept: the keyring has refused one. The file stays as it is, for what the keyring wrote may be read again some day. */
export class KeyringRefused extends Error {
  override readonly name = 'KeyringRefused';
}

/** What the file's `backend` must be for its values to be readable under `status`; null where nothing is kept on disk. */
function backendUnder(status: SecretsStatus): string | null {
  if (status.kind === 'keyring') return status.backend;
  return status.decision === 'plain-file' ? 'plain-file' : null;
}

async function readFile(file: string): Promise<SecretsFile | null> {
  const text = await readIfThere(file);
  if (text === null) return null;
  try {
    return fileShape.parse(JSON.parse(text));
  } catch {
    await setAside(file);
    return null;
  }
}

/** Opens the store and reads what can be read. */
export async function openSecrets(surroundings: SecretsSurroundings): Promise<Secrets> {
  const { file, keyring, safeStorage, withoutKeyring } = surroundings;
  let status = statusAtStart(keyring, withoutKeyring);
  const write = createWriter(file);
  const values = new Map<string, string>();
  const encrypted = new Map<string, string>();
  let lost = 0;

  const decode = async (stored: string): Promise<string> => {
    const bytes = Buffer.from(stored, 'base64');
    return status.kind === 'keyring'
      ? (await safeStorage.decryptStringAsync(bytes)).result
      : bytes.toString('utf8');
  };
  const encode = async (value: string): Promise<string> => {
    const bytes =
      status.kind === 'keyring' ? await safeStorage.encryptStringAsync(value) : Buffer.from(value, 'utf8');
    return bytes.toString('base64');
  };
  const save = async (): Promise<void> => {
    const backend = backendUnder(status);
    if (backend === null) return;
    const content: SecretsFile = { version: 1, backend, values: Object.fromEntries(encrypted) };
    await write(JSON.stringify(content));
  };

  const found = await readFile(file);
  // Another backend's values cannot be read, and a plain file is read only where policy allows one.
  const readable = found !== null && found.backend === backendUnder(status);
  for (const [name, stored] of Object.entries(found?.values ?? {})) {
    // What the right backend cannot read today stays in the file: a keyring can be out of order for a while.
    if (readable) encrypted.set(name, stored);
    try {
      if (!readable) throw new Error('another backend');
      values.set(name, await decode(stored));
    } catch {
      lost += 1;
    }
  }

  return {
    lost,
    status: () => status,
    acceptMemoryOnly: () => {
      if (status.kind === 'no-keyring' && status.decision === 'undecided')
        status = { ...status, decision: 'memory-only' };
      return status;
    },
    ready: () => status.kind === 'keyring' || status.decision !== 'undecided',
    read: (name) => values.get(name) ?? null,
    keep: async (name, value) => {
      values.set(name, value);
      if (backendUnder(status) === null) return;
      try {
        encrypted.set(name, await encode(value));
      } catch {
        status = statusWithout('refused', withoutKeyring);
        if (status.decision === 'memory-only') return;
        values.delete(name);
        throw new KeyringRefused();
      }
      await save();
    },
    forget: async (name) => {
      values.delete(name);
      if (encrypted.delete(name)) await save();
    },
  };
}

/** Secrets by name: encrypted by the system's keyring, in memory only, or (if policy allows it) in a plain file. */
import { z } from 'zod';
import type { Preset, SecretsStatus } from '../../preload/contract/index.ts';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere, setAside } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';
import type { Keyring, SafeStorage } from './keyring.ts';

/** A stored value: the backend that encrypted it (a keyring's name, or `plain-file`), and the encrypted bytes as base64. */
const storedValue = z.strictObject({ backend: z.string(), stored: z.string() });
type StoredValue = z.infer<typeof storedValue>;

const fileShape = z.strictObject({ version: z.literal(2), values: z.record(z.string(), storedValue) });
/** The form of earlier versions: one backend for all values. The first value of a new backend replaced all values of the old one. */
const firstShape = z
  .strictObject({ version: z.literal(1), backend: z.string(), values: z.record(z.string(), z.string()) })
  .transform(({ backend, values }) =>
    Object.fromEntries(Object.entries(values).map(([name, stored]) => [name, { backend, stored }])),
  );
const anyShape = z.union([fileShape.transform(({ values }) => values), firstShape]);

/**
 * The secret store. A secret that cannot be read now stays stored until it is replaced or forgotten, because a keyring can be unavailable
 * for a while.
 */
export interface Secrets {
  status(): SecretsStatus;
  /** The user accepts that secrets are lost when the app quits. */
  acceptMemoryOnly(): SecretsStatus;
  /** Whether secrets can be kept; false until the user (or policy) has decided. */
  ready(): boolean;
  /** The secret; null if there is none, or if it cannot be read. */
  read(name: string): string | null;
  /** Whether a secret of this name is stored but cannot be read now. */
  unreadable(name: string): boolean;
  /** Asks the keyring again for the unreadable secrets, unless it was asked shortly before. Resolves to whether something has changed. */
  lookAgain(): Promise<boolean>;
  /**
   * Keeps a secret. Rejects with `KeyringRefused` if the keyring does not encrypt it. Then secrets cannot be kept until the keyring works
   * again, and the user is asked.
   */
  keep(name: string, value: string): Promise<void>;
  forget(name: string): Promise<void>;
  /** How many stored secrets could not be read at the start. */
  readonly lost: number;
}

/** What the store needs. */
export interface SecretsSurroundings {
  readonly file: string;
  readonly keyring: Keyring;
  /** Asks the system again. */
  readonly findKeyring: () => Promise<Keyring>;
  readonly safeStorage: SafeStorage;
  /** The time, ms. */
  readonly now: () => number;
  readonly withoutKeyring: Preset['withoutKeyring'];
  readonly log: Log;
}

const decisions = { ask: 'undecided', 'memory-only': 'memory-only', 'plain-file': 'plain-file' } as const;

/**
 * The status without a working keyring. A plain file is used only if there is no keyring, because it would replace the values that a
 * refusing keyring has encrypted.
 */
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

/** The keyring has refused a secret, so no secrets are kept. The file stays unchanged, because the keyring may be able to read it later. */
export class KeyringRefused extends Error {
  override readonly name = 'KeyringRefused';
}

/** The `backend` that values in the file must have to be readable under `status`; null if nothing is kept on disk. */
function backendUnder(status: SecretsStatus): string | null {
  if (status.kind === 'keyring') return status.backend;
  return status.decision === 'plain-file' ? 'plain-file' : null;
}

async function readFile(file: string, log: Log): Promise<Readonly<Record<string, StoredValue>>> {
  const text = await readIfThere(file);
  if (text === null) return {};
  try {
    return anyShape.parse(JSON.parse(text));
  } catch (error) {
    writeCaught(log, 'secrets-file', error);
    await setAside(file);
    return {};
  }
}

/**
 * The shortest time between two questions to a keyring, ms. A keyring that has refused may show a prompt each time, so it is asked seldom.
 */
const looksApart = { absent: 10_000, refused: 10 * 60_000 } as const;

/** Opens the store and reads all secrets that can be read. */
export async function openSecrets(surroundings: SecretsSurroundings): Promise<Secrets> {
  const { file, keyring, findKeyring, safeStorage, withoutKeyring, now, log } = surroundings;
  let status = statusAtStart(keyring, withoutKeyring);
  const write = createWriter(file);
  const values = new Map<string, string>();
  const stored = new Map<string, StoredValue>(Object.entries(await readFile(file, log)));

  const decode = async (value: StoredValue): Promise<string> => {
    const bytes = Buffer.from(value.stored, 'base64');
    if (value.backend === 'plain-file' && withoutKeyring === 'plain-file') return bytes.toString('utf8');
    if (status.kind !== 'keyring' || status.backend !== value.backend) throw new Error('another backend');
    return (await safeStorage.decryptStringAsync(bytes)).result;
  };
  const encode = async (value: string, backend: string): Promise<StoredValue> => {
    const bytes =
      status.kind === 'keyring' ? await safeStorage.encryptStringAsync(value) : Buffer.from(value, 'utf8');
    return { backend, stored: bytes.toString('base64') };
  };
  const content = (): string =>
    JSON.stringify({ version: 2, values: Object.fromEntries(stored) } satisfies z.input<typeof fileShape>);

  const isUnreadable = (name: string): boolean => stored.has(name) && !values.has(name);
  const unreadable = (): readonly string[] => [...stored.keys()].filter(isUnreadable);
  const told = new Set<string>();
  const readAll = async (): Promise<void> => {
    for (const name of unreadable()) {
      const value = stored.get(name);
      try {
        if (value !== undefined) values.set(name, await decode(value));
      } catch (error) {
        // The secret stays stored, because a keyring can fail for a while. It is logged once only, because reading is tried often.
        if (!told.has(name)) writeCaught(log, 'secret-decode', error);
        told.add(name);
      }
    }
  };
  await readAll();
  const lost = unreadable().length;

  /** Encrypts the value and stores it, unless nothing is kept on disk. Returns false if the keyring refuses. */
  const encrypt = async (name: string, value: string): Promise<boolean> => {
    const backend = backendUnder(status);
    if (backend === null) return true;
    try {
      stored.set(name, await encode(value, backend));
      return true;
    } catch (error) {
      writeCaught(log, 'secret-encrypt', error);
      status = statusWithout('refused', withoutKeyring);
      return false;
    }
  };
  const save = async (): Promise<void> => {
    if (backendUnder(status) !== null) await write(content());
  };

  let lookedAt = now();
  const lookAgain = async (): Promise<boolean> => {
    const before = unreadable().length;
    const apart = looksApart[status.kind === 'keyring' ? 'absent' : status.cause];
    if ((before === 0 && status.kind === 'keyring') || now() - lookedAt < apart) return false;
    lookedAt = now();
    const inMemory = status.kind === 'no-keyring' ? [...values] : [];
    const found = status.kind === 'keyring' ? null : await findKeyring();
    if (found?.kind === 'keyring') {
      status = { kind: 'keyring', backend: found.backend };
      // The values in memory are newer than the stored ones.
      for (const [name, value] of inMemory) if (!(await encrypt(name, value))) return false;
      await save();
    }
    await readAll();
    return found?.kind === 'keyring' || unreadable().length < before;
  };

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
    unreadable: isUnreadable,
    lookAgain,
    keep: async (name, value) => {
      const before = values.get(name);
      values.set(name, value);
      if (await encrypt(name, value)) return save();
      if (status.kind === 'no-keyring' && status.decision === 'memory-only') return;
      if (before === undefined) values.delete(name);
      else values.set(name, before);
      throw new KeyringRefused();
    },
    forget: async (name) => {
      values.delete(name);
      // Deletes on disk also while the keyring is unavailable, so that a forgotten secret does not come back.
      if (stored.delete(name)) await write(content());
    },
  };
}

/** The secret that seals the sign-in. It is made at the first use. */
import { randomBytes } from 'node:crypto';
import type { SecretKeeper, SecretName, SecretProblem, SecretSource } from '../secrets/secret.ts';
import { keyOf } from './sealed-text.ts';

/** Its name among the relay's secrets. */
export const keyCredential: SecretName = 'teams-sign-in-key';

export type CacheKeyReading =
  | { readonly kind: 'read'; readonly key: Buffer; readonly source: SecretSource }
  | { readonly kind: 'refused'; readonly problem: SecretProblem };

/** Reads it. Never rejects. */
export const readCacheKey = async (secrets: SecretKeeper): Promise<CacheKeyReading> => {
  const reading = await secrets.read(keyCredential);
  if (reading.kind === 'refused') return reading;
  return { kind: 'read', key: keyOf(reading.secret), source: reading.source };
};

/** Reads it, and makes it first if there is none. Rejects with the system's error if its file cannot be made. */
export const readOrMakeCacheKey = async (secrets: SecretKeeper): Promise<CacheKeyReading> => {
  const reading = await readCacheKey(secrets);
  if (reading.kind === 'read' || !isMissing(reading.problem)) return reading;
  // Another process may have made it in between; then that one is read.
  const problem = await secrets.write(keyCredential, randomBytes(32).toString('base64'), 'make');
  return problem === null ? readCacheKey(secrets) : { kind: 'refused', problem };
};

/** Only then a new one is made: one that is there and cannot be opened may still be the key of the sign-in. */
const isMissing = (problem: SecretProblem): boolean =>
  problem.kind === 'absent' || (problem.kind === 'keyring' && problem.reason === 'not-stored');

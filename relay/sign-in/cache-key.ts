/** The secret that seals the sign-in: from the system's credentials, else from a file beside it, which is made at the first use. */
import { randomBytes } from 'node:crypto';
import { readSecret, type SecretProblem, type SecretSource } from '../config/secret.ts';
import { makeFile } from '../config/replace-file.ts';
import { keyOf } from './sealed-text.ts';

/** Its name among the credentials that systemd gives. */
export const keyCredential = 'teams-sign-in-key';

export type CacheKeyReading =
  | { readonly kind: 'read'; readonly key: Buffer; readonly source: SecretSource }
  | { readonly kind: 'refused'; readonly problem: SecretProblem };

export interface CacheKeyPlaces {
  /** The folder of the credentials (`$CREDENTIALS_DIRECTORY`); undefined where no system gives one. */
  readonly credentials: string | undefined;
  /** The file beside the sealed sign-in. */
  readonly file: string;
  readonly platform: NodeJS.Platform;
}

/** Reads it. Never rejects. */
export const readCacheKey = async (places: CacheKeyPlaces): Promise<CacheKeyReading> => {
  const reading = await readSecret({ ...places, name: keyCredential });
  if (reading.kind === 'refused') return reading;
  return { kind: 'read', key: keyOf(reading.secret), source: reading.source };
};

/** Reads it, and makes the file first if there is neither a credential nor a file. Rejects with the system's error if it cannot be made. */
export const readOrMakeCacheKey = async (places: CacheKeyPlaces): Promise<CacheKeyReading> => {
  const reading = await readCacheKey(places);
  if (reading.kind === 'read' || reading.problem.kind !== 'absent') return reading;
  // Another process may have made it in between; then that one is read.
  await makeFile(places.file, `${randomBytes(32).toString('base64')}\n`);
  return readCacheKey(places);
};

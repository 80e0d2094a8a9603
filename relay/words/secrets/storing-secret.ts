/** What the command that stores a secret says. */
import { type SecretName, secretNames } from '../../secrets/secret.ts';
import { say } from '../say.ts';

export const storeSecretUsage = (program: string): string =>
  say('store-secret.usage', { program, names: secretNames.join(', ') });

export const asksForSecret = (name: SecretName): string => say('store-secret.asks', { name });

export const noSecretGiven = (): string => say('store-secret.malformed');

export const secretNotStored = (problem: string): string => say('store-secret.refused', { problem });

/** `code`: the system's. */
export const secretNotWritten = (code: string): string => say('store-secret.not-written', { code });

/** `source`: from where it comes now. */
export const secretStored = (name: SecretName, source: string): string =>
  say('store-secret.stored', { name, source });

/** `source`: from where the one comes that goes before it. */
export const secretShadowed = (name: SecretName, source: string): string =>
  say('store-secret.shadowed', { name, source });

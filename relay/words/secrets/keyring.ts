import { keychainService as service } from '../../secrets/keychain.ts';
import type { KeyringProblem } from '../../secrets/secret.ts';
import { say } from '../say.ts';

/** Why a keyring of the system has no secret for the relay, or takes none, and what to do. `config` is the configuration's path. */
export const keyringProblem = (
  { keyring, name, reason, path, code }: KeyringProblem,
  config: string,
): string => {
  const tool = keyring === 'dpapi' ? 'powershell.exe' : 'security';
  switch (reason) {
    case 'wrong-system':
      return keyring === 'dpapi'
        ? say('keyring.wrong-system-dpapi', { config })
        : say('keyring.wrong-system-keychain', { config });
    case 'not-stored':
      return path === null
        ? say('keyring.not-stored-keychain', { name, service })
        : say('keyring.not-stored-dpapi', { name, path });
    case 'damaged':
      return say('keyring.damaged', { name, path: path ?? service });
    case 'not-opened':
      return say('keyring.not-opened', { name, path: path ?? service });
    case 'locked':
      return say('keyring.locked');
    case 'denied':
      return say('keyring.denied', { name, service });
    case 'restricted':
      return say('keyring.restricted', { config });
    case 'no-tool':
      return say('keyring.no-tool', { tool });
    case 'no-answer':
      return say('keyring.no-answer', { tool, name });
    case 'malformed':
      return say('keyring.malformed', { name });
    case 'too-long':
      return say('keyring.too-long', { name });
    case 'failed':
      return say('keyring.failed', { tool, name, code: String(code) });
  }
};

import { keychainService as service } from '../../secrets/keychain.ts';
import type { SecretProblem, SecretSource } from '../../secrets/secret.ts';
import { keyringProblem } from './keyring.ts';
import { say } from '../say.ts';

/** Why the bot's token cannot be used, and what to do. `config` is the configuration's path. */
export const secretProblem = (problem: SecretProblem, config: string): string => {
  switch (problem.kind) {
    case 'none':
      return say('secret.none', { name: problem.name, config });
    case 'absent':
      return say('secret.absent', { path: problem.path });
    case 'unreadable':
      return say('secret.unreadable', { path: problem.path });
    case 'open-to-others':
      return say('secret.open-to-others', { path: problem.path, mode: problem.mode });
    case 'malformed':
      return say('secret.malformed', { path: problem.path });
    case 'keyring':
      return keyringProblem(problem, config);
  }
};

/** From where a secret comes, as the end of a sentence. */
export const secretSource = (source: SecretSource): string => {
  switch (source.kind) {
    case 'credential':
      return say('secret.from-credential', { name: source.name });
    case 'file': {
      const { path, isModeChecked } = source;
      return isModeChecked ? say('secret.from-file', { path }) : say('secret.from-unchecked-file', { path });
    }
    case 'dpapi': {
      const { path, scope } = source;
      return scope === 'user'
        ? say('secret.from-dpapi-user', { path })
        : say('secret.from-dpapi-machine', { path });
    }
    case 'keychain':
      return say('secret.from-keychain', { service, item: source.item });
  }
};

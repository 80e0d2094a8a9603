import { keychainService as service } from '../../secrets/keychain.ts';
import type { SecretProblem, SecretSource } from '../../secrets/secret.ts';
import { keyringProblem } from './keyring.ts';
import { say } from '../say.ts';

/** How the sign-in is sealed: the degree of its safety. */
export const sealedBy = (source: SecretSource): string => {
  switch (source.kind) {
    case 'credential':
      return say('seal.credential', { name: source.name });
    case 'file': {
      const { path, isModeChecked } = source;
      return isModeChecked ? say('seal.file', { path }) : say('seal.unchecked-file', { path });
    }
    case 'dpapi': {
      const { path, scope } = source;
      return scope === 'user' ? say('seal.dpapi-user', { path }) : say('seal.dpapi-machine', { path });
    }
    case 'keychain':
      return say('seal.keychain', { service, item: source.item });
  }
};

/** Why there is no key for the sign-in. `config` is the configuration's path. */
export const keyProblem = (problem: SecretProblem, config: string): string => {
  switch (problem.kind) {
    case 'none':
      return say('seal.none', { name: problem.name });
    case 'absent':
      return say('seal.key-absent', { path: problem.path });
    case 'unreadable':
      return say('seal.key-unreadable', { path: problem.path });
    case 'open-to-others':
      return say('seal.key-open-to-others', { path: problem.path, mode: problem.mode });
    case 'malformed':
      return say('seal.key-malformed', { path: problem.path });
    case 'keyring':
      return keyringProblem(problem, config);
  }
};

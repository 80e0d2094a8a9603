import type { SecretProblem, SecretSource } from '../config/secret.ts';
import { say } from './say.ts';

/** How the sign-in is sealed: the degree of its safety. */
export const sealedBy = (source: SecretSource): string => {
  if (source.kind === 'credential') return say('seal.credential', { name: source.name });
  const { path } = source;
  return source.isModeChecked ? say('seal.file', { path }) : say('seal.unchecked-file', { path });
};

/** Why there is no key for the sign-in. */
export const keyProblem = (problem: SecretProblem): string => {
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
  }
};

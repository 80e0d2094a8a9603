import { readOrSay } from '../config/read-or-say.ts';
import { secretIn, type SecretName, secretNames, type SecretProblem } from '../secrets/secret.ts';
import { secretsOf } from '../secrets/secrets.ts';
import { hubSecretProblem } from '../words/event-hub.ts';
import { keyProblem } from '../words/secrets/seal.ts';
import { secretProblem, secretSource } from '../words/secrets/secret.ts';
import {
  asksForSecret,
  noSecretGiven,
  secretNotStored,
  secretNotWritten,
  secretShadowed,
  secretStored,
  storeSecretUsage,
} from '../words/secrets/storing-secret.ts';
import type { Command } from './command.ts';

/** Stores a secret where the configuration says, and reads it from there. */
export const storeSecretCommand: Command = {
  name: 'store-secret',
  usage: storeSecretUsage,
  options: { name: { type: 'string' } },
  run: async (file, typed, world) => {
    const name = secretNames.find((one) => one === typed.name);
    if (name === undefined) return null;
    const { tell } = world;
    const config = await readOrSay(file, tell);
    if (config === null) return 2;
    const given = await world.askSecret(() => tell(asksForSecret(name)));
    const secret = given === null ? null : secretIn(given);
    if (secret === null) {
      tell(noSecretGiven());
      return 2;
    }
    const secrets = secretsOf({ ...world, config, file });
    try {
      const problem = await secrets.write(name, secret, 'replace');
      if (problem !== null) {
        tell(secretNotStored(problemOf(name, problem, file)));
        return 2;
      }
    } catch (error) {
      // Harmless: the administrator is told.
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      tell(secretNotWritten(code));
      return 2;
    }
    const reading = await secrets.read(name);
    if (reading.kind === 'refused') {
      tell(secretNotStored(problemOf(name, reading.problem, file)));
      return 2;
    }
    const source = secretSource(reading.source);
    const isItself = reading.secret === secret;
    tell(isItself ? secretStored(name, source) : secretShadowed(name, source));
    return isItself ? 0 : 2;
  },
};

const problemOf = (name: SecretName, problem: SecretProblem, config: string): string => {
  switch (name) {
    case 'mattermost-token':
      return secretProblem(problem, config);
    case 'teams-sign-in-key':
      return keyProblem(problem, config);
    case 'event-hubs-connection-string':
      return hubSecretProblem(problem, config);
  }
};

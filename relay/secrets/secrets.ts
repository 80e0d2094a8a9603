/** The secrets of a relay, as its configuration says where they are kept. */
import { dirname, join } from 'node:path';
import type { RelayConfig } from '../config/relay-config.ts';
import { signInPlaces } from '../sign-in/places.ts';
import { keychainKeeper } from './keychain.ts';
import type { RunTool } from './run-tool.ts';
import { sealedFilesKeeper } from './sealed-files.ts';
import { filesKeeper, readSecretFile } from './secret-file.ts';
import type { SecretKeeper, SecretName } from './secret.ts';

export interface SecretsOptions {
  readonly config: Pick<RelayConfig, 'dataFolder' | 'secrets' | 'mattermost' | 'eventHubs'>;
  /** The configuration's path. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly runTool: RunTool;
}

/** A credential of the system goes before what the configuration says. It is read only. */
export const secretsOf = (options: SecretsOptions): SecretKeeper => {
  const credentials = options.environment.CREDENTIALS_DIRECTORY;
  const keeper = keeperOf(options);
  if (credentials === undefined || credentials === '') return keeper;
  return {
    ...keeper,
    read: async (name) => {
      const given = await readSecretFile(join(credentials, name), { kind: 'credential', name });
      return given.kind === 'read' || given.problem.kind !== 'absent' ? given : keeper.read(name);
    },
  };
};

const keeperOf = ({ config, file, environment, platform, runTool }: SecretsOptions): SecretKeeper => {
  const sealedFor = (scope: 'user' | 'machine'): SecretKeeper =>
    sealedFilesKeeper({
      ...{ scope, platform, runTool, root: environment.SystemRoot },
      fileOf: (name) => join(dirname(file), `${name}.dpapi`),
    });
  switch (config.secrets) {
    case 'files':
      return filesKeeper((name) => plainFile(config, name), platform);
    case 'dpapi-user':
      return sealedFor('user');
    case 'dpapi-machine':
      return sealedFor('machine');
    case 'keychain':
      return keychainKeeper(platform, runTool);
  }
};

const plainFile = (
  { dataFolder, mattermost, eventHubs }: SecretsOptions['config'],
  name: SecretName,
): string | null => {
  switch (name) {
    case 'mattermost-token':
      return mattermost.tokenFile;
    case 'teams-sign-in-key':
      return signInPlaces(dataFolder).key;
    case 'event-hubs-connection-string':
      return eventHubs?.connectionStringFile ?? null;
  }
};

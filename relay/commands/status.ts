import { readOrSay } from '../config/read-or-say.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { databasesIn, runningDatabase } from '../host/databases.ts';
import { tokenCredential } from '../host/configured.ts';
import { readTold } from '../host/told.ts';
import type { SecretKeeper } from '../secrets/secret.ts';
import { secretsOf } from '../secrets/secrets.ts';
import { readCacheKey } from '../sign-in/cache-key.ts';
import { signInPlaces } from '../sign-in/places.ts';
import { readTokenCache } from '../sign-in/token-cache.ts';
import { readTeamsUser } from '../sign-in/teams-user.ts';
import { keyProblem, sealedBy } from '../words/secrets/seal.ts';
import { secretProblem, secretSource } from '../words/secrets/secret.ts';
import { userUnreadable } from '../words/signing-in.ts';
import {
  cacheProblem,
  claimsWait,
  noDatabase,
  nobodySignedIn,
  relayRuns,
  renewedAt,
  signedInAs,
  toldAt,
  tokenFrom,
} from '../words/status.ts';
import { commandLine, statusUsage } from '../words/usage.ts';
import type { Command, CommandWorld, ExitCode } from './command.ts';

/** How long a native client's refresh token lives without use, days (learn.microsoft.com/entra/identity-platform/refresh-tokens). */
const unusedDays = 90;

/** Says how the accounts stand, from the files alone. */
export const statusCommand: Command = {
  name: 'status',
  usage: statusUsage,
  options: {},
  run: async (file, _typed, world) => {
    const config = await readOrSay(file, world.tell);
    if (config === null) return 2;
    const running = await runningDatabase(config.dataFolder);
    world.tell(relayRuns(running));
    if ((await databasesIn(config.dataFolder)).length === 0) world.tell(noDatabase(config.dataFolder));
    const secrets = secretsOf({ ...world, config, file });
    const codes = [
      await mattermostStatus(secrets, file, world),
      await teamsStatus(config, secrets, file, world),
    ];
    const told = await readTold(config.dataFolder);
    if (told !== null) for (const line of [toldAt(told.at), ...told.lines]) world.tell(line);
    return codes.includes(2) ? 2 : 0;
  },
};

const mattermostStatus = async (
  secrets: SecretKeeper,
  config: string,
  { tell }: CommandWorld,
): Promise<ExitCode> => {
  const token = await secrets.read(tokenCredential);
  tell(token.kind === 'read' ? tokenFrom(secretSource(token.source)) : secretProblem(token.problem, config));
  return token.kind === 'read' ? 0 : 2;
};

const teamsStatus = async (
  { dataFolder }: RelayConfig,
  secrets: SecretKeeper,
  config: string,
  { program, tell }: CommandWorld,
): Promise<ExitCode> => {
  const places = signInPlaces(dataFolder);
  const command = commandLine(program, 'sign-in', config);
  const reading = await readTeamsUser(places.user);
  if (reading.kind !== 'user') {
    tell(reading.kind === 'nobody' ? nobodySignedIn(command) : userUnreadable(places.user));
    return 2;
  }
  const key = await readCacheKey(secrets);
  const cache = await readTokenCache(places.cache, key.kind === 'read' ? key.key : null);
  tell(signedInAs(reading.user));
  tell(key.kind === 'read' ? sealedBy(key.source) : keyProblem(key.problem, config));
  if (cache.kind === 'text' || cache.kind === 'foreign') tell(renewedAt(cache.sealedAt, unusedDays));
  // Without a key it is not known whether the file could be opened.
  if (cache.kind !== 'text' && key.kind === 'read') tell(cacheProblem(cache.kind, places.cache, command));
  if (reading.user.claims !== null) tell(claimsWait(command));
  return cache.kind === 'text' && reading.user.claims === null ? 0 : 2;
};

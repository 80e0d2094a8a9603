import { readOrSay } from '../config/read-or-say.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { registrationOf } from '../host/teams-seat.ts';
import { runningDatabase } from '../host/databases.ts';
import { consentAddress } from '../../sign-in/consent-address.ts';
import type { SecretSource } from '../secrets/secret.ts';
import { secretsOf } from '../secrets/secrets.ts';
import { checkAccount } from '../sign-in/account-check.ts';
import { readOrMakeCacheKey } from '../sign-in/cache-key.ts';
import { type Loopback, openLoopback } from '../sign-in/loopback.ts';
import { createSignInNetwork } from '../sign-in/network.ts';
import { signInPlaces } from '../sign-in/places.ts';
import { relayScopes } from '../sign-in/scopes.ts';
import { signIn, type Way } from '../sign-in/sign-in.ts';
import { readTeamsUser, type TeamsUser } from '../sign-in/teams-user.ts';
import { keyProblem, sealedBy } from '../words/secrets/seal.ts';
import {
  accountUnusable,
  deviceCodeOff,
  notSignedIn,
  notWritten,
  onlyUser,
  openAddress,
  openPage,
  portTaken,
  runningTakesOver,
  signedIn,
  strangerCame,
  userUnreadable,
  waitsForPerson,
} from '../words/signing-in.ts';
import { signInUsage } from '../words/usage.ts';
import type { Command, CommandWorld, ExitCode } from './command.ts';

/** Fixed, so that a tunnel to it can be opened beforehand. */
const usualPort = 8425;
/** How long the person may take, ms. */
const within = 15 * 60_000;

/** Signs the Teams user in. */
export const signInCommand: Command = {
  name: 'sign-in',
  usage: (program) => signInUsage(program, usualPort),
  options: { port: { type: 'string' }, 'device-code': { type: 'boolean' } },
  run: async (file, typed, world) => {
    const { port = String(usualPort), 'device-code': byCode = false } = typed;
    if (typeof port !== 'string' || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) return null;
    const config = await readOrSay(file, world.tell);
    if (config === null) return 2;
    if (byCode === true && !config.teams.deviceCode) {
      world.tell(deviceCodeOff(file));
      return 2;
    }
    return signInTo(config, { file, port: byCode === true ? null : Number(port) }, world);
  },
};

interface SignInWanted {
  /** The configuration's path. */
  readonly file: string;
  /** Of the loopback; null signs in by a code on another device. */
  readonly port: number | null;
}

const signInTo = async (
  config: RelayConfig,
  { file, port }: SignInWanted,
  world: CommandWorld,
): Promise<ExitCode> => {
  const { tell } = world;
  const places = signInPlaces(config.dataFolder);
  const known = await readTeamsUser(places.user);
  if (known.kind === 'unreadable') {
    tell(userUnreadable(places.user));
    return 2;
  }
  let loopback: Loopback | null = null;
  try {
    const key = await readOrMakeCacheKey(secretsOf({ ...world, config, file }));
    if (key.kind === 'refused') {
      tell(keyProblem(key.problem, file));
      return 2;
    }
    if (port !== null) loopback = await loopbackAt(port, tell);
    if (port !== null && loopback === null) return 2;
    const user = known.kind === 'user' ? known.user : null;
    if (user !== null) tell(onlyUser(user.username, places.user));
    return await askPerson(config, { key: key.key, source: key.source, loopback, user }, world);
  } catch (error) {
    // Harmless: the administrator is told.
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    tell(notWritten(config.dataFolder, code));
    return 2;
  } finally {
    loopback?.close();
  }
};

/** Null: another program has the port, which has been said. */
const loopbackAt = async (port: number, tell: (line: string) => void): Promise<Loopback | null> => {
  try {
    return await openLoopback(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    tell(portTaken(port));
    return null;
  }
};

interface Prepared {
  readonly key: Buffer;
  readonly source: SecretSource;
  readonly loopback: Loopback | null;
  /** Who is signed in here. */
  readonly user: TeamsUser | null;
}

const askPerson = async (
  config: RelayConfig,
  { key, source, loopback, user }: Prepared,
  { tell, send, clouds, end, host }: CommandWorld,
): Promise<ExitCode> => {
  const cloud = clouds[config.teams.cloud];
  const places = signInPlaces(config.dataFolder);
  const registration = registrationOf(config, cloud);
  const now = (): number => Date.now();
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
  const way: Way =
    loopback === null
      ? { kind: 'device-code', show: (page, code) => tell(openPage(page, code)) }
      : {
          kind: 'browser',
          loopback,
          show: (url) => {
            for (const line of openAddress(url, loopback.port, host)) tell(line);
            tell(waitsForPerson(within));
          },
          onStranger: () => tell(strangerCame()),
        };
  const outcome = await signIn({
    ...{ registration, way, end, within },
    scopes: relayScopes,
    network: createSignInNetwork({ fetch: send, now, wait }),
    known: user,
    cache: { path: places.cache, key, now },
    userFile: places.user,
  });
  if (outcome.kind !== 'signed-in') {
    const consent = consentAddress({ ...cloud, ...registration });
    tell(notSignedIn(outcome, { username: user?.username ?? '', loginUrl: cloud.loginUrl, consent }));
    return 2;
  }
  tell(signedIn(outcome.user, sealedBy(source)));
  if ((await runningDatabase(config.dataFolder)) !== null) tell(runningTakesOver());
  const check = await checkAccount({ graphUrl: cloud.graphUrl, accessToken: outcome.accessToken }, send);
  if (check === 'works') return 0;
  tell(accountUnusable(check, outcome.user.username));
  return 2;
};

/** The relay's Teams user, as it is signed in now: another process may sign it in, again or for the first time, while the relay runs. */
import { setTimeout as after } from 'node:timers/promises';
import type { RelayConfig } from '../config/relay-config.ts';
import type { HubCredential } from '../hub/hub-access.ts';
import type { Send } from '../network/network.ts';
import type { SecretKeeper, SecretProblem, SecretSource } from '../secrets/secret.ts';
import { type CacheKeyReading, readCacheKey } from '../sign-in/cache-key.ts';
import type { Registration } from '../sign-in/client.ts';
import { createSignInNetwork, type SignInNetwork } from '../sign-in/network.ts';
import { signInPlaces, type SignInPlaces } from '../sign-in/places.ts';
import { hubScopes, relayScopes } from '../sign-in/scopes.ts';
import { type SessionOptions, TeamsSession } from '../sign-in/session.ts';
import { readTokenCache, stampOf } from '../sign-in/token-cache.ts';
import {
  isSameUser,
  readTeamsUser,
  type TeamsUser,
  type TeamsUserReading,
  writeTeamsUser,
} from '../sign-in/teams-user.ts';
import type { CloudAddresses } from '../../sign-in/clouds.ts';
import type { BotAccounts } from './bot-accounts.ts';

export interface TeamsSeatOptions {
  readonly config: RelayConfig;
  readonly cloud: CloudAddresses;
  readonly secrets: SecretKeeper;
  readonly send: Send;
}

/** How the key of the sign-in is kept, or why it cannot be had. */
export type SeatKey =
  | { readonly kind: 'sealed'; readonly source: SecretSource }
  | { readonly kind: 'no-key'; readonly problem: SecretProblem };

interface Held {
  readonly account: NonNullable<BotAccounts['teams']>;
  readonly user: TeamsUser;
  readonly key: SeatKey;
  readonly session: TeamsSession;
  /** The same sign-in at Azure Event Hubs. */
  readonly hubSession: TeamsSession;
  /** When the file of the sign-in was written that was there at the beginning, ms; null if that cannot be seen. */
  readonly sealedAt: number | null;
}

export class TeamsSeat {
  readonly #options: TeamsSeatOptions;
  readonly #places: SignInPlaces;
  readonly #network: SignInNetwork;
  #held: Held | null = null;
  #stamp = '';
  #userStamp = '';

  private constructor(options: TeamsSeatOptions) {
    this.#options = options;
    this.#places = signInPlaces(options.config.dataFolder);
    this.#network = createSignInNetwork({
      fetch: options.send,
      now: () => Date.now(),
      wait: async (ms) => after(ms),
    });
  }

  /** `unreadable`: the file that names the user is damaged. To go on without it would take that user's rows out of the database. */
  static async open(options: TeamsSeatOptions): Promise<TeamsSeat | 'unreadable'> {
    const seat = new TeamsSeat(options);
    const reading = await seat.#read();
    if (reading.kind === 'unreadable') return 'unreadable';
    await seat.#take(reading);
    return seat;
  }

  /** The account for the engine; null while nobody has signed in. */
  get account(): BotAccounts['teams'] {
    return this.#held?.account ?? null;
  }

  get user(): TeamsUser | null {
    return this.#held?.user ?? null;
  }

  get key(): SeatKey | null {
    return this.#held?.key ?? null;
  }

  /** When the refresh token was last renewed, ms; null if that is not known. It ends if it is not used for 90 days. */
  get refreshedAt(): number | null {
    if (this.#held === null) return null;
    const { sealedAt, session, hubSession } = this.#held;
    const known = [sealedAt, session.renewedAt, hubSession.renewedAt].filter((at) => at !== null);
    return known.length === 0 ? null : Math.max(...known);
  }

  /** Tokens for the event hub of whoever is the user now. */
  readonly hubCredential: HubCredential = {
    getToken: async () => {
      const token = await this.#held?.hubSession.token(false, undefined);
      if (token?.ok) return { token: token.value.text, expiresOnTimestamp: token.value.until };
      return token === undefined || token.failure.kind === 'sign-in-needed' ? 'refused' : 'no-answer';
    },
  };

  /**
   * Looks whether somebody has signed in meanwhile. Resolves to whether the engine must look at its accounts anew: there is another user than
   * before, or a user whose sign-in was refused has signed in again.
   */
  async look(): Promise<boolean> {
    const [stamp, userStamp] = await this.#stamps();
    const isOtherCache = stamp !== this.#stamp;
    if (!isOtherCache && userStamp === this.#userStamp) return false;
    const reading = await this.#read();
    // Somebody has damaged it by hand: the relay goes on with whom it has.
    if (reading.kind === 'unreadable') return false;
    const user = reading.kind === 'user' ? reading.user : null;
    const held = this.#held;
    const isSame =
      held === null || user === null ? held === null && user === null : isSameUser(held.user, user);
    if (isSame && !(isOtherCache && held?.session.needsSignIn === true)) return false;
    await this.#take(reading);
    return true;
  }

  async #read(): Promise<TeamsUserReading> {
    [this.#stamp, this.#userStamp] = await this.#stamps();
    return readTeamsUser(this.#places.user);
  }

  #stamps(): Promise<[string, string]> {
    return Promise.all([stampOf(this.#places.cache), stampOf(this.#places.user)]);
  }

  async #take(reading: TeamsUserReading): Promise<void> {
    this.#held = reading.kind === 'user' ? await this.#hold(reading.user) : null;
  }

  async #hold(user: TeamsUser): Promise<Held> {
    const { config, cloud, secrets } = this.#options;
    const { cache, user: userFile } = this.#places;
    const key = await readCacheKey(secrets);
    const now = (): number => Date.now();
    const sealed = await readTokenCache(cache, null);
    const signedIn: Omit<SessionOptions, 'scopes'> = {
      registration: registrationOf(config, cloud),
      network: this.#network,
      cache: { path: cache, now, key: key.kind === 'read' ? key.key : null },
      user,
      keepClaims: (claims) => writeTeamsUser(userFile, { ...user, claims }),
      now,
    };
    const session = new TeamsSession({ ...signedIn, scopes: relayScopes });
    return {
      user,
      session,
      hubSession: new TeamsSession({ ...signedIn, scopes: hubScopes }),
      sealedAt: 'sealedAt' in sealed ? sealed.sealedAt : null,
      key: seatKey(key),
      account: {
        userId: user.userId,
        tenantId: user.tenantId,
        displayName: user.displayName,
        label: user.username,
        graphUrl: `${cloud.graphUrl}/v1.0`,
        accessToken: session.accessToken,
      },
    };
  }
}

const seatKey = (reading: CacheKeyReading): SeatKey =>
  reading.kind === 'read'
    ? { kind: 'sealed', source: reading.source }
    : { kind: 'no-key', problem: reading.problem };

/** The registration that the configuration names. */
export const registrationOf = (
  { teams: { tenant, clientId } }: RelayConfig,
  { loginUrl }: CloudAddresses,
): Registration => ({ loginUrl, tenant, clientId });

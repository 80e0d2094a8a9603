/** Tokens for Graph, without a person: asked for silently before they run out, and anew when Graph refuses one. */
import type { PublicClientApplication } from '@azure/msal-node';
import { failed, type Result, type ServiceFailure, succeeded } from '../../renderer/model/index.ts';
import { lastingReason } from '../../sign-in/lasting-reason.ts';
import { createClient, type Registration } from './client.ts';
import { failureOf, lost, type SignInFailure } from './failures.ts';
import type { SignInNetwork } from './network.ts';
import { tokenCachePlugin, type TokenCacheOptions } from './token-cache.ts';
import { isSameUser, type TeamsUser } from './teams-user.ts';

export interface SessionOptions {
  readonly registration: Registration;
  readonly scopes: readonly string[];
  readonly network: SignInNetwork;
  /** Where the sign-in is kept. `key` null: it cannot be opened. */
  readonly cache: Omit<TokenCacheOptions, 'key'> & { readonly key: Buffer | null };
  readonly user: TeamsUser;
  /** Claims that only a person at a browser can satisfy: they are kept for the next sign-in. */
  readonly keepClaims: (claims: string) => Promise<void>;
  /** This machine's time, ms since 1970. */
  readonly now: () => number;
}

/** A token is renewed so long before its end, ms: a long request needs it that long. */
const renewBefore = 5 * 60_000;

/** `until`: ms on this machine's clock. */
export interface SessionToken {
  readonly text: string;
  readonly until: number;
}

export class TeamsSession {
  readonly #client: PublicClientApplication | null;
  #needsSignIn = false;
  #token: SessionToken | null = null;
  #renewedAt: number | null = null;
  #asking: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SessionOptions) {
    const { registration, network, cache, user } = options;
    const { key } = cache;
    this.#client =
      key === null
        ? null
        : createClient(
            { ...registration, tenant: user.tenantId },
            network,
            tokenCachePlugin({ ...cache, key }),
          );
  }

  /** Whether the last question for a token had the answer that a person must sign in. */
  get needsSignIn(): boolean {
    return this.#needsSignIn;
  }

  /** When Entra last renewed the refresh token for this session, ms on this machine's clock; null if it has not. */
  get renewedAt(): number | null {
    return this.#renewedAt;
  }

  /**
   * A token. Never rejects.
   * @param renew Graph has refused the last one
   * @param claims the challenge of that refusal
   */
  readonly accessToken = async (renew: boolean, claims: string | undefined): Promise<Result<string>> => {
    const given = await this.token(renew, claims);
    return given.ok ? succeeded(given.value.text) : given;
  };

  /** The same with its end. */
  readonly token = (renew: boolean, claims: string | undefined): Promise<Result<SessionToken>> => {
    const refused = renew ? this.#token : null;
    // One after the other, so that ten requests at once renew once, and each knows what the network said to it.
    const answer = this.#asking.then(() => this.#give(refused, renew, claims));
    this.#asking = answer;
    return answer;
  };

  async #give(
    refused: SessionToken | null,
    renew: boolean,
    claims: string | undefined,
  ): Promise<Result<SessionToken>> {
    const { now, keepClaims } = this.options;
    const held = this.#token;
    // Another request has renewed the token that was refused.
    const isRenewed = renew && claims === undefined && refused !== held;
    if (held !== null && (!renew || isRenewed) && now() < held.until - renewBefore) return succeeded(held);
    const asked = await this.#ask(renew || held !== null, claims);
    if ('text' in asked) {
      this.#token = asked;
      this.#needsSignIn = false;
      return succeeded(asked);
    }
    // The service gave no decision, and the token is good for a while yet.
    if (asked.kind === 'delayed' && held !== null && !renew && now() < held.until) return succeeded(held);
    this.#token = null;
    this.#needsSignIn = asked.kind === 'refused';
    const demanded = asked.kind === 'refused' ? asked.claims || claims : undefined;
    // Harmless: without the claims, the next sign-in is asked for them by Entra.
    if (demanded) await keepClaims(demanded).catch(() => undefined);
    return failed(asServiceFailure(asked));
  }

  async #ask(renew: boolean, claims: string | undefined): Promise<SignInFailure | SessionToken> {
    const { user, scopes, network, registration } = this.options;
    if (this.#client === null) return lost('no-key');
    try {
      const account = (await this.#client.getTokenCache().getAllAccounts()).find(
        ({ homeAccountId, tenantId }) => homeAccountId === user.homeAccountId && tenantId === user.tenantId,
      );
      if (!account) return lost('no-account');
      const { accessToken, expiresOn, fromCache, tenantId, uniqueId } = await this.#client.acquireTokenSilent(
        {
          account,
          authority: `${registration.loginUrl}/${user.tenantId}`,
          scopes: [...scopes],
          forceRefresh: renew || claims !== undefined,
          ...(claims === undefined ? {} : { claims }),
        },
      );
      // With the token of another account, the relay would mirror and carry that account's messages.
      if (!isSameUser({ tenantId, userId: uniqueId }, user))
        return { kind: 'delayed', reason: 'broken-answer', code: 'another-account' };
      // Entra gives another refresh token, whose 90 days begin anew, with each answer.
      if (!fromCache) this.#renewedAt = this.options.now();
      // MSAL tells its end by the system's clock.
      const left = (expiresOn?.getTime() ?? 0) - Date.now();
      return { text: accessToken, until: this.options.now() + left };
    } catch (error) {
      // Harmless: the account's state says it.
      return failureOf(error, network);
    }
  }
}

/** What the engine is told. What no later try can change asks for a person. */
const asServiceFailure = (failure: SignInFailure): ServiceFailure => {
  switch (failure.kind) {
    case 'refused': {
      const { reason, code } = failure;
      return {
        kind: 'sign-in-needed',
        reason: lastingReason(reason),
        ...(code === '' ? {} : { code }),
      };
    }
    case 'delayed':
      return { kind: 'offline', reason: failure.reason, status: null };
    case 'failed':
      return { kind: 'offline', reason: 'broken-answer', status: null };
    case 'cancelled':
    case 'timed-out':
      return { kind: 'cancelled' };
  }
};

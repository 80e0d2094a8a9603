/** The tenant's memory of sign-ins: codes, refresh tokens, browser sessions. */
import type { SandboxWorld } from '../../world.ts';
import type { MicrosoftSettings, RedirectRegistration } from '../settings.ts';
import { guidOf, randomHex } from '../state/ids.ts';
import { accountKey, type Account } from './accounts.ts';
import { signInErrors, type SignInError } from './errors.ts';

/** How a user was authenticated. */
export interface Proof {
  /** When they signed in with the browser, ms. */
  readonly signedInAt: number;
  /** The authentication contexts (`acrs`) that this sign-in has met. */
  readonly contexts: readonly string[];
}

export interface CodeGrant extends Proof {
  readonly account: Account;
  readonly tenantId: string;
  readonly redirectUri: string;
  readonly redirectType: RedirectRegistration['type'];
  readonly codeChallenge: string | null;
  readonly nonce: string | null;
  readonly scope: string;
  readonly expiresAt: number;
  used: boolean;
}

/**
 * A refresh token is bound to the account and the app, not to a tenant: it can be redeemed wherever the account is let in
 * (learn.microsoft.com/entra/identity-platform/refresh-tokens).
 */
export interface RefreshGrant extends Proof {
  readonly account: Account;
  readonly redirectType: RedirectRegistration['type'];
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A user who is signed in with a browser, and the time of the sign-in, ms since 1970. */
export interface Session {
  readonly account: Account;
  readonly signedInAt: number;
}

const codeLifetimeMs = 10 * 60_000;

export class Grants {
  readonly #codes = new Map<string, CodeGrant>();
  readonly #refreshTokens = new Map<string, RefreshGrant>();
  readonly #sessions = new Map<string, Map<string, Session>>();
  readonly #revokedAt = new Map<string, number>();

  constructor(
    private readonly world: SandboxWorld,
    private readonly settings: MicrosoftSettings,
  ) {}

  random(): string {
    return randomHex(() => this.world.random());
  }

  trace(): string {
    return guidOf(this.random());
  }

  issueCode(grant: Omit<CodeGrant, 'used' | 'expiresAt'>): string {
    const code = `1.A${this.random()}${this.random()}`;
    this.#codes.set(code, { ...grant, used: false, expiresAt: this.world.now() + codeLifetimeMs });
    return code;
  }

  /** The grant behind a code, still unused and fresh. */
  code(code: string): CodeGrant | SignInError {
    const grant = this.#codes.get(code);
    if (!grant) return signInErrors.badCode();
    if (grant.used) return signInErrors.codeUsed();
    if (grant.expiresAt <= this.world.now()) return signInErrors.codeExpired();
    return grant;
  }

  /**
   * A refresh token: native ones live from now (90 days, sliding), SPA ones keep the expiry of the first (facts, graph §7).
   */
  issueRefreshToken(
    account: Account,
    redirectType: RedirectRegistration['type'],
    proof: Proof,
    previous: RefreshGrant | null,
  ): string {
    const now = this.world.now();
    const lifetime =
      redirectType === 'spa' ? this.settings.spaRefreshTokenSeconds : this.settings.nativeRefreshTokenSeconds;
    const expiresAt = redirectType === 'spa' && previous ? previous.expiresAt : now + lifetime * 1000;
    const token = `1.R${this.random()}${this.random()}`;
    const { signedInAt, contexts } = proof;
    this.#refreshTokens.set(token, { account, redirectType, signedInAt, contexts, issuedAt: now, expiresAt });
    return token;
  }

  refreshToken(token: string): RefreshGrant | SignInError {
    const grant = this.#refreshTokens.get(token);
    if (!grant) return signInErrors.badCode();
    if (grant.issuedAt <= this.revokedAt(grant.account)) return signInErrors.revoked();
    if (grant.expiresAt <= this.world.now()) {
      return grant.redirectType === 'spa' ? signInErrors.spaExpired() : signInErrors.nativeExpired();
    }
    return grant;
  }

  /**
   * Ends every refresh token and browser session of this account; access tokens live on until they expire, or until Graph challenges
   * them.
   */
  revoke(account: Account): void {
    this.#revokedAt.set(accountKey(account), this.world.now());
    this.endSessions(account);
  }

  /** Ends this account's browser sessions; refresh tokens live on. */
  endSessions(account: Account): void {
    for (const session of this.#sessions.values()) session.delete(accountKey(account));
  }

  /** When this account's tokens were ended last, ms; -Infinity when never. */
  revokedAt(account: Account): number {
    return this.#revokedAt.get(accountKey(account)) ?? -Infinity;
  }

  /** Records a user of this browser. Returns the session's id for the cookie. */
  remember(sessionId: string | null, session: Session): string {
    const id = sessionId !== null && this.#sessions.has(sessionId) ? sessionId : this.random();
    const sessions = this.#sessions.get(id) ?? new Map<string, Session>();
    sessions.set(accountKey(session.account), session);
    this.#sessions.set(id, sessions);
    return id;
  }

  /** The users who are signed in with this browser. */
  signedIn(sessionId: string | null): Session[] {
    return sessionId === null ? [] : [...(this.#sessions.get(sessionId)?.values() ?? [])];
  }

  forget(sessionId: string | null): void {
    if (sessionId !== null) this.#sessions.delete(sessionId);
  }
}

/** Tells a refusal from a grant. */
export const isSignInError = (value: CodeGrant | RefreshGrant | SignInError): value is SignInError =>
  'aadsts' in value;

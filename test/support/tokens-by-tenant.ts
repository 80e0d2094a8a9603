/** Tokens of one person in several tenants, from the sandbox's real sign-in: the sign-in page's MSAL needs a browser, and is not here. */
import { allScopes } from '../../sign-in/scopes.ts';
import { createSandboxBrowser } from '../../sandbox/browser.ts';
import type { MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import { pkce } from '../../sandbox/microsoft/testing/browser.ts';
import type { PlannedPerson } from '../../sandbox/organisation/plan.ts';

const redirectUri = 'http://localhost:4711';
const keys = pkce('a-verifier-that-is-long-enough-for-rfc-7636-0123456789');
const scope = `openid profile offline_access ${allScopes.join(' ')}`;
/** A token with less left than this is renewed, ms. */
const leeway = 30_000;

interface Kept {
  readonly text: string;
  readonly until: number;
}

/**
 * As MSAL's cache does: access tokens by tenant, one refresh token of the person for all of them, which each tenant's endpoint takes and
 * replaces.
 */
export class TokensByTenant {
  readonly #access = new Map<string, Kept>();
  #refreshToken = '';
  /** How often each tenant's endpoint gave a token. */
  readonly renewals = new Map<string, number>();

  /** @param now virtual time, ms */
  constructor(
    private readonly microsoft: MicrosoftTenant,
    private readonly person: PlannedPerson,
    private readonly now: () => number,
  ) {}

  /** Signs the person in to a tenant with a browser. @throws Error where that does not end with a code */
  async signIn(tenantId: string): Promise<void> {
    let code = '';
    const browser = createSandboxBrowser({
      fetch: async (request) => {
        if (!request.url.startsWith(redirectUri)) return this.microsoft.login.fetch(request);
        code = new URL(request.url).searchParams.get('code') ?? '';
        return new Response('You may close this page.');
      },
      credentialsFor: () => ({
        username: this.person.microsoft?.userPrincipalName ?? '',
        password: this.person.password,
      }),
    });
    const query = new URLSearchParams({
      client_id: this.microsoft.clientId,
      scope,
      redirect_uri: redirectUri,
      response_type: 'code',
      response_mode: 'query',
      state: 'state',
      nonce: 'nonce',
      code_challenge: keys.challenge,
      code_challenge_method: 'S256',
    });
    const end = await browser.open(`${this.#at(tenantId)}/authorize?${query.toString()}`);
    if (code === '') throw new Error(`no sign-in: ${JSON.stringify(end)}`);
    await this.#ask(tenantId, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: keys.verifier,
    });
  }

  /** A token of this tenant; `renew` passes the cached one by. */
  async token(tenantId: string, renew: boolean): Promise<string> {
    const kept = this.#access.get(tenantId);
    if (kept !== undefined && !renew && kept.until - leeway > this.now()) return kept.text;
    return this.#ask(tenantId, { grant_type: 'refresh_token', refresh_token: this.#refreshToken });
  }

  #at(tenantId: string): string {
    return `${this.microsoft.urls().loginUrl}/${tenantId}/oauth2/v2.0`;
  }

  async #ask(tenantId: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const answer = await this.microsoft.login.fetch(
      new Request(`${this.#at(tenantId)}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
        body: new URLSearchParams({ client_id: this.microsoft.clientId, scope, ...fields }).toString(),
      }),
    );
    if (!answer.ok) throw new Error(`no token: ${await answer.text()}`);
    const given = (await answer.json()) as {
      readonly access_token: string;
      readonly refresh_token: string;
      readonly expires_in: number;
    };
    this.#refreshToken = given.refresh_token;
    this.#access.set(tenantId, {
      text: given.access_token,
      until: this.now() + given.expires_in * 1_000,
    });
    this.renewals.set(tenantId, (this.renewals.get(tenantId) ?? 0) + 1);
    return given.access_token;
  }
}

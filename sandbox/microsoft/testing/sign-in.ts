/** An app that signs a user in over HTTP, like msal-browser in its default protocol mode. */
import type { Sandbox } from './tenant.ts';
import { Browser, pkce, type Stand } from './browser.ts';
import { Json } from './json.ts';
import { clientId, loginUrl } from './tenant.ts';
import { tenantId } from './organisation.ts';

export const redirectUri = 'http://localhost:4711';
export const verifier = 'a-verifier-that-is-long-enough-for-rfc-7636-0123456789';
const keys = pkce(verifier);

export const basicScopes = 'openid profile offline_access User.Read Chat.Read';

/** The authorize address; `more` overrides or (with null) drops parameters. */
export const authorizeUrl = (
  more: Readonly<Record<string, string | null>> = {},
  tenant = tenantId,
): string => {
  const parameters: Record<string, string | null> = {
    client_id: clientId,
    scope: basicScopes,
    redirect_uri: redirectUri,
    response_type: 'code',
    response_mode: 'fragment',
    state: 'the-state',
    nonce: 'the-nonce',
    client_info: '1',
    code_challenge: keys.challenge,
    code_challenge_method: 'S256',
    ...more,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null) query.set(name, value);
  return `${loginUrl}/${tenant}/oauth2/v2.0/authorize?${query.toString()}`;
};

export const browserOf = (box: Sandbox): Browser =>
  new Browser((request) => box.tenant.login.fetch(request), loginUrl);

/** Goes through e-mail, password and consent, whatever of them is shown. */
export const signIn = async (
  browser: Browser,
  person: string,
  more: Readonly<Record<string, string | null>> = {},
  tenant = tenantId,
  domain = 'testworks.example',
): Promise<Stand> => {
  let at = await browser.open(authorizeUrl(more, tenant));
  for (let step = 0; at.kind === 'page' && step < 5; step += 1) {
    if (at.html.includes('name="loginfmt"'))
      at = await browser.submit(at, { loginfmt: `${person}@${domain}` });
    else if (at.html.includes('name="passwd"'))
      at = await browser.submit(at, { passwd: `${person}-password` });
    else if (at.html.includes('Permissions requested')) at = await browser.submit(at, { action: 'accept' });
    else return at;
  }
  return at;
};

/** The code of a finished sign-in. */
export const codeOf = (at: Stand): string => (at.kind === 'app' ? (at.answer.get('code') ?? '') : '');

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Posts to the token endpoint; without an Origin header unless one is given. */
export const postToken = (
  box: Sandbox,
  fields: Readonly<Record<string, string>>,
  origin: string | null = null,
  tenant = tenantId,
): Promise<Response> =>
  box.tenant.login.fetch(
    new Request(`${loginUrl}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
        ...(origin === null ? {} : { origin }),
      },
      body: new URLSearchParams({ client_id: clientId, client_info: '1', ...fields }).toString(),
    }),
  );

/** Like `postToken`, for a JSON answer. */
export const token = async (
  box: Sandbox,
  fields: Readonly<Record<string, string>>,
  origin: string | null = null,
  tenant = tenantId,
): Promise<TokenAnswer> => {
  const response = await postToken(box, fields, origin, tenant);
  return { status: response.status, headers: response.headers, body: new Json(await response.json()) };
};

export const redeem = (
  box: Sandbox,
  code: string,
  more: Readonly<Record<string, string>> = {},
  origin: string | null = null,
): Promise<TokenAnswer> =>
  token(
    box,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: keys.verifier,
      scope: basicScopes,
      ...more,
    },
    origin,
  );

export const refresh = (
  box: Sandbox,
  refreshToken: string,
  scope = basicScopes,
  origin: string | null = null,
  more: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> =>
  token(box, { grant_type: 'refresh_token', refresh_token: refreshToken, scope, ...more }, origin);

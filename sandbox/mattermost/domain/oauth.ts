/** OAuth 2.0 apps, codes and tokens: public clients have no secret, must use PKCE with S256, and get no refresh token (facts: Sign-in). */
import { createHash } from 'node:crypto';
import { createSession } from './sessions.ts';
import { AppError, invalidParam } from '../errors.ts';
import { newId } from '../ids.ts';
import type { OAuthApp, User } from '../model.ts';
import type { Core } from '../server.ts';

const codeLifetime = 10 * 60_000;

export interface NewApp {
  readonly name: string;
  readonly description: string;
  readonly callbackUrls: readonly string[];
  readonly homepage: string;
  readonly isTrusted: boolean;
  readonly isPublic: boolean;
  readonly creatorId: string;
}

const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** Registers an app; callbacks must be http or https, so no custom scheme. */
export const registerApp = (core: Core, wanted: NewApp): OAuthApp => {
  if (wanted.callbackUrls.length === 0 || !wanted.callbackUrls.every(isHttp))
    throw new AppError(
      'model.oauth.is_valid.callback.app_error',
      400,
      'Callback URL must be a valid URL and start with http:// or https://.',
    );
  const app: OAuthApp = {
    id: newId(core.world),
    client_secret: wanted.isPublic ? '' : newId(core.world),
    creator_id: wanted.creatorId,
    name: wanted.name,
    description: wanted.description,
    callback_urls: [...wanted.callbackUrls],
    homepage: wanted.homepage,
    is_trusted: wanted.isTrusted,
    is_dynamically_registered: wanted.creatorId === '',
    create_at: core.world.now(),
  };
  core.state.oauthApps.set(app.id, app);
  return app;
};

/** RFC 8414. */
export const authorizationServerMetadata = (core: Core, siteUrl: string): Record<string, unknown> => ({
  issuer: siteUrl,
  authorization_endpoint: `${siteUrl}/oauth/authorize`,
  token_endpoint: `${siteUrl}/oauth/access_token`,
  response_types_supported: ['code'],
  ...(core.settings.EnableDynamicClientRegistration
    ? { registration_endpoint: `${siteUrl}/api/v4/oauth/apps/register` }
    : {}),
  scopes_supported: ['user'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'none'],
  code_challenge_methods_supported: ['S256'],
});

export interface AuthorizeRequest {
  readonly responseType: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string;
  readonly codeChallenge: string;
  readonly codeChallengeMethod: string;
}

/** The app the request is for; throws when the request must not go on (exact redirect, PKCE for public clients). */
export const checkAuthorizeRequest = (core: Core, request: AuthorizeRequest): OAuthApp => {
  const app = core.state.oauthApps.get(request.clientId);
  if (!app) throw new AppError('app.oauth.get_app.find.app_error', 404, 'Unable to find the requested app.');
  if (!app.callback_urls.includes(request.redirectUri))
    throw new AppError(
      'api.oauth.allow_oauth.redirect_callback.app_error',
      400,
      'Supplied redirect URL did not match registered callback_url.',
    );
  if (request.responseType !== 'code') throw invalidParam('response_type');
  if (request.codeChallenge !== '' && request.codeChallengeMethod !== 'S256')
    throw invalidParam('code_challenge_method');
  if (app.client_secret === '' && request.codeChallenge === '')
    throw new AppError(
      'api.oauth.allow_oauth.pkce_required_public.app_error',
      400,
      'PKCE is required for public clients.',
    );
  if (request.codeChallenge !== '' && !/^[A-Za-z0-9_-]{43,128}$/.test(request.codeChallenge))
    throw invalidParam('code_challenge');
  return app;
};

/** Grants: the redirect with a code that lives 10 minutes. */
export const authorize = (core: Core, user: User, request: AuthorizeRequest): string => {
  checkAuthorizeRequest(core, request);
  const code = newId(core.world) + newId(core.world);
  core.state.oauthCodes.set(code, {
    code,
    client_id: request.clientId,
    user_id: user.id,
    redirect_uri: request.redirectUri,
    scope: request.scope || 'user',
    code_challenge: request.codeChallenge,
    expiresAt: core.world.now() + codeLifetime,
  });
  const back = new URL(request.redirectUri);
  back.searchParams.set('code', code);
  if (request.state !== '') back.searchParams.set('state', request.state);
  return back.href;
};

export interface TokenRequest {
  readonly grantType: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

const refused = (reason: string, status = 400): AppError =>
  new AppError(
    `api.oauth.get_access_token.${reason}.app_error`,
    status,
    'The authorization server refused the request.',
  );

/** Trades a code for an access token, once. */
export const exchangeCode = (core: Core, request: TokenRequest): Record<string, unknown> => {
  const app = core.state.oauthApps.get(request.clientId);
  if (!app) throw refused('credentials', 401);
  const isPublic = app.client_secret === '';
  if (isPublic && request.clientSecret !== '') throw refused('public_client_secret');
  if (!isPublic && request.clientSecret !== app.client_secret) throw refused('credentials', 401);
  if (request.grantType !== 'authorization_code')
    throw refused(
      isPublic && request.grantType === 'refresh_token' ? 'public_client_refresh_token' : 'bad_grant',
    );
  const granted = core.state.oauthCodes.get(request.code);
  core.state.oauthCodes.delete(request.code);
  if (granted?.client_id !== app.id || granted.expiresAt <= core.world.now()) throw refused('expired_code');
  if (granted.redirect_uri !== request.redirectUri) throw refused('redirect_uri');
  if (granted.code_challenge !== '') {
    const challenge = createHash('sha256').update(request.codeVerifier).digest('base64url');
    if (!/^[A-Za-z0-9._~-]{43,128}$/.test(request.codeVerifier) || challenge !== granted.code_challenge)
      throw refused('pkce');
  }
  const user = core.state.users.get(granted.user_id);
  if (!user) throw refused('internal_user', 404);
  const session = createSession(core, user, 'oauth');
  return {
    access_token: session.token,
    token_type: 'bearer',
    expires_in: Math.floor((session.expires_at - core.world.now()) / 1000),
    scope: granted.scope,
    // The member is present even without a refresh token.
    refresh_token: isPublic ? '' : newId(core.world),
  };
};

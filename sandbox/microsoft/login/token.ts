/** The token endpoint: codes and refresh tokens become access tokens, with the Origin rules of each redirect type. */
import { createHash } from 'node:crypto';
import type { User } from '../state/directory.ts';
import { hexOf } from '../state/ids.ts';
import { signInErrors, type SignInError } from './errors.ts';
import { isSignInError, type RefreshGrant } from './grants.ts';
import { missingConsent } from './flow.ts';
import { needsAdmin, readScopes } from './scopes.ts';
import type { SignInService } from './service.ts';
import type { RedirectRegistration } from '../settings.ts';

export type TokenAnswer =
  | { readonly kind: 'tokens'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly problem: SignInError };

const refused = (problem: SignInError): TokenAnswer => ({ kind: 'refused', problem });

/** SPA grants must come with an Origin header, native ones without (facts, graph §7). */
const originProblem = (type: RedirectRegistration['type'], origin: string | null): SignInError | null => {
  if (type === 'native' && origin !== null) return signInErrors.originForbidden(origin);
  if (type === 'spa' && origin === null) return signInErrors.originMissing();
  return null;
};

/** Answers one token request. */
export const answerToken = (
  service: SignInService,
  fields: URLSearchParams,
  origin: string | null,
): TokenAnswer => {
  const client = fields.get('client_id');
  if (client === null) return refused(signInErrors.missing('client_id'));
  if (client !== service.clientId) return refused(signInErrors.unknownClient(client));
  const grantType = fields.get('grant_type');
  switch (grantType) {
    case null:
      return refused(signInErrors.missing('grant_type'));
    case 'authorization_code':
      return redeemCode(service, fields, origin);
    case 'refresh_token':
      return refresh(service, fields, origin);
    default:
      return refused(signInErrors.grantType(grantType));
  }
};

const redeemCode = (service: SignInService, fields: URLSearchParams, origin: string | null): TokenAnswer => {
  const grant = service.grants.code(fields.get('code') ?? '');
  if (isSignInError(grant)) return refused(grant);
  const problem = originProblem(grant.redirectType, origin);
  if (problem) return refused(problem);
  if (fields.get('redirect_uri') !== grant.redirectUri) return refused(signInErrors.codeRedirect());
  if (grant.codeChallenge !== null) {
    const verifier = fields.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (challenge !== grant.codeChallenge) return refused(signInErrors.pkceMismatch());
  }
  grant.used = true;
  return issue(
    service,
    fields,
    grant.user,
    grant.redirectType,
    fields.get('scope') ?? grant.scope,
    grant.nonce,
    null,
  );
};

const refresh = (service: SignInService, fields: URLSearchParams, origin: string | null): TokenAnswer => {
  const grant = service.grants.refreshToken(fields.get('refresh_token') ?? '');
  if (isSignInError(grant)) return refused(grant);
  const problem = originProblem(grant.redirectType, origin);
  if (problem) return refused(problem);
  return issue(service, fields, grant.user, grant.redirectType, fields.get('scope') ?? '', null, grant);
};

const issue = (
  service: SignInService,
  fields: URLSearchParams,
  user: User,
  redirectType: RedirectRegistration['type'],
  scope: string,
  nonce: string | null,
  previous: RefreshGrant | null,
): TokenAnswer => {
  const requested = readScopes(scope);
  const [unknown] = requested.unknown;
  if (unknown !== undefined) return refused(signInErrors.unknownScope(unknown));
  if (missingConsent(service, user, requested.graph).length > 0) {
    return refused(signInErrors.consentRequired(service.clientId));
  }
  service.grants.consent(user, requested.graph.filter(needsAdmin));
  const granted = [...new Set([...requested.graph, ...service.grants.consented(user)])];
  const openId = requested.openId.filter((one) => one !== 'offline_access');
  const lifetime = service.settings.accessTokenSeconds;
  return {
    kind: 'tokens',
    body: {
      token_type: 'Bearer',
      scope: [...openId, ...granted].join(' '),
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: accessToken(service, user, granted),
      ...(previous || requested.openId.includes('offline_access')
        ? { refresh_token: service.grants.issueRefreshToken(user, redirectType, previous) }
        : {}),
      ...(requested.openId.includes('openid') ? { id_token: idToken(service, user, nonce) } : {}),
      ...(fields.get('client_info') === '1' ? { client_info: clientInfo(service, user) } : {}),
    },
  };
};

/** `client_info`, from which MSAL makes the home account id: base64url of `{uid, utid}`. */
export const clientInfo = (service: SignInService, user: User): string =>
  Buffer.from(JSON.stringify({ uid: user.id, utid: service.state.tenantId })).toString('base64url');

/** An access token for Graph, as `graph/bearer.ts` checks it. */
export const accessToken = (service: SignInService, user: User, scopes: readonly string[]): string => {
  const now = Math.floor(service.world.now() / 1000);
  return service.key.sign({
    aud: 'https://graph.microsoft.com',
    iss: `https://sts.windows.net/${service.state.tenantId}/`,
    iat: now,
    nbf: now,
    exp: now + service.settings.accessTokenSeconds,
    appid: service.clientId,
    idtyp: 'user',
    name: user.displayName,
    oid: user.id,
    scp: scopes.join(' '),
    tid: service.state.tenantId,
    upn: user.userPrincipalName,
    uti: service.grants.random().slice(0, 22),
    ver: '1.0',
  });
};

const idToken = (service: SignInService, user: User, nonce: string | null): string => {
  const now = Math.floor(service.world.now() / 1000);
  return service.key.sign({
    aud: service.clientId,
    iss: `${service.loginUrl()}/${service.state.tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    name: user.displayName,
    ...(nonce === null ? {} : { nonce }),
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sub: hexOf(`${service.clientId}/${user.id}`),
    tid: service.state.tenantId,
    uti: service.grants.random().slice(0, 22),
    ver: '2.0',
    ...(service.settings.kmsiClaim ? { signin_state: ['kmsi'], kmsi: true } : {}),
  });
};

/** The token endpoint: codes and refresh tokens become access tokens, with the Origin rules of each redirect type. */
import { createHash } from 'node:crypto';
import type { User } from '../state/directory.ts';
import { consumers, type Account } from './accounts.ts';
import { isResolved, resolve, type Authority, type Resolved } from './authority.ts';
import { hexOf } from '../state/ids.ts';
import { signInErrors, type SignInError } from './errors.ts';
import { readClaims, type ClaimsRequest } from './claims.ts';
import { isSignInError, type Proof, type RefreshGrant } from './grants.ts';
import { type Audience, hubsPermission, permissions, readScopes, unknownScopes } from './scopes.ts';
import { refusalOf } from './switches/known-refusals.ts';
import type { SignInHost, SignInService } from './service.ts';
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

/** The number that a registration in this state is refused with. */
const registrationProblem = {
  ready: null,
  'no-public-client': 7000218,
  disabled: 7000112,
  'no-graph': 500011,
} as const;

/** One token request. */
export interface TokenRequest {
  readonly authority: Authority;
  readonly fields: URLSearchParams;
  readonly origin: string | null;
}

/** Answers one token request. */
export const answerToken = (host: SignInHost, request: TokenRequest): TokenAnswer => {
  const { fields } = request;
  const client = fields.get('client_id');
  if (client === null) return refused(signInErrors.missing('client_id'));
  if (client !== host.clientId()) return refused(signInErrors.unknownClient(client));
  const registration = registrationProblem[host.settings().registration];
  if (registration !== null) return refused(refusalOf({ number: registration }));
  const grantType = fields.get('grant_type');
  switch (grantType) {
    case null:
      return refused(signInErrors.missing('grant_type'));
    case 'authorization_code':
      return redeemCode(host, request);
    // MSAL sends the short name, and Entra takes it.
    case 'device_code':
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return redeemDeviceCode(host, request);
    case 'refresh_token':
      return refresh(host, request);
    default:
      return refused(signInErrors.grantType(grantType));
  }
};

const redeemCode = (host: SignInHost, { authority, fields, origin }: TokenRequest): TokenAnswer => {
  const grant = host.grants.code(fields.get('code') ?? '');
  if (isSignInError(grant)) return refused(grant);
  if (authority.kind === 'tenant' && authority.service.state.tenantId !== grant.tenantId)
    return refused(signInErrors.wrongTenant());
  const problem = originProblem(grant.redirectType, origin);
  if (problem) return refused(problem);
  if (fields.get('redirect_uri') !== grant.redirectUri) return refused(signInErrors.codeRedirect());
  if (grant.codeChallenge !== null) {
    const verifier = fields.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (challenge !== grant.codeChallenge) return refused(signInErrors.pkceMismatch());
  }
  const place = host.services.find(({ state }) => state.tenantId === grant.tenantId);
  const resolved = resolve(host, place ? { kind: 'tenant', service: place } : authority, grant.account);
  if (!isResolved(resolved)) return refused(resolved);
  grant.used = true;
  return issue(resolved, fields, {
    ...grant,
    scope: fields.get('scope') ?? grant.scope,
    previous: null,
  });
};

/** Of two codes only the app has one, so it needs no proof of its own (RFC 8628, 3.4). */
const redeemDeviceCode = (host: SignInHost, { authority, fields }: TokenRequest): TokenAnswer => {
  const grant = host.deviceCodes.ask(fields.get('device_code') ?? '');
  if ('aadsts' in grant) return refused(grant);
  const resolved = resolve(host, authority, grant.account);
  if (!isResolved(resolved)) return refused(resolved);
  return issue(resolved, fields, { ...grant, previous: null });
};

const refresh = (host: SignInHost, { authority, fields, origin }: TokenRequest): TokenAnswer => {
  const grant = host.grants.refreshToken(fields.get('refresh_token') ?? '');
  if (isSignInError(grant)) return refused(grant);
  const problem = originProblem(grant.redirectType, origin);
  if (problem) return refused(problem);
  const resolved = resolve(host, authority, grant.account);
  if (!isResolved(resolved)) return refused(resolved);
  const { service, user } = resolved;
  const scope = fields.get('scope') ?? '';
  if (!mayEnter(resolved)) return refused(refusalOf({ number: 50057 }));
  const refusal = service.policies.refuses(user, scope, grant.signedInAt);
  if (refusal) return refused(refusal);
  return issue(resolved, fields, { ...grant, scope, nonce: null, previous: grant });
};

/** The data of a token: the user, how they signed in, and the requested scopes. */
interface Wanted extends Proof {
  readonly account: Account;
  readonly redirectType: RedirectRegistration['type'];
  readonly scope: string;
  readonly nonce: string | null;
  readonly previous: RefreshGrant | null;
}

const issue = ({ service, user }: Resolved, fields: URLSearchParams, wanted: Wanted): TokenAnswer => {
  const { account, redirectType, nonce, previous } = wanted;
  const requested = readScopes(wanted.scope);
  const [unknown] = unknownScopes(requested, service.settings);
  if (unknown !== undefined) return refused(signInErrors.unknownScope(service.clientId(), unknown));
  const isForHubs = requested.audience === 'https://eventhubs.azure.net';
  const needed = isForHubs ? [hubsPermission] : requested.graph;
  if (service.consents.missing(user, needed).length > 0) {
    return refused(signInErrors.consentRequired(service.clientId()));
  }
  const claims = readClaims(fields.get('claims'));
  if ('aadsts' in claims) return refused(claims);
  // A context is met by signing in with the browser only.
  if (claims.contexts.some((context) => !wanted.contexts.includes(context))) {
    return refused(refusalOf({ number: 50076, claims: fields.get('claims') }));
  }
  const granted = isForHubs
    ? ['user_impersonation']
    : service.consents.granted(user, requested.graph).filter((scope) => scope in permissions);
  const told = isForHubs ? [hubsPermission, `${requested.audience}/.default`] : granted;
  const openId = requested.openId.filter((one) => one !== 'offline_access');
  const lifetime = lifetimeOf(service, claims);
  return {
    kind: 'tokens',
    body: {
      token_type: 'Bearer',
      scope: [...openId, ...told].join(' '),
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: accessToken(service, user, granted, claims, requested.audience),
      ...(previous || requested.openId.includes('offline_access')
        ? { refresh_token: service.grants.issueRefreshToken(account, redirectType, wanted, previous) }
        : {}),
      ...(requested.openId.includes('openid') ? { id_token: idToken(service, user, nonce) } : {}),
      ...(fields.get('client_info') === '1' ? { client_info: clientInfo(account) } : {}),
    },
  };
};

/** `client_info`, from which MSAL makes the home account id: base64url of `{uid, utid}`. */
export const clientInfo = ({ uid, utid }: Account): string =>
  Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');

/** Whether both the account's home and the tenant admit this user. */
export const mayEnter = ({ service, user }: Resolved): boolean =>
  service.state.directory.isEnabled(user) && service.accounts.isEnabled(service.accounts.homeOf(user));

/** Where a guest is at home, as tokens name it. */
const identityProvider = ({ accounts, state }: SignInService, user: User): { idp?: string } => {
  const { utid } = accounts.homeOf(user);
  if (utid === state.tenantId) return {};
  return { idp: utid === consumers ? 'live.com' : `https://sts.windows.net/${utid}/` };
};

const lifetimeOf = ({ settings }: SignInService, { knowsChallenges }: ClaimsRequest): number =>
  knowsChallenges ? settings.challengeableTokenSeconds : settings.accessTokenSeconds;

/** An access token; `graph/bearer.ts` checks those for Graph. */
export const accessToken = (
  service: SignInService,
  user: User,
  scopes: readonly string[],
  claims: ClaimsRequest,
  audience: Audience = 'https://graph.microsoft.com',
): string => {
  const now = Math.floor(service.world.now() / 1000);
  const uti = service.grants.random().slice(0, 22);
  service.issued.note(uti, service.world.now());
  return service.key.sign({
    aud: audience,
    iss: `https://sts.windows.net/${service.state.tenantId}/`,
    iat: now,
    nbf: now,
    exp: now + lifetimeOf(service, claims),
    appid: service.clientId(),
    // learn.microsoft.com/entra/identity-platform/access-token-claims-reference
    ...(claims.knowsChallenges ? { xms_cc: ['cp1'] } : {}),
    ...(claims.contexts.length === 0 ? {} : { acrs: claims.contexts }),
    idtyp: 'user',
    ...identityProvider(service, user),
    name: user.displayName,
    oid: user.id,
    scp: scopes.join(' '),
    tid: service.state.tenantId,
    upn: user.userPrincipalName,
    uti,
    ver: '1.0',
  });
};

const idToken = (service: SignInService, user: User, nonce: string | null): string => {
  const now = Math.floor(service.world.now() / 1000);
  return service.key.sign({
    aud: service.clientId(),
    iss: `${service.loginUrl()}/${service.state.tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    ...identityProvider(service, user),
    name: user.displayName,
    ...(nonce === null ? {} : { nonce }),
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sub: hexOf(`${service.clientId()}/${user.id}`),
    tid: service.state.tenantId,
    uti: service.grants.random().slice(0, 22),
    ver: '2.0',
    ...(service.settings.kmsiClaim ? { signin_state: ['kmsi'], kmsi: true } : {}),
  });
};

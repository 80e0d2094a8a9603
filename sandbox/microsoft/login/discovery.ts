/** The documents that clients read before a sign-in. */
import { authorityOf } from './authority.ts';
import type { SignInHost } from './service.ts';

/** The OpenID configuration; for `organizations` and `common` the issuer holds a placeholder, as the real one does. */
export const openIdConfiguration = (host: SignInHost, tenant: string): Record<string, unknown> => {
  const base = `${host.loginUrl()}/${tenant}`;
  const authority = authorityOf(host, tenant);
  const issuerTenant = authority?.kind === 'tenant' ? authority.service.state.tenantId : '{tenantid}';
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${host.loginUrl()}/${issuerTenant}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  };
};

/** Instance discovery, which clients use for authorities they do not know. */
export const instanceDiscovery = ({ loginUrl }: SignInHost): Record<string, unknown> => {
  const { host } = new URL(loginUrl());
  return {
    tenant_discovery_endpoint: `${loginUrl()}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
};

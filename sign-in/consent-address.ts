/** The address at which an administrator gives Isthmus its permissions for the whole tenant. */
import { allScopes } from './scopes.ts';

/**
 * The address of the admin consent page (learn.microsoft.com/entra/identity-platform/v2-admin-consent) for this client and tenant.
 * Permissions have their full names, because the endpoint would guess the resource of short names. The page ends on `http://localhost`,
 * where nothing listens; the consent is given all the same.
 */
export function consentAddress({
  loginUrl,
  graphUrl,
  clientId,
  tenant,
}: {
  readonly loginUrl: string;
  readonly graphUrl: string;
  readonly clientId: string;
  readonly tenant: string;
}): string {
  const url = new URL(`${loginUrl}/${encodeURIComponent(tenant)}/v2.0/adminconsent`);
  const graph = new URL(graphUrl).origin;
  url.search = new URLSearchParams({
    client_id: clientId,
    scope: allScopes.map((scope) => `${graph}/${scope}`).join(' '),
    redirect_uri: 'http://localhost',
  }).toString();
  return url.href;
}

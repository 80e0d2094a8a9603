/** MSAL's public client of the relay: native, without a secret. */
import { type ICachePlugin, LogLevel, PublicClientApplication } from '@azure/msal-node';
import type { SignInNetwork } from './network.ts';

export interface Registration {
  /** The sign-in service, without the tenant and without a slash at the end. */
  readonly loginUrl: string;
  /** A tenant's id or one of its domains. */
  readonly tenant: string;
  readonly clientId: string;
}

/** The hosts that MSAL knows; about any other it would ask login.microsoftonline.com. */
const knownHosts = /(^|\.)login\.(microsoftonline\.(com|us)|chinacloudapi\.cn|partner\.microsoftonline\.cn)$/;

/** @param cache where the sign-in is kept; null keeps it in memory only */
export const createClient = (
  { loginUrl, tenant, clientId }: Registration,
  network: SignInNetwork,
  cache: ICachePlugin | null,
): PublicClientApplication => {
  const { host } = new URL(loginUrl);
  return new PublicClientApplication({
    auth: {
      clientId,
      authority: `${loginUrl}/${tenant}`,
      knownAuthorities: knownHosts.test(host) ? [] : [host],
      // This tells Entra that the relay answers claims challenges. Only then does Graph send them (facts/sign-in.md).
      clientCapabilities: ['CP1'],
    },
    ...(cache === null ? {} : { cache: { cachePlugin: cache } }),
    system: {
      networkClient: network,
      // What was refused is never asked again by MSAL itself.
      disableInternalRetries: true,
      loggerOptions: { loggerCallback: () => undefined, logLevel: LogLevel.Error, piiLoggingEnabled: false },
    },
  });
};

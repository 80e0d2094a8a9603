/**
 * Reads a server's limited configuration. All values are strings, and a value that does not apply is absent or '' (client.go,
 * GenerateLimitedClientConfig).
 */
import { z } from 'zod';
import type { MattermostOffer, SsoService } from '../../../preload/contract/index.ts';

/** The first version with public OAuth clients, which need no secret. */
const publicClientsSince = [11, 2] as const;

// Harmless: a value that is not text is treated as absent.
const value = z.string().max(1_000).optional().catch(undefined);
const limited = z.object({
  Version: z.string().min(1).max(100),
  SiteName: value,
  EnableSignInWithEmail: value,
  EnableSignInWithUsername: value,
  EnableLdap: value,
  LdapLoginFieldName: value,
  EnableSaml: value,
  SamlLoginButtonText: value,
  EnableSignUpWithOpenId: value,
  OpenIdButtonText: value,
  EnableSignUpWithGitLab: value,
  GitLabButtonText: value,
  EnableSignUpWithGoogle: value,
  EnableSignUpWithOffice365: value,
  EnableMultifactorAuthentication: value,
  EnforceMultifactorAuthentication: value,
});
type Limited = z.infer<typeof limited>;

/** Whether `version` is older than `[major, minor]`. A version that cannot be read (`dev`) does not count as older. */
export const isOlder = (version: string, [major, minor]: readonly [number, number]): boolean => {
  const [ownMajor = NaN, ownMinor = NaN] = version.split('.').map((part) => Number.parseInt(part, 10));
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
};

const isOn = (setting: string | undefined): boolean => setting === 'true';

function passwordOf(config: Limited): MattermostOffer['password'] {
  const { EnableSignInWithEmail, EnableSignInWithUsername, EnableLdap } = config;
  // A server that reports none of these settings is offered a password all the same.
  const tells = [EnableSignInWithEmail, EnableSignInWithUsername, EnableLdap].some(
    (setting) => setting !== undefined,
  );
  if (!tells) return { email: true, username: true, ldap: null };
  const email = isOn(EnableSignInWithEmail);
  const username = isOn(EnableSignInWithUsername);
  const ldap = isOn(EnableLdap) ? (config.LdapLoginFieldName ?? '').trim() : null;
  return email || username || ldap !== null ? { email, username, ldap } : null;
}

/** In the order of the server's own login page. */
function ssoOf(config: Limited): MattermostOffer['sso'] {
  const all: readonly (readonly [SsoService, string | undefined, string | undefined])[] = [
    ['gitlab', config.EnableSignUpWithGitLab, config.GitLabButtonText],
    ['google', config.EnableSignUpWithGoogle, undefined],
    ['office365', config.EnableSignUpWithOffice365, undefined],
    ['openid', config.EnableSignUpWithOpenId, config.OpenIdButtonText],
    ['saml', config.EnableSaml, config.SamlLoginButtonText],
  ];
  return all.flatMap(([service, on, label]) => (isOn(on) ? [{ service, label: (label ?? '').trim() }] : []));
}

/** The offer without its OAuth part, which comes from the OAuth metadata. */
export type OfferWithoutOauth = Omit<MattermostOffer, 'oauth'> & { readonly hasPublicClients: boolean };

/** Reads a configuration; null if it is not Mattermost's. */
export function offerOf(configuration: unknown): OfferWithoutOauth | null {
  const read = limited.safeParse(configuration);
  if (!read.success) return null;
  const config = read.data;
  return {
    name: (config.SiteName ?? '').trim(),
    version: config.Version,
    password: passwordOf(config),
    sso: ssoOf(config),
    mfa: !isOn(config.EnableMultifactorAuthentication)
      ? 'off'
      : isOn(config.EnforceMultifactorAuthentication)
        ? 'enforced'
        : 'possible',
    hasPublicClients: !isOlder(config.Version, publicClientsSince),
  };
}

const metadata = z.object({
  authorization_endpoint: z.string(),
  registration_endpoint: z.string().optional(),
});

/** Reads the OAuth metadata (RFC 8414). A server with OAuth switched off answers with an error. */
export function oauthOf(answered: unknown): MattermostOffer['oauth'] {
  const read = metadata.safeParse(answered);
  if (!read.success) return 'off';
  return read.data.registration_endpoint === undefined ? 'client-needed' : 'registers';
}

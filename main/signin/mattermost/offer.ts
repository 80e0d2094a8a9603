/** What a server's limited configuration says: all values are strings, and what does not hold there is absent or '' (client.go, GenerateLimitedClientConfig). */
import { z } from 'zod';
import type { MattermostOffer, SsoService } from '../../../preload/contract/index.ts';

/** Public OAuth clients, which need no secret, came with this one. */
const publicClientsSince = [11, 2] as const;

// Harmless: what is no text is as if it were not there.
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

/** Whether `version` is older than `[major, minor]`. One that cannot be read (`dev`) is no reason to keep anything from anybody. */
export const isOlder = (version: string, [major, minor]: readonly [number, number]): boolean => {
  const [ownMajor = NaN, ownMinor = NaN] = version.split('.').map((part) => Number.parseInt(part, 10));
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
};

const isOn = (setting: string | undefined): boolean => setting === 'true';

function passwordOf(config: Limited): MattermostOffer['password'] {
  const { EnableSignInWithEmail, EnableSignInWithUsername, EnableLdap } = config;
  // A server that tells nothing of all this is asked for a password all the same.
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

/** What a configuration leaves to be told by the metadata of OAuth. */
export type OfferWithoutOauth = Omit<MattermostOffer, 'oauth'> & { readonly hasPublicClients: boolean };

/** Reads a configuration; null when it is none of Mattermost's. */
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

/** What the metadata of OAuth (RFC 8414) says; a server that has it switched off answers with an error. */
export function oauthOf(answered: unknown): MattermostOffer['oauth'] {
  const read = metadata.safeParse(answered);
  if (!read.success) return 'off';
  return read.data.registration_endpoint === undefined ? 'client-needed' : 'registers';
}

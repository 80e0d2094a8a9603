/** Signing in to Mattermost: the ways in, and what a server offers. */
import { z } from 'zod';
import { connectOutcome } from './accounts.ts';
import { shortText } from './limits.ts';

/** A single sign-on service, spelled as in the server's addresses. */
export const ssoService = z.enum(['saml', 'openid', 'gitlab', 'google', 'office365']);
export type SsoService = z.infer<typeof ssoService>;

/** The three ways of signing in to Mattermost (facts: password with MFA, personal access token, OAuth public client with PKCE). */
export const mattermostMethod = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('password'),
    loginId: z.string().min(1).max(200),
    password: z.string().min(1).max(1_000),
    mfaCode: z.string().max(20).nullable(),
  }),
  z.strictObject({ kind: z.literal('token'), token: z.string().min(1).max(200) }),
  /**
   * Through the system browser. If `clientId` is null, dynamic registration is tried. If the server does not allow it, `service` is the
   * single sign-on to use with the desktop-token flow.
   */
  z.strictObject({
    kind: z.literal('browser'),
    clientId: z.string().max(100).nullable(),
    service: ssoService.nullable(),
  }),
]);
export type MattermostMethod = z.infer<typeof mattermostMethod>;

/** The information that a Mattermost server gives without a session. */
export const mattermostOffer = z.strictObject({
  /** The server's own name. */
  name: shortText,
  version: shortText,
  /**
   * The names with which its users sign in, and the directory's own word for a user name ('' for none); null: the server accepts no
   * password.
   */
  password: z
    .strictObject({ email: z.boolean(), username: z.boolean(), ldap: shortText.nullable() })
    .nullable(),
  /** The single sign-on services, and the server's own label for each; '' for none. */
  sso: z.array(z.strictObject({ service: ssoService, label: shortText })).max(5),
  /** OAuth through the browser: clients register themselves, an administrator must register one, or it is off. */
  oauth: z.enum(['registers', 'client-needed', 'off']),
  mfa: z.enum(['off', 'possible', 'enforced']),
});
export type MattermostOffer = z.infer<typeof mattermostOffer>;

/** The answer to the first question to a server: its offer, or the reason why it cannot be used. */
export const mattermostAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('offer'), offer: mattermostOffer }),
  z.strictObject({ kind: z.literal('none'), outcome: connectOutcome }),
]);
export type MattermostAnswer = z.infer<typeof mattermostAnswer>;

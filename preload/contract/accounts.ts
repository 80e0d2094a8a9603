/** The accounts that pages know, and the outcome of connecting one. */
import { z } from 'zod';
import { accountId, shortText, webUrl } from './limits.ts';
import { connectRefusal, feature } from './reasons.ts';

/**
 * Whether it was signed in as the organisation's relay. Then it works only where the preset says that this computer is the relay, so that a preset that is
 * lost or wrong does not make it an ordinary account.
 */
const ofRelay = z.literal(true).optional();

/** An account in the form for pages, without its secrets. */
export const knownAccount = z.discriminatedUnion('service', [
  z.strictObject({
    id: accountId,
    service: z.literal('teams'),
    displayName: shortText,
    /** The name that distinguishes the account for its user, e.g. the user principal name. */
    label: shortText,
    /** Entra object id and tenant id. */
    userId: shortText,
    tenantId: shortText,
    graphUrl: webUrl,
    ofRelay,
    /** Permissions that nobody has granted yet. Their features are left out. Absent if all are granted. */
    missingScopes: z.array(shortText).max(50).optional(),
    /**
     * The features without these permissions, and where an administrator grants them. They follow from `missingScopes` and are not stored.
     */
    lacks: z.array(feature).max(10).optional(),
    consentUrl: webUrl.optional(),
  }),
  z.strictObject({
    id: accountId,
    service: z.literal('mattermost'),
    displayName: shortText,
    label: shortText,
    /** Mattermost user id. */
    userId: shortText,
    /** The server's address as the user knows it. Requests go through the gateway. */
    serverUrl: webUrl,
    ofRelay,
  }),
]);
export type KnownAccount = z.infer<typeof knownAccount>;

/** The outcome of connecting. Each failure has a reason, for which the page has a sentence with one remedy. */
export const connectOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connected'), account: knownAccount }),
  z.strictObject({ kind: z.literal('cancelled') }),
  /** Mattermost wants the MFA code: ask for it and try again. `wrong`: the given code was wrong, or was already used. */
  z.strictObject({ kind: z.literal('mfa-needed'), wrong: z.literal(true).optional() }),
  z.strictObject({ kind: z.literal('wrong-credentials') }),
  /** A token or OAuth client that this server does not accept; `detail` is the service's own error code. */
  z.strictObject({ kind: z.literal('not-allowed'), detail: shortText }),
  /** The service gave a reason. `code` is the service's own: `AADSTS50105`, an error id, a version. */
  z.strictObject({
    kind: z.literal('refused'),
    reason: connectRefusal,
    code: shortText,
    /** The address where an administrator can grant the missing permissions. */
    consentUrl: webUrl.optional(),
  }),
  /** The server has moved to another address. */
  z.strictObject({ kind: z.literal('redirected'), to: webUrl }),
  /** The password would cross the network unencrypted: `http:` to another computer, which no preset allows. */
  z.strictObject({ kind: z.literal('insecure-address') }),
  /** The browser did not answer in time. */
  z.strictObject({ kind: z.literal('timed-out') }),
  /** The network's proxy wants a name and a password. */
  z.strictObject({ kind: z.literal('proxy-sign-in') }),
  /** Another person answered in the browser than the owner of the account to reconnect. */
  z.strictObject({ kind: z.literal('other-person'), label: shortText }),
  z.strictObject({ kind: z.literal('unreachable') }),
  /** `host`: the host of the certificate, if it is known. */
  z.strictObject({ kind: z.literal('certificate-refused'), host: shortText.optional() }),
  /** The answer was not from a Mattermost server (or not from Microsoft), but for example a proxy's page. */
  z.strictObject({ kind: z.literal('not-this-service') }),
  z.strictObject({ kind: z.literal('throttled'), retryAfterSeconds: z.number().min(0).max(86_400) }),
  /** There is no keyring, and the user has not accepted that secrets are kept in memory only. */
  z.strictObject({ kind: z.literal('keyring-missing') }),
  z.strictObject({ kind: z.literal('failed'), detail: shortText }),
]);
export type ConnectOutcome = z.infer<typeof connectOutcome>;

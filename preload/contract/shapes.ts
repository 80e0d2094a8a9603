/** The shapes of the values that cross the door. Strings and numbers have limits, so that nothing unexpected crosses. */
import { z } from 'zod';
import { connectRefusal, feature, signInReason, tokenDelay } from './reasons.ts';

const shortText = z.string().max(1_000);
const webUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const accountId = z.string().regex(/^[tm]-[a-z2-7]{12}$/);

/** Settings that an administrator or the user has prepared: servers to connect to, and limits of the mirror. */
export const preset = z.strictObject({
  teams: z
    .strictObject({
      /** A tenant GUID or domain, or `organizations`. */
      tenant: shortText,
      clientId: z.guid(),
      /** The sign-in service without the tenant: `https://login.microsoftonline.com`, except for a national cloud or the sandbox. */
      loginUrl: webUrl,
      /** Graph with its version: `https://graph.microsoft.com/v1.0`. */
      graphUrl: webUrl,
    })
    .nullable(),
  mattermost: z
    .strictObject({
      url: webUrl,
      /** A public OAuth client that the server knows; null: Isthmus registers one if the server allows it. */
      clientId: shortText.nullable(),
      /** Whether `url` may be `http:` although it leads to another computer. Passwords and messages cross the network unencrypted then. */
      allowHttp: z.boolean(),
    })
    .nullable(),
  /** How many days of history to mirror; null for all. */
  days: z.number().int().min(1).max(36_500).nullable(),
  /** How to act without a keyring of the system: ask the user, or apply the administrator's decision. */
  withoutKeyring: z.enum(['ask', 'memory-only', 'plain-file']),
});
export type Preset = z.infer<typeof preset>;

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

/** The place for secrets on this machine. */
export const secretsStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyring'), backend: shortText }),
  /** The keyring is missing, or refuses to work. `decision`: the decision of the user or the preset. */
  z.strictObject({
    kind: z.literal('no-keyring'),
    cause: z.enum(['absent', 'refused']),
    decision: z.enum(['undecided', 'memory-only', 'plain-file']),
  }),
]);
export type SecretsStatus = z.infer<typeof secretsStatus>;

export const tokenOutcome = z.discriminatedUnion('kind', [
  /** Main has a token and sends it. Only the sign-in page ever holds one. A new token of the account has a new number. */
  z.strictObject({ kind: z.literal('token'), number: z.int().positive() }),
  z.strictObject({
    kind: z.literal('sign-in-needed'),
    reason: signInReason,
    /** The service's own code; '' for none. */
    code: shortText,
  }),
  /** It is tried again automatically. */
  z.strictObject({ kind: z.literal('unreachable'), reason: tokenDelay, host: shortText.optional() }),
]);
export type TokenOutcome = z.infer<typeof tokenOutcome>;

/** The claims that a token must satisfy, as Graph or Entra wrote them. They are passed on unchanged, never read, never logged. */
export const claims = z.string().min(1).max(10_000);

const person = {
  /** MSAL's name for the person: the same in all organisations, also where the person is a guest. */
  homeAccountId: shortText,
  /** Entra's tenant id and object id. Together they identify one account. */
  tenantId: shortText,
  userId: shortText,
};
/** The registration of a sign-in: its service and its client. */
const registration = { loginUrl: webUrl, clientId: z.guid() };

/** Main's questions to the sign-in page. */
export const signInQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sign-in'),
    ...registration,
    /** A tenant id, a domain, or `organizations`. */
    tenant: shortText,
    scopes: z.array(shortText).max(50),
    /** The address of the loopback that main opened for the answer. */
    redirectUri: webUrl,
    /** Set when signing in again or asking for more consent. `label` is the name to sign in with. */
    account: z.strictObject({ ...person, label: shortText }).nullable(),
    /** The cache cannot be opened, and the user wants to sign in again: the cache may be deleted. */
    anew: z.boolean(),
    claims: claims.optional(),
  }),
  z.strictObject({
    kind: z.literal('token'),
    ...registration,
    account: z.strictObject(person),
    scopes: z.array(shortText).max(50),
    /** Whether to skip the cached access token, because the service refused it. */
    renew: z.boolean(),
    claims: claims.optional(),
  }),
  z.strictObject({
    kind: z.literal('forget'),
    ...registration,
    account: z.strictObject(person),
    /** What another account still needs from the cache: nothing, the person's entry, or also the refresh token of the same client. */
    shared: z.enum(['nothing', 'person', 'person-and-client']),
  }),
]);
export type SignInQuestion = z.infer<typeof signInQuestion>;

export const signInAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('signed-in'),
    ...person,
    username: shortText,
    displayName: shortText,
  }),
  z.strictObject({ kind: z.literal('token'), accessToken: z.string().min(1).max(20_000) }),
  z.strictObject({ kind: z.literal('forgotten') }),
  z.strictObject({ kind: z.literal('cancelled') }),
  /** Entra has refused. `code` is its number (`AADSTS50076`) or error code. Its message is left out, because it may name people. */
  z.strictObject({
    kind: z.literal('refused'),
    reason: connectRefusal,
    code: shortText,
    /** The claims that the next sign-in must satisfy, as Entra wrote them. */
    claims: claims.optional(),
  }),
  /** There was no decision; it is asked again later. `host`: the host whose certificate was refused. */
  z.strictObject({
    kind: z.literal('delayed'),
    reason: tokenDelay,
    code: shortText,
    host: shortText.optional(),
  }),
  z.strictObject({ kind: z.literal('failed'), code: shortText }),
]);
export type SignInAnswer = z.infer<typeof signInAnswer>;

/** Main's questions to the person about the network. */
export const networkQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proxy-login'),
    id: z.number().int(),
    /** Host and port of the proxy, and its realm. */
    proxy: shortText,
    realm: shortText,
    /** Whether the password is sent unencrypted (Basic), so that others on the network could read it. */
    isPlain: z.boolean(),
    /** The proxy has refused the login of before. `username` is that login's name, else ''. */
    refused: z.boolean(),
    username: shortText,
    /** Whether a keyring could keep the login. */
    canKeep: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('client-certificate'),
    id: z.number().int(),
    /** The host that wants a certificate, with its port if it is not the default. */
    host: shortText,
    /** The host has refused the certificate that was chosen before. */
    refused: z.boolean(),
    /** The certificates of this computer that the host may accept. Names are common names, times are ms since 1970. */
    certificates: z
      .array(
        z.strictObject({
          fingerprint: shortText,
          subject: shortText,
          issuer: shortText,
          validFrom: z.number(),
          validUntil: z.number(),
        }),
      )
      .max(50),
  }),
]);
export type NetworkQuestion = z.infer<typeof networkQuestion>;

/** The person's answers. */
export const networkAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proxy-login'),
    username: z.string().min(1).max(500),
    password: z.string().max(1_000),
    /** Whether to keep the login, encrypted by the system's keyring. Else it is kept until the app ends. */
    keep: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('client-certificate'), fingerprint: shortText }),
]);
export type NetworkAnswer = z.infer<typeof networkAnswer>;

export const socketEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened') }),
  /** Frames in a batch. One by one, a thousand frames would take ten times as long (facts/shell.md). */
  z.strictObject({ kind: z.literal('frames'), frames: z.array(z.string()).max(1_000) }),
  z.strictObject({ kind: z.literal('closed'), code: z.number().int(), status: z.number().int().nullable() }),
]);
export type SocketEvent = z.infer<typeof socketEvent>;

/** An id of a conversation or message in the mirror. The door does not read it. */
const mirrorId = z.string().min(1).max(1_000);

/** A place for the user: a conversation, or a message in it. */
export const goal = z.strictObject({
  conversation: mirrorId,
  message: z
    .strictObject({
      id: mirrorId,
      /** The root of the message's thread; '' for none. */
      thread: z.string().max(1_000),
      /** When the message was written, ms since 1970; null if the sender does not know it. */
      createdAt: z.number().min(0).nullable(),
    })
    .nullable(),
});
export type Goal = z.infer<typeof goal>;

/** A notification for the user. A newer one with the same key replaces it. Texts are plain. */
export const notification = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    key: mirrorId,
    goal,
    /** The sender's name; '' if it is not known. The conversation's name; '' if it has none. */
    sender: shortText,
    conversation: shortText,
    /** The message's text; '' if it has none. */
    text: shortText,
    files: z.int().min(0),
    mentionsUser: z.boolean(),
    /** How many messages the notification brings. */
    count: z.int().min(1),
    silent: z.boolean(),
    /**
     * The content has changed: it replaces the shown notification only if that is still on the screen. `count` is the number of all
     * messages.
     */
    renews: z.boolean(),
  }),
  /** Messages that came while the user was away. */
  z.strictObject({
    kind: z.literal('summary'),
    key: z.literal('summary'),
    count: z.int().min(1),
    conversations: z.int().min(1),
    silent: z.boolean(),
  }),
]);
export type Notification = z.infer<typeof notification>;

/** The user's answer to a notification: they have read up to its message, or reply with this text of any length. */
export const notificationAnswer = z.strictObject({
  goal,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('read') }),
    z.strictObject({ kind: z.literal('reply'), text: z.string().min(1) }),
  ]),
});
export type NotificationAnswer = z.infer<typeof notificationAnswer>;

/** Why a reply from a notification could not be sent: its message has left the mirror, or the disk refused the reply. */
export const replyFailure = z.enum(['gone', 'not-stored']);
export type ReplyFailure = z.infer<typeof replyFailure>;

/**
 * A key with modifiers, spelled as an accelerator of Electron. At least one modifier is not Shift. Keys that some keyboards lack are left
 * out.
 */
export const accelerator = z
  .string()
  .regex(
    /^(?=.*(?:Control|Alt|Meta)\+)(?:(?:Control|Alt|Shift|Meta)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Home|End|PageUp|PageDown|Insert|Delete|Up|Down|Left|Right)$/,
  );

/** The user's choices on this computer, as they are valid. */
export const deviceChoices = z.strictObject({
  /** Whether notifications show names and text. `laid-down`: an administrator has hidden both, and the user cannot show them. */
  notificationText: z.enum(['shown', 'hidden', 'laid-down']),
  notificationSound: z.boolean(),
  startsAtLogin: z.boolean(),
  /** The keys that show and hide the window from every program. `refused`: the system did not give Isthmus these keys. */
  shortcut: z.strictObject({
    keys: accelerator.nullable(),
    state: z.enum(['off', 'held', 'refused']),
  }),
});
export type DeviceChoices = z.infer<typeof deviceChoices>;

/** Changed choices. A missing one stays as it is. */
export const deviceChange = z.strictObject({
  hidesText: z.boolean().optional(),
  notificationSound: z.boolean().optional(),
  startsAtLogin: z.boolean().optional(),
  shortcut: accelerator.nullable().optional(),
});
export type DeviceChange = z.infer<typeof deviceChange>;

export const notificationFailure = z.enum(['not-supported', 'refused']);
export type NotificationFailure = z.infer<typeof notificationFailure>;

export { accountId, mirrorId, shortText, webUrl };

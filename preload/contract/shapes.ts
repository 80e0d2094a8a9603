/** The shapes that cross the door. Strings have lengths and numbers have bounds, so that nothing crosses by accident. */
import { z } from 'zod';
import { connectRefusal, feature, signInReason, tokenDelay } from './reasons.ts';

const shortText = z.string().max(1_000);
const webUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const accountId = z.string().regex(/^[tm]-[a-z2-7]{12}$/);

/** What an administrator or the user laid down beforehand: servers to connect to and limits of the mirror. */
export const preset = z.strictObject({
  teams: z
    .strictObject({
      /** A tenant GUID or domain, or `organizations`. */
      tenant: shortText,
      clientId: z.guid(),
      /** The sign-in service, without tenant: `https://login.microsoftonline.com` unless a national cloud or the sandbox. */
      loginUrl: webUrl,
      /** Graph with its version: `https://graph.microsoft.com/v1.0`. */
      graphUrl: webUrl,
    })
    .nullable(),
  mattermost: z
    .strictObject({
      url: webUrl,
      /** A public OAuth client that the server knows; null: registered by itself where the server allows it. */
      clientId: shortText.nullable(),
      /** Whether `url` may be `http:` although it leads to another computer: passwords and messages cross the network in clear. */
      allowHttp: z.boolean(),
    })
    .nullable(),
  /** How far back to mirror, in days; null for everything. */
  days: z.number().int().min(1).max(36_500).nullable(),
  /** What to do where the system has no keyring: ask the user, or what policy says. */
  withoutKeyring: z.enum(['ask', 'memory-only', 'plain-file']),
});
export type Preset = z.infer<typeof preset>;

/** An account as main knows it (never its secrets). */
export const knownAccount = z.discriminatedUnion('service', [
  z.strictObject({
    id: accountId,
    service: z.literal('teams'),
    displayName: shortText,
    /** What distinguishes it for its user, e.g. the user principal name. */
    label: shortText,
    /** Entra object id and tenant id. */
    userId: shortText,
    tenantId: shortText,
    graphUrl: webUrl,
    /** Permissions that nobody has granted yet: what needs them is left out. Absent when all are there. */
    missingScopes: z.array(shortText).max(50).optional(),
    /** What cannot be had without them, and where an administrator grants them: follows from `missingScopes`, and is not stored. */
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
    /** The server's address as the user knows it; requests go through the gateway. */
    serverUrl: webUrl,
  }),
]);
export type KnownAccount = z.infer<typeof knownAccount>;

/** How connecting ended. Every failure has a reason the page turns into a sentence with the one thing to do. */
export const connectOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connected'), account: knownAccount }),
  z.strictObject({ kind: z.literal('cancelled') }),
  /** Mattermost wants the MFA code: ask for it and try again. `wrong`: the one that was given is not right, or was used already. */
  z.strictObject({ kind: z.literal('mfa-needed'), wrong: z.literal(true).optional() }),
  z.strictObject({ kind: z.literal('wrong-credentials') }),
  /** A token or OAuth client that this server does not accept; `detail` is the service's own error code. */
  z.strictObject({ kind: z.literal('not-allowed'), detail: shortText }),
  /** The service said why; `code` is its own word for it: `AADSTS50105`, an error id, a version. */
  z.strictObject({
    kind: z.literal('refused'),
    reason: connectRefusal,
    code: shortText,
    /** Where an administrator can give the permissions that are missing. */
    consentUrl: webUrl.optional(),
  }),
  /** The server lives at another address now. */
  z.strictObject({ kind: z.literal('redirected'), to: webUrl }),
  /** A password would cross the network in clear: `http:` to another computer, which no preset allows. */
  z.strictObject({ kind: z.literal('insecure-address') }),
  /** Nobody came back from the browser in time. */
  z.strictObject({ kind: z.literal('timed-out') }),
  /** The proxy of this network wants a name and a password. */
  z.strictObject({ kind: z.literal('proxy-sign-in') }),
  /** Somebody else answered in the browser than the account that was to be reconnected. */
  z.strictObject({ kind: z.literal('other-person'), label: shortText }),
  z.strictObject({ kind: z.literal('unreachable') }),
  /** `host`: whose certificate it is, where that is known. */
  z.strictObject({ kind: z.literal('certificate-refused'), host: shortText.optional() }),
  /** Something answered, but not a Mattermost server (or not Microsoft): a proxy's page, say. */
  z.strictObject({ kind: z.literal('not-this-service') }),
  z.strictObject({ kind: z.literal('throttled'), retryAfterSeconds: z.number().min(0).max(86_400) }),
  /** No keyring, and the user has not agreed to keep secrets in memory only. */
  z.strictObject({ kind: z.literal('keyring-missing') }),
  z.strictObject({ kind: z.literal('failed'), detail: shortText }),
]);
export type ConnectOutcome = z.infer<typeof connectOutcome>;

/** A service of single sign-on, as the server's addresses spell it. */
export const ssoService = z.enum(['saml', 'openid', 'gitlab', 'google', 'office365']);
export type SsoService = z.infer<typeof ssoService>;

/** The three ways into Mattermost (facts: password with MFA, personal access token, OAuth public client with PKCE). */
export const mattermostMethod = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('password'),
    loginId: z.string().min(1).max(200),
    password: z.string().min(1).max(1_000),
    mfaCode: z.string().max(20).nullable(),
  }),
  z.strictObject({ kind: z.literal('token'), token: z.string().min(1).max(200) }),
  /**
   * In the system browser. `clientId` null tries dynamic registration; where the server allows none, `service` is the single sign-on to
   * go through with the desktop-token flow.
   */
  z.strictObject({
    kind: z.literal('browser'),
    clientId: z.string().max(100).nullable(),
    service: ssoService.nullable(),
  }),
]);
export type MattermostMethod = z.infer<typeof mattermostMethod>;

/** What a Mattermost server tells whoever asks without a session. */
export const mattermostOffer = z.strictObject({
  /** What it calls itself. */
  name: shortText,
  version: shortText,
  /** What its users sign in with, and the directory's own word for a user name, '' for none; null: it takes no password. */
  password: z
    .strictObject({ email: z.boolean(), username: z.boolean(), ldap: shortText.nullable() })
    .nullable(),
  /** Single sign-on, and the server's own label for each; '' for none. */
  sso: z.array(z.strictObject({ service: ssoService, label: shortText })).max(5),
  /** The browser's way by OAuth: clients register themselves, an administrator registers them, or there is none. */
  oauth: z.enum(['registers', 'client-needed', 'off']),
  mfa: z.enum(['off', 'possible', 'enforced']),
});
export type MattermostOffer = z.infer<typeof mattermostOffer>;

/** The answer to the first question to a server: what it offers, or why it cannot be used so. */
export const mattermostAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('offer'), offer: mattermostOffer }),
  z.strictObject({ kind: z.literal('none'), outcome: connectOutcome }),
]);
export type MattermostAnswer = z.infer<typeof mattermostAnswer>;

/** Where secrets are kept on this machine. */
export const secretsStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyring'), backend: shortText }),
  /** There is none, or it refuses to be used: `decision` is what the user or policy said about it. */
  z.strictObject({
    kind: z.literal('no-keyring'),
    cause: z.enum(['absent', 'refused']),
    decision: z.enum(['undecided', 'memory-only', 'plain-file']),
  }),
]);
export type SecretsStatus = z.infer<typeof secretsStatus>;

export const tokenOutcome = z.discriminatedUnion('kind', [
  /** Main has one, and sends it; no page but the one that signs in ever holds it. Another token of the account has another number. */
  z.strictObject({ kind: z.literal('token'), number: z.int().positive() }),
  z.strictObject({
    kind: z.literal('sign-in-needed'),
    reason: signInReason,
    /** The service's own code; '' when there is none. */
    code: shortText,
  }),
  /** It is tried again by itself. */
  z.strictObject({ kind: z.literal('unreachable'), reason: tokenDelay, host: shortText.optional() }),
]);
export type TokenOutcome = z.infer<typeof tokenOutcome>;

/** What a token must satisfy, as Graph or Entra wrote it: handed on as it is, never read, never logged. */
export const claims = z.string().min(1).max(10_000);

const person = {
  /** MSAL's name for the person: the same in all organisations, their own and those where they are guests. */
  homeAccountId: shortText,
  /** Entra's tenant id and object id, which together are one account. */
  tenantId: shortText,
  userId: shortText,
};
/** The registration that signs in: where, and which client. */
const registration = { loginUrl: webUrl, clientId: z.guid() };

/** What main asks the sign-in page to do. */
export const signInQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sign-in'),
    ...registration,
    /** A tenant id, a domain, or `organizations`. */
    tenant: shortText,
    scopes: z.array(shortText).max(50),
    /** The loopback that main opened for the answer. */
    redirectUri: webUrl,
    /** Set when signing in again or asking for more consent; `label` is the name to sign in with. */
    account: z.strictObject({ ...person, label: shortText }).nullable(),
    /** The cache cannot be opened, and the user wants to sign in anew: it may be thrown away. */
    anew: z.boolean(),
    claims: claims.optional(),
  }),
  z.strictObject({
    kind: z.literal('token'),
    ...registration,
    account: z.strictObject(person),
    scopes: z.array(shortText).max(50),
    /** Skip the cached access token: the service refused it. */
    renew: z.boolean(),
    claims: claims.optional(),
  }),
  z.strictObject({
    kind: z.literal('forget'),
    ...registration,
    account: z.strictObject(person),
    /** Whether another account needs what the person has in common with it: the same client's refresh token, or only the person's entry. */
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
  /** Entra said no. `code` is its number (`AADSTS50076`) or error code, never its message, which may name people. */
  z.strictObject({
    kind: z.literal('refused'),
    reason: connectRefusal,
    code: shortText,
    /** What the next sign-in must satisfy, as Entra wrote it. */
    claims: claims.optional(),
  }),
  /** Nothing was decided: it is asked again later. `host`: whose certificate was refused. */
  z.strictObject({
    kind: z.literal('delayed'),
    reason: tokenDelay,
    code: shortText,
    host: shortText.optional(),
  }),
  z.strictObject({ kind: z.literal('failed'), code: shortText }),
]);
export type SignInAnswer = z.infer<typeof signInAnswer>;

/** What main asks the person about the network. */
export const networkQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proxy-login'),
    id: z.number().int(),
    /** Host and port of the proxy, and what it calls the place that it guards. */
    proxy: shortText,
    realm: shortText,
    /** Whether the password goes to the proxy as it is (Basic), for anybody in between to read. */
    isPlain: z.boolean(),
    /** The proxy has refused what was given before: `username` is whose it was, else ''. */
    refused: z.boolean(),
    username: shortText,
    /** Whether there is a keyring that could keep it. */
    canKeep: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('client-certificate'),
    id: z.number().int(),
    /** Who wants a certificate of this computer, with the port where it is not the usual one. */
    host: shortText,
    /** It has not taken the one that was chosen before. */
    refused: z.boolean(),
    /** Those of this computer that it may accept; names are common names, times ms since the epoch. */
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

/** What the person answers. */
export const networkAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proxy-login'),
    username: z.string().min(1).max(500),
    password: z.string().max(1_000),
    /** Sealed by the system's keyring; else until the app ends. */
    keep: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('client-certificate'), fingerprint: shortText }),
]);
export type NetworkAnswer = z.infer<typeof networkAnswer>;

export const socketEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened') }),
  /** Batched: one by one, a thousand frames take ten times as long (facts/shell.md). */
  z.strictObject({ kind: z.literal('frames'), frames: z.array(z.string()).max(1_000) }),
  z.strictObject({ kind: z.literal('closed'), code: z.number().int(), status: z.number().int().nullable() }),
]);
export type SocketEvent = z.infer<typeof socketEvent>;

/** An id of a conversation or message: the mirror's own, opaque here. */
const mirrorId = z.string().min(1).max(1_000);

/** A place that the user is led to: a conversation, or a message in it. */
export const goal = z.strictObject({
  conversation: mirrorId,
  message: z
    .strictObject({
      id: mirrorId,
      /** The root that it answers; '' for none. */
      thread: z.string().max(1_000),
      /** When it was written, ms; null where whoever leads there does not know. */
      createdAt: z.number().min(0).nullable(),
    })
    .nullable(),
});
export type Goal = z.infer<typeof goal>;

/** What the user is told. A newer one of the same key takes its place. Texts are plain. */
export const notification = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    key: mirrorId,
    goal,
    /** '' where nobody tells a name, or the conversation has none of its own. */
    sender: shortText,
    conversation: shortText,
    /** '' where the message has no text. */
    text: shortText,
    files: z.int().min(0),
    mentionsUser: z.boolean(),
    /** How many messages it brings. */
    count: z.int().min(1),
    silent: z.boolean(),
    /** What is shown has changed: it is shown anew where it is on the screen still, and `count` is of all. */
    renews: z.boolean(),
  }),
  /** Messages that came while nobody was there. */
  z.strictObject({
    kind: z.literal('summary'),
    key: z.literal('summary'),
    count: z.int().min(1),
    conversations: z.int().min(1),
    silent: z.boolean(),
  }),
]);
export type Notification = z.infer<typeof notification>;

/** What the user did on a notification: they have read up to its message, or answer with this text, however long it is. */
export const notificationAnswer = z.strictObject({
  goal,
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('read') }),
    z.strictObject({ kind: z.literal('reply'), text: z.string().min(1) }),
  ]),
});
export type NotificationAnswer = z.infer<typeof notificationAnswer>;

/** A reply from a notification that could not be sent: its message has left the mirror, or the disk did not take it. */
export const replyFailure = z.enum(['gone', 'not-stored']);
export type ReplyFailure = z.infer<typeof replyFailure>;

/**
 * A key with its modifiers, as Electron's accelerators spell it; one of the modifiers is not Shift. Whatever has no place on every keyboard
 * is left out.
 */
export const accelerator = z
  .string()
  .regex(
    /^(?=.*(?:Control|Alt|Meta)\+)(?:(?:Control|Alt|Shift|Meta)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Home|End|PageUp|PageDown|Insert|Delete|Up|Down|Left|Right)$/,
  );

/** What the user chose on this computer, and what holds of it. */
export const deviceChoices = z.strictObject({
  /** Whether notifications show names and text. `laid-down`: an administrator has hidden both, and nobody here can show them. */
  notificationText: z.enum(['shown', 'hidden', 'laid-down']),
  notificationSound: z.boolean(),
  startsAtLogin: z.boolean(),
  /** Shows and hides the window from everywhere. `refused`: the system has given these keys to another program, or to none. */
  shortcut: z.strictObject({
    keys: accelerator.nullable(),
    state: z.enum(['off', 'held', 'refused']),
  }),
});
export type DeviceChoices = z.infer<typeof deviceChoices>;

/** What of these is chosen otherwise; what is left out stays as it is. */
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

/**
 * The whole contract between pages and main, in two tables: the calls of pages, and the tellings of main. Both sides check every crossing
 * against it, and a name that is not in it does not cross. A new channel needs a new line here.
 */
import { z } from 'zod';
import { connectOutcome, knownAccount } from './accounts.ts';
import { carryPause } from './carry-pause.ts';
import { deviceChange, deviceChoices, secretsStatus } from './device.ts';
import { accountId, mirrorId, shortText, webUrl } from './limits.ts';
import { mattermostAnswer, mattermostMethod } from './mattermost-sign-in.ts';
import { networkAnswer, networkQuestion } from './network.ts';
import {
  goal,
  notification,
  notificationAnswer,
  notificationFailure,
  replyFailure,
} from './notifications.ts';
import { preset, relayInviting } from './preset.ts';
import { socketEvent } from './sockets.ts';
import { claims, signInAnswer, signInQuestion, tokenOutcome } from './teams-sign-in.ts';
import { feature, tokenDelay } from './reasons.ts';

export type PageName = 'app' | 'engine' | 'signin';

const nothing = z.strictObject({});
const service = z.enum(['teams', 'mattermost']);
const socketId = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** A page asks, main answers. `pages` names the pages that may ask. */
export const calls = {
  'preset:read': { pages: ['app', 'engine'], request: nothing, response: preset },
  'account:connect-teams': {
    pages: ['app'],
    /** `account` is set to sign an existing account in again. `asks`: the features of Teams to ask for besides chats. */
    request: z.strictObject({
      tenant: shortText,
      clientId: z.guid(),
      account: accountId.nullable(),
      asks: z.array(feature).max(10).optional(),
    }),
    response: connectOutcome,
  },
  'account:connect-mattermost': {
    pages: ['app'],
    request: z.strictObject({ url: webUrl, method: mattermostMethod, account: accountId.nullable() }),
    response: connectOutcome,
  },
  /** Asks a server before a sign-in what it is, and which ways of signing in it offers. A later question ends an earlier one. */
  'account:ask-mattermost': {
    pages: ['app'],
    request: z.strictObject({ url: webUrl }),
    response: mattermostAnswer,
  },
  /** Ends a sign-in to this service that waits for the user. Its result is not kept. */
  'account:cancel-connect': { pages: ['app'], request: z.strictObject({ service }), response: nothing },
  'account:sign-out': { pages: ['app'], request: z.strictObject({ account: accountId }), response: nothing },
  'secrets:status': { pages: ['app'], request: nothing, response: secretsStatus },
  'secrets:accept-memory-only': { pages: ['app'], request: nothing, response: secretsStatus },
  'link:open': {
    pages: ['app'],
    request: z.strictObject({ url: z.string().max(8_000) }),
    response: z.strictObject({ opened: z.boolean() }),
  },
  'mirror:set-paused': {
    pages: ['app'],
    request: z.strictObject({ paused: z.boolean() }),
    response: nothing,
  },
  /** Main's question about the network at this moment, for a page that has just started. */
  'network:question': {
    pages: ['app'],
    request: nothing,
    response: z.strictObject({ question: networkQuestion.nullable() }),
  },
  /** `answer` is null if the person gives none. */
  'network:answer': {
    pages: ['app'],
    request: z.strictObject({ id: z.number().int(), answer: networkAnswer.nullable() }),
    response: nothing,
  },
  /** Asks the questions again that the person has not answered. */
  'network:ask-again': { pages: ['app'], request: nothing, response: nothing },
  /** The user's choices on this computer. */
  'device:read': { pages: ['app'], request: nothing, response: deviceChoices },
  /** Answers with the choices that are valid afterwards, because the system may refuse one. */
  'device:change': { pages: ['app'], request: deviceChange, response: deviceChoices },
  'app:about': {
    pages: ['app'],
    request: nothing,
    response: z.strictObject({
      version: shortText,
      electron: shortText,
      chromium: shortText,
      platform: shortText,
      /** The system's regional locale as the system names it, usually a BCP 47 tag. */
      locale: shortText,
    }),
  },

  'account:list': { pages: ['engine'], request: nothing, response: z.array(knownAccount).max(100) },
  /** The account's mirror is deleted from this machine, so main may forget the account. */
  'account:removed': {
    pages: ['engine'],
    request: z.strictObject({ account: accountId }),
    response: nothing,
  },
  /** Makes main get a token for this account. The gateway uses it until the next call. */
  'teams:access-token': {
    pages: ['engine'],
    /** `claims`: the challenge with which Graph refused the last token. */
    request: z.strictObject({ account: accountId, renew: z.boolean(), claims: claims.optional() }),
    response: tokenOutcome,
  },
  'socket:open': {
    pages: ['engine'],
    request: z.strictObject({
      account: accountId,
      socket: socketId,
      resume: z
        .strictObject({ connectionId: z.string().max(100), sequence: z.number().int().min(0) })
        .nullable(),
    }),
    response: nothing,
  },
  'socket:send': {
    pages: ['engine'],
    request: z.strictObject({ socket: socketId, text: z.string().max(100_000) }),
    response: nothing,
  },
  'socket:close': { pages: ['engine'], request: z.strictObject({ socket: socketId }), response: nothing },
  /** A new engine page starts. It sends this before its other calls, and main closes everything that the page before it left open. */
  'engine:begin': { pages: ['engine'], request: nothing, response: nothing },
  /**
   * The key of the gateway for this engine page. Each request sends it in the header `gatewayKeyHeader`. Each `engine:begin` makes a new
   * key.
   */
  'gateway:key': {
    pages: ['engine'],
    request: nothing,
    response: z.strictObject({ key: shortText }),
  },
  /** Ends a request to the gateway whose answer is not needed any more. Electron does not tell its handler about a cancelled request. */
  'gateway:cancel': { pages: ['engine'], request: z.strictObject({ request: socketId }), response: nothing },
  /** The engine runs: from now on main may tell it about power, pause and accounts. */
  'engine:ready': {
    pages: ['engine'],
    request: nothing,
    response: z.strictObject({
      paused: z.boolean(),
      asleep: z.boolean(),
      locked: z.boolean(),
      /** Time until which the user wants no notifications, ms since 1970; 0 if they are shown. */
      notificationsPausedUntil: z.number().min(0),
    }),
  },
  /** For the tray: unread conversations, mentions, and whether a problem needs the user. */
  'engine:report': {
    pages: ['engine'],
    request: z.strictObject({
      unread: z.number().int().min(0),
      mentions: z.number().int().min(0),
      /** Unread messages for the user: mentions, and messages in direct conversations. */
      forUser: z.int().min(0),
      /** The latest conversations with unread messages, newest first. */
      recent: z
        .array(z.strictObject({ conversation: mirrorId, name: shortText, unread: z.int().min(1) }))
        .max(5),
      /** Whether the user has paused carrying. */
      carryingPaused: z.boolean(),
      /** Whether the machine must not fall asleep, because this desktop is the organisation's relay. */
      staysAwake: z.boolean(),
      attention: z.enum(['none', 'sign-in-needed', 'disk-full', 'failed']),
    }),
    response: nothing,
  },
  /** Shows the user a notification. Answers when the system has accepted it, or with the reason why not. */
  'notification:show': {
    pages: ['engine'],
    request: notification,
    response: z.strictObject({ failure: notificationFailure.nullable() }),
  },
  /** Removes a notification that was read elsewhere. */
  'notification:close': { pages: ['engine'], request: z.strictObject({ key: mirrorId }), response: nothing },
  /** The user's answers to notifications since the last call, in order. Each is given once. */
  'notification:take-answers': {
    pages: ['engine'],
    request: nothing,
    response: z.strictObject({ answers: z.array(notificationAnswer) }),
  },
  /** The pause of carrying that the user chose in the tray, given once; null for none. The engine keeps it from then on. */
  'carrying:take-pause': {
    pages: ['engine'],
    request: nothing,
    response: z.strictObject({ pause: carryPause.nullable() }),
  },
  /** Whom this computer invites to connect, where it is the organisation's relay. The list of those who may be is read anew. */
  'relay:inviting': { pages: ['engine'], request: nothing, response: relayInviting },
  /** A reply could not be sent. Main tells the user and gives them the text. */
  'notification:reply-failed': {
    pages: ['engine'],
    request: z.strictObject({ goal, text: z.string(), reason: replyFailure }),
    response: nothing,
  },
  /** The place that the user was led to from outside of the page, given once; null for none. */
  'goal:take': {
    pages: ['app'],
    request: nothing,
    response: z.strictObject({ goal: goal.nullable() }),
  },
  'log:write': {
    pages: ['app', 'engine', 'signin'],
    /** A fixed event name and numbers. Free text never crosses. */
    request: z.strictObject({
      event: z.string().regex(/^[a-z0-9-]{1,60}$/),
      numbers: z.record(z.string().regex(/^[a-zA-Z0-9]{1,40}$/), z.number()),
    }),
    response: nothing,
  },

  /** The sign-in page is ready. From now on it answers each question of main. */
  'signin:ready': { pages: ['signin'], request: nothing, response: nothing },
  /** The key of MSAL's cache (the value of its cookie). The page asks for it before each initialize(). */
  'signin:cache-key': {
    pages: ['signin'],
    request: nothing,
    response: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('key'), key: z.string().max(4_000) }),
      /** No key exists yet. */
      z.strictObject({ kind: z.literal('none') }),
      /** A key exists but cannot be read now, so the cache stays closed. */
      z.strictObject({ kind: z.literal('unreadable') }),
    ]),
  },
  /** The key that MSAL has just made. Main keeps it in the secret store, and the page deletes the cookie (facts/sign-in.md, Cache). */
  'signin:keep-cache-key': {
    pages: ['signin'],
    request: z.strictObject({ key: z.string().min(1).max(4_000) }),
    response: nothing,
  },
  /** Opens the system browser at `url` and waits for the loopback's answer (its query string). */
  'signin:browse': {
    pages: ['signin'],
    request: z.strictObject({ url: webUrl.or(z.string().max(16_000)) }),
    response: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('answered'), response: z.string().max(20_000) }),
      z.strictObject({ kind: z.literal('cancelled') }),
    ]),
  },
  /**
   * A request for a token or for discovery, which main sends without an Origin header (decision 8). It may go to the configured sign-in
   * service only.
   */
  'signin:request': {
    pages: ['signin'],
    request: z.strictObject({
      method: z.enum(['GET', 'POST']),
      url: z.string().max(4_000),
      headers: z.record(z.string().max(100), z.string().max(4_000)),
      body: z.string().max(100_000).nullable(),
    }),
    response: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('answered'),
        status: z.number().int(),
        headers: z.record(z.string(), z.string()),
        body: z.string().max(1_000_000),
      }),
      /** There was no answer. `host`: the host whose certificate was refused. */
      z.strictObject({ kind: z.literal('not-reached'), reason: tokenDelay, host: shortText.optional() }),
    ]),
  },
  'signin:answer': {
    pages: ['signin'],
    request: z.strictObject({ question: z.number().int(), answer: signInAnswer }),
    response: nothing,
  },
} as const satisfies Record<string, { pages: readonly PageName[]; request: z.ZodType; response: z.ZodType }>;

/** Main tells a page something. `pages` names the pages that receive it. */
export const tellings = {
  'accounts:changed': { pages: ['engine', 'app'], message: nothing },
  /** The state of the browser in a running sign-in. */
  'account:browsing': {
    pages: ['app'],
    message: z.discriminatedUnion('kind', [
      /** Isthmus waits for the user in the browser. `opened`: whether the system could open it. The user can also open `url` by hand. */
      z.strictObject({
        kind: z.literal('waiting'),
        service,
        url: z.string().max(16_000),
        opened: z.boolean(),
      }),
      /** The browser has answered. The rest does not need the user. */
      z.strictObject({ kind: z.literal('back'), service }),
    ]),
  },
  'account:signed-out': { pages: ['engine'], message: z.strictObject({ account: accountId }) },
  'power:changed': {
    pages: ['engine'],
    message: z.strictObject({ state: z.enum(['suspend', 'resume', 'lock', 'unlock', 'online', 'offline']) }),
  },
  /** The place for secrets has changed: the keyring has refused a secret. */
  'secrets:changed': { pages: ['app'], message: nothing },
  /** Main's question about the network from now on; null for none. */
  'network:asks': { pages: ['app'], message: z.strictObject({ question: networkQuestion.nullable() }) },
  /** A choice was changed elsewhere, for example in the tray. */
  'device:changed': { pages: ['app'], message: deviceChoices },
  /** The user chose this command in the application's menu. */
  'command:run': { pages: ['app'], message: z.strictObject({ command: z.enum(['show-notices']) }) },
  'mirror:paused': { pages: ['engine', 'app'], message: z.strictObject({ paused: z.boolean() }) },
  /** Time until which the user wants no notifications, ms since 1970; 0 if they are shown. */
  'notifications:paused': { pages: ['engine'], message: z.strictObject({ until: z.number().min(0) }) },
  /** The user paused carrying in the tray, or ended the pause there. The page gets the pause by `carrying:take-pause`. */
  'carrying:pause-waits': { pages: ['engine'], message: nothing },
  /** The user has answered a notification. The page gets the answer by `notification:take-answers`. */
  'notification:answered': { pages: ['engine'], message: nothing },
  /** The user is led to a place. The page gets the place by `goal:take`. */
  'goal:waits': { pages: ['app'], message: nothing },
  'socket:event': { pages: ['engine'], message: z.strictObject({ socket: socketId, event: socketEvent }) },
  'signin:ask': {
    pages: ['signin'],
    message: z.strictObject({ question: z.number().int(), ask: signInQuestion }),
  },
} as const satisfies Record<string, { pages: readonly PageName[]; message: z.ZodType }>;

export type CallName = keyof typeof calls;
export type TellingName = keyof typeof tellings;
export type CallRequest<Name extends CallName> = z.infer<(typeof calls)[Name]['request']>;
export type CallResponse<Name extends CallName> = z.infer<(typeof calls)[Name]['response']>;
export type Telling<Name extends TellingName> = z.infer<(typeof tellings)[Name]['message']>;

/** The calls that `page` may make. */
export type CallsOf<Page extends PageName> = {
  [Name in CallName]: Page extends (typeof calls)[Name]['pages'][number] ? Name : never;
}[CallName];
/** The tellings that `page` may receive. */
export type TellingsOf<Page extends PageName> = {
  [Name in TellingName]: Page extends (typeof tellings)[Name]['pages'][number] ? Name : never;
}[TellingName];

/** What a page finds as `window.isthmus`: its own calls and tellings, nothing else. */
export interface Door<Page extends PageName> {
  readonly page: Page;
  /** Calls main. Rejects with an Error whose message is a `door:` reason if main refuses the crossing. */
  call<Name extends CallsOf<Page>>(name: Name, request: CallRequest<Name>): Promise<CallResponse<Name>>;
  /** Calls `hear` for each telling, until the returned function is called. */
  hear<Name extends TellingsOf<Page>>(name: Name, hear: (message: Telling<Name>) => void): () => void;
}

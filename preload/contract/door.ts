/**
 * The whole contract between pages and main, in two tables: what a page may call, and what main tells a page. Both sides check every
 * crossing against it; a name that is not in here does not cross. Adding a line here is the only way to add a channel.
 */
import { z } from 'zod';
import {
  accountId,
  claims,
  connectOutcome,
  deviceChange,
  deviceChoices,
  goal,
  knownAccount,
  mattermostAnswer,
  mattermostMethod,
  mirrorId,
  networkAnswer,
  networkQuestion,
  notification,
  notificationAnswer,
  notificationFailure,
  preset,
  replyFailure,
  secretsStatus,
  shortText,
  signInAnswer,
  signInQuestion,
  socketEvent,
  tokenOutcome,
  webUrl,
} from './shapes.ts';
import { feature, tokenDelay } from './reasons.ts';

export type PageName = 'app' | 'engine' | 'signin';

const nothing = z.strictObject({});
const service = z.enum(['teams', 'mattermost']);
const socketId = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** A page asks, main answers. `pages` names who may. */
export const calls = {
  'preset:read': { pages: ['app', 'engine'], request: nothing, response: preset },
  'account:connect-teams': {
    pages: ['app'],
    /** `account` set to sign an existing account in again; `asks`: what of Teams to ask for beyond chats. */
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
  /** Asks a server, before anybody signs in, what it is and which ways in it offers. A later question ends an earlier one. */
  'account:ask-mattermost': {
    pages: ['app'],
    request: z.strictObject({ url: webUrl }),
    response: mattermostAnswer,
  },
  /** Ends what waits for the user in a sign-in to this service; what it has got meanwhile is not kept. */
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
  /** What main asks about the network at this moment, for a page that has just begun. */
  'network:question': {
    pages: ['app'],
    request: nothing,
    response: z.strictObject({ question: networkQuestion.nullable() }),
  },
  /** `answer` null: the person gives none. */
  'network:answer': {
    pages: ['app'],
    request: z.strictObject({ id: z.number().int(), answer: networkAnswer.nullable() }),
    response: nothing,
  },
  /** The person wants to be asked again for what was not answered. */
  'network:ask-again': { pages: ['app'], request: nothing, response: nothing },
  /** What the user chose on this computer. */
  'device:read': { pages: ['app'], request: nothing, response: deviceChoices },
  /** Answers what holds then: a system may not take it. */
  'device:change': { pages: ['app'], request: deviceChange, response: deviceChoices },
  'app:about': {
    pages: ['app'],
    request: nothing,
    response: z.strictObject({
      version: shortText,
      electron: shortText,
      chromium: shortText,
      platform: shortText,
      /** The system's regional locale as it names it, mostly a BCP 47 tag. */
      locale: shortText,
    }),
  },

  'account:list': { pages: ['engine'], request: nothing, response: z.array(knownAccount).max(100) },
  /** The account's mirror has left the machine: main may forget it for good. */
  'account:removed': {
    pages: ['engine'],
    request: z.strictObject({ account: accountId }),
    response: nothing,
  },
  /** Has main see to a token for this account, with which the gateway sends until it is asked again. */
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
  /** An engine page begins, before anything else that it asks: what the page before it left open is closed. */
  'engine:begin': { pages: ['engine'], request: nothing, response: nothing },
  /** What opens the gateway to this engine page: sent along as the header `gatewayKeyHeader` with each request. A new one for each `engine:begin`. */
  'gateway:key': {
    pages: ['engine'],
    request: nothing,
    response: z.strictObject({ key: shortText }),
  },
  /** Ends a request to the gateway: its answer is not wanted any more, and a handler of Electron's is not told so. */
  'gateway:cancel': { pages: ['engine'], request: z.strictObject({ request: socketId }), response: nothing },
  /** The engine runs: main may tell it about power, pause and accounts from now on. */
  'engine:ready': {
    pages: ['engine'],
    request: nothing,
    response: z.strictObject({
      paused: z.boolean(),
      asleep: z.boolean(),
      locked: z.boolean(),
      /** Until when the user wants no notifications, ms; 0 when they want them. */
      notificationsPausedUntil: z.number().min(0),
    }),
  },
  /** For the tray: unread conversations, mentions, and whether something needs the user. */
  'engine:report': {
    pages: ['engine'],
    request: z.strictObject({
      unread: z.number().int().min(0),
      mentions: z.number().int().min(0),
      /** Unread messages that are meant for the user: mentions, and what is written to them alone. */
      forUser: z.int().min(0),
      /** The last conversations with unread messages, newest first. */
      recent: z
        .array(z.strictObject({ conversation: mirrorId, name: shortText, unread: z.int().min(1) }))
        .max(5),
      attention: z.enum(['none', 'sign-in-needed', 'disk-full', 'failed']),
    }),
    response: nothing,
  },
  /** Shows the user a notification; answers when the system has taken it, or why not. */
  'notification:show': {
    pages: ['engine'],
    request: notification,
    response: z.strictObject({ failure: notificationFailure.nullable() }),
  },
  /** Takes a notification away: it was read elsewhere. */
  'notification:close': { pages: ['engine'], request: z.strictObject({ key: mirrorId }), response: nothing },
  /** What the user did on notifications since this was last asked, in order: each is told once. */
  'notification:take-answers': {
    pages: ['engine'],
    request: nothing,
    response: z.strictObject({ answers: z.array(notificationAnswer) }),
  },
  /** A reply could not be sent: the user is told, and gets the text back. */
  'notification:reply-failed': {
    pages: ['engine'],
    request: z.strictObject({ goal, text: z.string(), reason: replyFailure }),
    response: nothing,
  },
  /** The place that the user was led to from outside of the page, once; null for none. */
  'goal:take': {
    pages: ['app'],
    request: nothing,
    response: z.strictObject({ goal: goal.nullable() }),
  },
  'log:write': {
    pages: ['app', 'engine', 'signin'],
    /** A fixed event name and numbers; free text never crosses. */
    request: z.strictObject({
      event: z.string().regex(/^[a-z0-9-]{1,60}$/),
      numbers: z.record(z.string().regex(/^[a-zA-Z0-9]{1,40}$/), z.number()),
    }),
    response: nothing,
  },

  /** The sign-in page is there and has an answer for each question main asks. */
  'signin:ready': { pages: ['signin'], request: nothing, response: nothing },
  /** The key that opens MSAL's cache (the value of its cookie); asked for before each initialize(). */
  'signin:cache-key': {
    pages: ['signin'],
    request: nothing,
    response: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('key'), key: z.string().max(4_000) }),
      /** There is none yet. */
      z.strictObject({ kind: z.literal('none') }),
      /** There is one, which cannot be read just now: the cache stays closed. */
      z.strictObject({ kind: z.literal('unreadable') }),
    ]),
  },
  /** The key MSAL has just made: main keeps it in the secret store, the page deletes the cookie (facts/sign-in.md, Cache). */
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
  /** A token or discovery request, sent by main without an Origin header (decision 8). Only to the configured sign-in service. */
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
      /** There was no answer. `host`: whose certificate was refused. */
      z.strictObject({ kind: z.literal('not-reached'), reason: tokenDelay, host: shortText.optional() }),
    ]),
  },
  'signin:answer': {
    pages: ['signin'],
    request: z.strictObject({ question: z.number().int(), answer: signInAnswer }),
    response: nothing,
  },
} as const satisfies Record<string, { pages: readonly PageName[]; request: z.ZodType; response: z.ZodType }>;

/** Main tells a page. `pages` names who hears it. */
export const tellings = {
  'accounts:changed': { pages: ['engine', 'app'], message: nothing },
  /** How the browser of a running sign-in stands. */
  'account:browsing': {
    pages: ['app'],
    message: z.discriminatedUnion('kind', [
      /** Isthmus waits for the user in the browser. `opened`: whether the system could open it; `url` can be opened by hand. */
      z.strictObject({
        kind: z.literal('waiting'),
        service,
        url: z.string().max(16_000),
        opened: z.boolean(),
      }),
      /** The browser has come back; the rest needs no user. */
      z.strictObject({ kind: z.literal('back'), service }),
    ]),
  },
  'account:signed-out': { pages: ['engine'], message: z.strictObject({ account: accountId }) },
  'power:changed': {
    pages: ['engine'],
    message: z.strictObject({ state: z.enum(['suspend', 'resume', 'lock', 'unlock', 'online', 'offline']) }),
  },
  /** Where secrets are kept has changed: the keyring has refused one. */
  'secrets:changed': { pages: ['app'], message: nothing },
  /** What main asks about the network from now on; null for nothing. */
  'network:asks': { pages: ['app'], message: z.strictObject({ question: networkQuestion.nullable() }) },
  /** Something of this was chosen elsewhere: in the tray. */
  'device:changed': { pages: ['app'], message: deviceChoices },
  /** The user chose this from the application's menu. */
  'command:run': { pages: ['app'], message: z.strictObject({ command: z.enum(['show-notices']) }) },
  'mirror:paused': { pages: ['engine', 'app'], message: z.strictObject({ paused: z.boolean() }) },
  /** Until when the user wants no notifications, ms; 0 when they want them. */
  'notifications:paused': { pages: ['engine'], message: z.strictObject({ until: z.number().min(0) }) },
  /** The user has answered a notification: `notification:take-answers` tells what. */
  'notification:answered': { pages: ['engine'], message: nothing },
  /** The user is led to a place: `goal:take` tells where. */
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
/** What `page` may be told. */
export type TellingsOf<Page extends PageName> = {
  [Name in TellingName]: Page extends (typeof tellings)[Name]['pages'][number] ? Name : never;
}[TellingName];

/** What a page finds as `window.isthmus`: its own calls and tellings, nothing else. */
export interface Door<Page extends PageName> {
  readonly page: Page;
  /** Rejects with an Error whose message is a `door:` reason when main refuses the crossing. */
  call<Name extends CallsOf<Page>>(name: Name, request: CallRequest<Name>): Promise<CallResponse<Name>>;
  /** Calls `hear` for each telling until the returned function is called. */
  hear<Name extends TellingsOf<Page>>(name: Name, hear: (message: Telling<Name>) => void): () => void;
}

/** Signing in to Teams: main asks the sign-in page, and the engine asks main for tokens. */
import { z } from 'zod';
import { shortText, webUrl } from './limits.ts';
import { connectRefusal, signInReason, tokenDelay } from './reasons.ts';

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

/**
 * What an answer of the sign-in service is, before MSAL sees it: MSAL takes a page or `{}` for a success with an empty token, a fault of the
 * service for a refusal, and then asks nothing for a minute (facts/sign-in.md, Corrections).
 */
import type { TokenDelay } from '../../preload/contract/reasons.ts';
import type { Refusal } from './refusals.ts';

/** An answer as main hands it over; names of headers are in lower case. */
export interface ServiceAnswer {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type TokenReading =
  /** MSAL may have it. */
  | { readonly kind: 'whole'; readonly body: object }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** No decision. `waitMs`: how long the service asked us to wait; null when it did not say. */
  | { readonly kind: 'delayed'; readonly reason: TokenDelay; readonly waitMs: number | null };

type Fields = Readonly<Record<string, unknown>>;

const delayed = (reason: TokenDelay, waitMs: number | null = null): TokenReading => ({
  kind: 'delayed',
  reason,
  waitMs,
});
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function fieldsOf(json: string): Fields | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Harmless: what is no JSON is an answer of no use, and is told as such.
    return null;
  }
}

/** The claims of an id token, unchecked: it came from the service itself (OpenID Connect Core, 3.1.3.7, 6). */
export function claimsOf(idToken: unknown): Fields | null {
  const payload = textOf(idToken).split('.')[1];
  if (payload === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return fieldsOf(new TextDecoder().decode(bytes));
  } catch {
    // Harmless: a token without claims is an answer of no use, and is told as such.
    return null;
  }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the id token is of the tenant that was asked: tokens of another one must not get into the cache. */
function isOfTenant(url: string, idToken: unknown): boolean {
  const claims = claimsOf(idToken);
  if (claims === null) return false;
  const tenant = new URL(url).pathname.split('/')[1] ?? '';
  return !guid.test(tenant) || textOf(claims.tid).toLowerCase() === tenant.toLowerCase();
}

/** The time of the answer by the service's own clock, ms; null where it is not told. */
function serviceTime(headers: ServiceAnswer['headers']): number | null {
  const at = Date.parse(headers.date ?? '');
  return Number.isNaN(at) ? null : at;
}

/** Retry-After (seconds, or a date by the service's own clock) in ms. */
function waitOf(headers: ServiceAnswer['headers'], now: number): number | null {
  const told = headers['retry-after']?.trim() ?? '';
  if (told === '') return null;
  const wait = /^\d+$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - (serviceTime(headers) ?? now);
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

const numberIn = (fields: Fields): string => {
  const [first] = Array.isArray(fields.error_codes) ? (fields.error_codes as unknown[]) : [];
  if (typeof first === 'number') return String(first);
  return /AADSTS(\d+)/.exec(textOf(fields.error_description))?.[1] ?? '';
};

/** Entra names the provider of an account that does not belong to a tenant; personal accounts' is `live.com` (AADSTS50020's text). */
export const isAboutPersonal = (description: string): boolean => description.includes("'live.com'");

function refusalIn(fields: Fields, headers: ServiceAnswer['headers'], now: number): TokenReading {
  const at = serviceTime(headers);
  return {
    kind: 'refused',
    refusal: {
      error: textOf(fields.error),
      suberror: textOf(fields.suberror),
      number: numberIn(fields),
      personal: isAboutPersonal(textOf(fields.error_description)),
      claims: textOf(fields.claims),
      clockOff: at === null ? null : now - at,
    },
  };
}

/** Whether a success holds what it must: tokens of the tenant that was asked, or the addresses of a discovery document. */
const isComplete = (url: string, fields: Fields): boolean =>
  textOf(fields.token_endpoint) !== '' ||
  (textOf(fields.access_token) !== '' && isOfTenant(url, fields.id_token));

/** Reads an answer. `now`: this computer's time in ms. */
export function readTokenAnswer({ url, status, headers, body }: ServiceAnswer, now: number): TokenReading {
  if (status === 429 || status >= 500) return delayed('service-down', waitOf(headers, now));
  if (status === 407) return delayed('proxy-sign-in');
  const fields = fieldsOf(body);
  if (fields === null) {
    const isPage = /text\/html/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)/i.test(body);
    return delayed(isPage ? 'proxy-page' : 'broken-answer');
  }
  // Also with a status of success: what says no is no token.
  if (textOf(fields.error) !== '') return refusalIn(fields, headers, now);
  if (status < 200 || status > 299 || !isComplete(url, fields)) return delayed('broken-answer');
  return { kind: 'whole', body: fields };
}

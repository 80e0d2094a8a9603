/**
 * Reads an answer of the sign-in service before MSAL does, because MSAL misreads two kinds (facts/sign-in.md, Corrections). It takes an HTML
 * page or `{}` for a success with an empty token. It takes a fault of the service for a refusal, and then asks nothing for a minute.
 */
import type { TokenDelay } from '../preload/contract/reasons.ts';
import type { Refusal } from './refusals.ts';

/** An answer as main hands it over. Names of headers are in lower case. */
export interface ServiceAnswer {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type TokenReading =
  /** A complete success, which MSAL may read. */
  | { readonly kind: 'whole'; readonly body: object }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The service did not decide. `waitMs`: how long it asked us to wait, ms; null if it did not say. */
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
    // Harmless: an answer that is not JSON is reported as a broken answer or as a page.
    return null;
  }
}

/**
 * The claims of an id token; null if it has none. Its signature is not checked, because the token came from the service itself over TLS
 * (OpenID Connect Core, 3.1.3.7, 6).
 */
export function claimsOf(idToken: unknown): Fields | null {
  const payload = textOf(idToken).split('.')[1];
  if (payload === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return fieldsOf(new TextDecoder().decode(bytes));
  } catch {
    // Harmless: an answer whose token has no claims is reported as a broken answer.
    return null;
  }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the id token is of the tenant that was asked. Tokens of another tenant must not get into the cache. */
function isOfTenant(url: string, idToken: unknown): boolean {
  const claims = claimsOf(idToken);
  if (claims === null) return false;
  const tenant = new URL(url).pathname.split('/')[1] ?? '';
  return !guid.test(tenant) || textOf(claims.tid).toLowerCase() === tenant.toLowerCase();
}

/** When the service answered, by its own clock, ms; null if it does not tell. */
function serviceTime(headers: ServiceAnswer['headers']): number | null {
  const at = Date.parse(headers.date ?? '');
  return Number.isNaN(at) ? null : at;
}

/** How long Retry-After asks us to wait, ms; null if it is not there. It holds seconds, or a date by the service's clock. */
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

/**
 * Whether a refusal's description speaks of a personal Microsoft account. Entra names the identity provider of an account that is not of the
 * tenant, and for personal accounts that is `live.com` (text of AADSTS50020).
 */
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

/**
 * Whether a success is complete: it holds tokens of the tenant that was asked, the addresses of a discovery document, or a code for another
 * device (RFC 8628, 3.2).
 */
const isComplete = (url: string, fields: Fields): boolean =>
  textOf(fields.token_endpoint) !== '' ||
  [fields.device_code, fields.user_code, fields.verification_uri].every((part) => textOf(part) !== '') ||
  (textOf(fields.access_token) !== '' && isOfTenant(url, fields.id_token));

/** Tells what an answer is. `now`: this computer's time, ms. Never throws. */
export function readTokenAnswer({ url, status, headers, body }: ServiceAnswer, now: number): TokenReading {
  if (status === 429 || status >= 500) return delayed('service-down', waitOf(headers, now));
  if (status === 407) return delayed('proxy-sign-in');
  const fields = fieldsOf(body);
  if (fields === null) {
    const isPage = /text\/html/i.test(headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)/i.test(body);
    return delayed(isPage ? 'proxy-page' : 'broken-answer');
  }
  // The status may be one of success: an answer with `error` is a refusal all the same.
  if (textOf(fields.error) !== '') return refusalIn(fields, headers, now);
  if (status < 200 || status > 299 || !isComplete(url, fields)) return delayed('broken-answer');
  return { kind: 'whole', body: fields };
}

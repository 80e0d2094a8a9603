/**
 * Decides what a refusal of Entra means. There is one table for interactive and silent sign-in. Microsoft says that its numbers may change, and
 * that apps should react to `error`. So a known number gives the more precise reason, and for an unknown one suberror and error decide.
 * Source: Microsoft Entra authentication and authorization error codes (learn.microsoft.com/entra/identity-platform/reference-error-codes);
 * suberrors: msal-common, InteractionRequiredAuthError, and MSAL.NET, UiRequiredExceptionClassification.
 */
import type { ConnectRefusal, TokenDelay } from '../preload/contract/reasons.ts';

/** A refusal, as the token endpoint tells it or as it comes back from the browser. */
export interface Refusal {
  /** OAuth's `error`. */
  readonly error: string;
  readonly suberror: string;
  /** Entra's number, without `AADSTS`; '' when there is none. */
  readonly number: string;
  /** Whether the description says that a personal Microsoft account was used. */
  readonly personal: boolean;
  /** Entra's claims that the next sign-in must satisfy, exactly as Entra wrote them; '' if it asks for none. */
  readonly claims: string;
  /** This computer's time minus the service's time, ms; null if the service's time is not known. */
  readonly clockOff: number | null;
}

export type Verdict =
  | { readonly kind: 'refused'; readonly reason: ConnectRefusal }
  /** It passes after some time. */
  | { readonly kind: 'delayed'; readonly reason: TokenDelay }
  | { readonly kind: 'cancelled' }
  /** A fault of Isthmus, or an unknown one. */
  | { readonly kind: 'failed' };

const refused = (reason: ConnectRefusal): Verdict => ({ kind: 'refused', reason });
const passes: Verdict = { kind: 'delayed', reason: 'service-down' };

/** The numbers of each reason. `docs/sign-in-codes.md` lists those that an administrator meets. */
export const numbersOf: Readonly<Partial<Record<ConnectRefusal, readonly string[]>>> = {
  'confirm-identity': ['50072', '50074', '50076', '50078', '50079', '50125', '50158', '700020'],
  'blocked-by-policy': [
    ...['50002', '50005', '50097', '50105', '50127', '50129', '50131', '50155', '50187'],
    ...['53000', '53001', '53002', '53003', '53004', '53009', '53010', '53011', '54000'],
    ...['500021', '500022', '500212', '500213', '530032', '530034', '530035', '530084'],
    ...['5000211', '135011'],
  ],
  expired: ['50089', '70008', '70043', '700082', '700084'],
  'password-changed': ['50055', '50132', '50133', '50135', '50144', '50173'],
  revoked: ['50085', '70000'],
  'account-disabled': ['50057'],
  'account-locked': ['50053'],
  'app-not-set-up': [
    ...['50001', '50011', '50194', '65005', '70001', '70011', '500011', '500014', '500113'],
    ...['650052', '650053', '650054', '650056', '650057', '700011', '700016', '900971'],
    ...['1000031', '7000112', '7000218', '9002326', '9002327', '9002332'],
  ],
  'consent-missing': ['65001', '90008', '90094', '90095', '90099'],
  declined: ['65004'],
  'personal-account': ['500208', '90027'],
  'organisation-unknown': ['50059', '50128', '90002', '90019', '900021', '900023'],
  'not-in-organisation': ['16000', '16003', '50014', '50020', '50034', '51004', '90072'],
};

/**
 * Numbers that pass after some time: those that Microsoft describes as transient, throttling, and 50196 (the same request too often, which
 * passes if we ask less).
 */
export const passingNumbers: readonly string[] = [
  ...['40010', '50033', '50087', '50166', '50196', '70012', '80014'],
  ...['90006', '90012', '90024', '90033', '90055', '90090', '90091'],
];

/** Something (an assertion, a ticket, a code of a broker or a federation) was not valid at the service's time. */
const timeNumbers = new Set(['50013', '50027', '500133', '700024', '76026', '80013', '81010']);
/** A clock that is wrong by less than this (ms) is not the reason: Kerberos and SAML allow five minutes. */
const clockLeeway = 5 * 60_000;

const byNumber = new Map<string, Verdict>([
  ...Object.entries(numbersOf).flatMap(([reason, numbers]) =>
    numbers.map((number) => [number, refused(reason as ConnectRefusal)] as const),
  ),
  ...passingNumbers.map((number) => [number, passes] as const),
]);

/** `additional_action` and `message_only` cannot be solved on a sign-in page: the user or an administrator has to act elsewhere. */
const bySuberror: Readonly<Record<string, Verdict>> = {
  consent_required: refused('consent-missing'),
  token_expired: refused('expired'),
  bad_token: refused('revoked'),
  user_password_expired: refused('password-changed'),
  basic_action: refused('confirm-identity'),
  additional_action: refused('blocked-by-policy'),
  message_only: refused('blocked-by-policy'),
  protection_policy_required: refused('blocked-by-policy'),
  device_authentication_failed: refused('blocked-by-policy'),
  client_mismatch: refused('app-not-set-up'),
  cancel: { kind: 'cancelled' },
};

const byError: Readonly<Record<string, Verdict>> = {
  interaction_required: refused('confirm-identity'),
  login_required: refused('expired'),
  consent_required: refused('consent-missing'),
  invalid_grant: refused('revoked'),
  access_denied: refused('declined'),
  // At another device (learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code).
  authorization_declined: refused('declined'),
  unauthorized_client: refused('app-not-set-up'),
  invalid_client: refused('app-not-set-up'),
  invalid_resource: refused('app-not-set-up'),
  invalid_scope: refused('app-not-set-up'),
};

/** What the refusal means for the sign-in. Unknown refusals are `failed`. */
export function verdictOn({ error, suberror, number, personal, clockOff }: Refusal): Verdict {
  // These two are a problem of the service itself, even if a number stands beside them.
  if (error === 'temporarily_unavailable' || error === 'server_error') return passes;
  if (suberror === 'cancel') return { kind: 'cancelled' };
  if (timeNumbers.has(number) && clockOff !== null && Math.abs(clockOff) > clockLeeway)
    return { kind: 'delayed', reason: 'clock-wrong' };
  if (personal && (number === '50020' || number === '16000')) return refused('personal-account');
  return byNumber.get(number) ?? bySuberror[suberror] ?? byError[error] ?? { kind: 'failed' };
}

/** The name of a refusal for people and for the log: `AADSTS` and its number, or its `error` if it has no number. */
export const codeOf = ({ error, number }: Pick<Refusal, 'error' | 'number'>): string =>
  number === '' ? error.replace(/[^\w.-]/g, '').slice(0, 80) : `AADSTS${number}`;

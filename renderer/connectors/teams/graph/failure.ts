/** The one place that turns statuses and bodies of Graph's answers into typed failures. */
import {
  failed,
  succeeded,
  type OfflineReason,
  type Result,
  type ServiceFailure,
} from '../../../model/index.ts';
import { isOwnRefusal } from '../../limits.ts';
import { asRecord, asText, parseRecord, type JsonRecord } from './json.ts';

/** The parts of an answer that decide; `header` is case-insensitive. Each item of a `$batch` is such an answer, too. */
export interface GraphAnswer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly body: string;
}

/** The wait if Graph throttles and names none (its guidance: back off). The engine lengthens it if Graph throttles again. */
const unnamedPatience = 10_000;
const shortestPatience = 1_000;
const longestPatience = 3_600_000;

/** Codes by which Graph says that a delta token or a sync state is no longer good, whatever the status (facts, graph §4). */
const goneCodes = new Set(['resyncrequired', 'syncstatenotfound', 'syncstateinvalid', 'syncstateexpired']);

/**
 * How long to wait, in ms: Retry-After in seconds or as a date; a date is compared with the answer's own `Date` if there is one. Null if
 * the header is missing or unreadable.
 */
const patience = (answer: GraphAnswer, now: number): number | null => {
  const told = answer.header('retry-after')?.trim() ?? '';
  if (told === '') return null;
  const seconds = /^\d+(\.\d+)?$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - clockOf(answer, now);
  if (Number.isNaN(seconds)) return null;
  return Math.min(longestPatience, Math.max(shortestPatience, Math.ceil(seconds)));
};

const clockOf = (answer: GraphAnswer, now: number): number => {
  const date = Date.parse(answer.header('date') ?? '');
  return Number.isNaN(date) ? now : date;
};

const codesOf = (answer: GraphAnswer): readonly string[] => {
  const codes: string[] = [];
  let error = asRecord(parseRecord(answer.body)?.error);
  for (let depth = 0; error && depth < 4; depth += 1) {
    const code = asText(error.code);
    if (code !== null) codes.push(code);
    error = asRecord(error.innerError) ?? asRecord(error.innererror);
  }
  return codes;
};

/** Codes go to the log: letters, digits and a few marks only, so that a person's text cannot get into the log. */
const loggable = (code: string | undefined): string => (code ?? '').replace(/[^\w.-]/g, '').slice(0, 80);

/** Whether the answer is a page for browsers, of a proxy or a captive portal, and not Graph's JSON. */
const isPage = (answer: GraphAnswer): boolean =>
  /text\/html/i.test(answer.header('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(answer.body);

/** Reasons in a header of the gateway, not of Graph (`GatewayRefusal` in main/gateway): why it had no answer. */
const atGateway: Readonly<Record<string, OfflineReason>> = {
  unreachable: 'unreachable',
  'no-answer': 'no-answer',
  'certificate-refused': 'certificate-refused',
  'proxy-sign-in': 'proxy-sign-in',
  'client-certificate': 'client-certificate',
};

/** The failure that this answer means. Only for answers that are no success. `now` in ms, for a Retry-After that is a date. */
export const graphFailureOf = (answer: GraphAnswer, now: number): ServiceFailure => {
  const { status } = answer;
  const stopped = atGateway[answer.header('x-isthmus-refusal') ?? ''];
  if (stopped !== undefined) {
    const host = answer.header('x-isthmus-refused-host');
    return { kind: 'offline', reason: stopped, status: null, ...(host === null ? {} : { host }) };
  }
  const codes = codesOf(answer);
  const code = loggable(codes[0]);
  // Insufficient storage: the user's drive is full, and waiting does not help.
  if (status === 507) return { kind: 'refused', status, code, because: 'no-room' };
  if (status >= 500) {
    const wait = status === 503 || status === 504 ? patience(answer, now) : null;
    return wait === null
      ? { kind: 'offline', reason: 'service-down', status }
      : { kind: 'throttled', retryAfterMs: wait };
  }
  if (status < 400 || isPage(answer)) return { kind: 'offline', reason: 'proxy-page', status };
  if (status === 410 || codes.some((one) => goneCodes.has(one.toLowerCase()))) return { kind: 'cursor-gone' };
  switch (status) {
    case 401:
      return { kind: 'sign-in-needed', reason: wasRevoked(answer) ? 'revoked' : 'expired' };
    case 402:
    case 403:
      return { kind: 'forbidden', status, code };
    case 404:
      return { kind: 'not-found' };
    case 408:
      return { kind: 'offline', reason: 'no-answer', status };
    case 429: {
      const wait = { kind: 'throttled', retryAfterMs: patience(answer, now) ?? unnamedPatience } as const;
      return isOwnRefusal(answer.header) ? { ...wait, own: true } : wait;
    }
    default:
      return { kind: 'refused', status, code };
  }
};

/** Continuous access evaluation: the challenge holds claims if a session was ended, a password changed, or an account disabled. */
const wasRevoked = (answer: GraphAnswer): boolean =>
  /insufficient_claims|claims=/i.test(answer.header('www-authenticate') ?? '');

/**
 * The JSON object of a successful answer, or a failure: a page comes from a proxy, even with status 200, and any other body that is no JSON
 * was cut.
 */
export const readGraphAnswer = (answer: GraphAnswer, now: number): Result<JsonRecord> => {
  if (answer.status < 200 || answer.status > 299) return failed(graphFailureOf(answer, now));
  if (isPage(answer)) return failed({ kind: 'offline', reason: 'proxy-page', status: answer.status });
  if (answer.body === '') return succeeded({});
  const value = parseRecord(answer.body);
  return value === null
    ? failed({ kind: 'offline', reason: 'broken-answer', status: answer.status })
    : succeeded(value);
};

/** Whether a link that Graph gave earlier (a skip token) is no longer good: 410, a code that says so, or a plain 400. */
export const isDeadLink = (failure: ServiceFailure): boolean =>
  failure.kind === 'cursor-gone' || (failure.kind === 'refused' && failure.status === 400);

/** Whether the service does not know this call: some clouds lack some calls. */
export const isUnknownCall = (failure: ServiceFailure): boolean =>
  failure.kind === 'not-found' ||
  (failure.kind === 'refused' && [400, 405].includes(failure.status)) ||
  (failure.kind === 'offline' && failure.status === 501);

/** Whether a later try can succeed. Such a failure must fail the whole read, or parts would be missing without a sign of it. */
export const isPassing = (failure: ServiceFailure): boolean => {
  switch (failure.kind) {
    case 'offline':
    case 'throttled':
    case 'sign-in-needed':
    case 'not-let-in':
    case 'cancelled':
      return true;
    case 'forbidden':
    case 'not-found':
    case 'cursor-gone':
    case 'stands-still':
      return false;
    case 'refused':
      // Conflicts pass. When they counted as final, a chat kept only the 25 members of the expansion until the next overview.
      return failure.status === 409 || failure.status === 412;
  }
};

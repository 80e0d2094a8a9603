/** The one place that says what an answer of a Mattermost server, or its absence, means for the engine. */
import type { OfflineReason, RefusalCause, ServiceFailure, SignInReason } from '../../../model/index.ts';
import { isOwnRefusal } from '../../limits.ts';
import { isPayload, textOf } from './reading.ts';

/** The parts of an answer that decide: its status, its headers, and its body as text. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Thrown inside this connector only, from Client4's promises to `Rest.ask`, which turns it into a value. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failure: ServiceFailure;
  constructor(failure: ServiceFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

export const offline = (reason: OfflineReason, status: number | null = null): ServiceFailure => ({
  kind: 'offline',
  reason,
  status,
});

/** The wait if a 429 names none. */
const defaultWaitMs = 10_000;
/** If a 429 names a shorter wait (0, for example), this one is used. Longer waits than `longestWaitMs` are not believed. */
const shortestWaitMs = 1_000;
const longestWaitMs = 3_600_000;

/**
 * The wait that a 429 asks for, ms. `Retry-After` is seconds or a date (proxies); Mattermost's own limiter sends `X-Ratelimit-Reset` in
 * seconds (facts, "Errors"). A date is measured against the answer's own `Date`, so that this machine's clock does not matter; `now` (ms,
 * this machine's) is used only if `Date` is missing.
 */
export const retryAfterMs = (headers: Headers, now: number): number => {
  const said = headers.get('Retry-After')?.trim() ?? '';
  const reset = headers.get('X-Ratelimit-Reset')?.trim() ?? '';
  let wait = defaultWaitMs;
  if (/^\d+$/.test(said)) wait = Number(said) * 1_000;
  else if (Number.isFinite(Date.parse(said))) {
    const sentAt = Date.parse(headers.get('Date') ?? '');
    wait = Date.parse(said) - (Number.isFinite(sentAt) ? sentAt : now);
  } else if (/^\d+$/.test(reset)) wait = Number(reset) * 1_000;
  return Math.min(longestWaitMs, Math.max(shortestWaitMs, wait));
};

/**
 * Mattermost's error id (`api.context.session_expired.app_error`), '' if the body holds none. If the server fails while it writes a list,
 * the list holds the error as its first member, and has no end (facts, "Seen on a real server").
 */
export const errorIdOf = (body: string): string => {
  try {
    const parsed: unknown = JSON.parse(body.startsWith('[{') ? body.slice(1) : body);
    return isPayload(parsed) ? textOf(parsed.id) : '';
  } catch {
    // Harmless: a body that is no JSON has no error id; its status is the failure.
    return '';
  }
};

/** Whether a list of channels was refused because it is empty: a person may be in a team and in none of its channels. */
export const saysNoChannels = (failure: ServiceFailure): boolean =>
  failure.kind === 'refused' && failure.code === noChannels;

const noChannels = 'app.channel.get_channels.not_found.app_error';

/** Whether the server has no such slash command. */
export const saysNoCommand = (failure: ServiceFailure): boolean =>
  failure.kind === 'refused' && failure.code === commandUnknown;

const commandUnknown = 'api.command.execute_command.not_found.app_error';

/** What error ids mean beyond their status (mattermost/mattermost, app/post.go, app/reaction.go, app/upload.go, model/post.go). */
const causes: Readonly<Record<string, RefusalCause>> = {
  'api.post.create_post.can_not_post_to_deleted.error': 'archived',
  'api.post.update_post.can_not_update_post_in_deleted.error': 'archived',
  'api.post.patch_post.can_not_update_post_in_deleted.error': 'archived',
  'api.post.delete_post.can_not_delete_post_in_deleted.error': 'archived',
  'api.command.execute_command.deleted.error': 'archived',
  'api.reaction.save.archived_channel.app_error': 'archived',
  'api.reaction.delete.archived_channel.app_error': 'archived',
  'app.upload.create.cannot_upload_to_deleted_channel.app_error': 'archived',
  'model.post.is_valid.message_length.app_error': 'too-long',
  // The root was deleted. It may also be a reply, which Isthmus never names as a root.
  'api.post.create_post.root_id.app_error': 'gone',
  'api.post.update_post.permissions_time_limit.app_error': 'too-late',
  'app.emoji.get_by_name.no_result': 'reaction-unknown',
  'app.reaction.save.save.too_many_reactions': 'reactions-full',
  'api.context.permissions.app_error': 'no-right',
};

/**
 * How a plugin refuses a post: by its own words in place of the error id, or by an id that says that the plugin tells the person itself.
 */
const rejected = /^(?:Post rejected by plugin\.|plugin\.message_will_be_posted\.dismiss_post$)/;

/** The failure of a request that the server understood and refused. */
const said = (kind: 'forbidden' | 'refused', { status, body }: RestAnswer): ServiceFailure => {
  const id = errorIdOf(body);
  if (rejected.test(id)) return { kind, status, code: '', because: 'blocked' };
  const because = causes[id];
  return { kind, status, code: id, ...(because === undefined ? {} : { because }) };
};

/** Error ids of a 404 that does not mean the requested thing: the emoji of a reaction or a command is unknown, or a list is empty. */
const saysMore: ReadonlySet<string> = new Set([
  'app.emoji.get_by_name.no_result',
  noChannels,
  commandUnknown,
]);

/** Error ids of the gateway, not of a server (`GatewayRefusal` in main/gateway): why it had no answer or no token. */
const atGateway: Readonly<Record<string, OfflineReason>> = {
  'gateway.unreachable': 'unreachable',
  'gateway.no-answer': 'no-answer',
  'gateway.certificate-refused': 'certificate-refused',
  'gateway.proxy-sign-in': 'proxy-sign-in',
  'gateway.client-certificate': 'client-certificate',
  'gateway.keyring-locked': 'keyring-locked',
};

/** Error ids by which the server or the gateway says why a session is no longer good. */
const endings: Readonly<Record<string, SignInReason>> = {
  // 403 since 5.0, 401 before; `GET /users/me` still works (app/authentication.go, MFARequired).
  'api.context.mfa_required.app_error': 'mfa-not-set-up',
  'api.user.login.inactive.app_error': 'account-disabled',
  'gateway.session-missing': 'secret-lost',
};

/** The failure of a request without a good session. Revoked and expired sessions get the same answer. */
const signedOut = (body: string): ServiceFailure => {
  const code = errorIdOf(body);
  const reason = endings[code] ?? 'expired';
  return { kind: 'sign-in-needed', reason, ...(code === '' ? {} : { code }) };
};

export const isHtml = (headers: Headers): boolean =>
  /^\s*text\/html\b/i.test(headers.get('Content-Type') ?? '');

/**
 * The failure that an answer means; null for a success. HTML never comes from the API: below 500 it is the page of a proxy or a portal,
 * whatever its status is.
 */
export const failureOfAnswer = (answer: RestAnswer, now: number): ServiceFailure | null => {
  const { status, headers } = answer;
  if (status === 429) {
    const wait = { kind: 'throttled', retryAfterMs: retryAfterMs(headers, now) } as const;
    return isOwnRefusal((name) => headers.get(name)) ? { ...wait, own: true } : wait;
  }
  const reason = atGateway[errorIdOf(answer.body)];
  if (status >= 500 && reason !== undefined) {
    const host = headers.get('x-isthmus-refused-host');
    return { kind: 'offline', reason, status: null, ...(host === null ? {} : { host }) };
  }
  // With 501 Mattermost says that a feature is off (api.*.disabled); waiting does not help.
  if (status === 501) return { kind: 'refused', status, code: errorIdOf(answer.body) };
  if (status >= 500) return offline('service-down', status);
  if (status === 407) return offline('proxy-sign-in', status);
  if (isHtml(headers)) return offline('proxy-page', status);
  if (status >= 200 && status < 300) return null;
  switch (status) {
    case 401:
      return signedOut(answer.body);
    case 402:
    case 403:
      return errorIdOf(answer.body) in endings ? signedOut(answer.body) : said('forbidden', answer);
    case 404:
      return saysMore.has(errorIdOf(answer.body)) ? said('refused', answer) : { kind: 'not-found' };
    case 410:
      return { kind: 'cursor-gone' };
    case 408:
      return offline('no-answer', status);
    default:
      return status >= 400 ? said('refused', answer) : offline('broken-answer', status);
  }
};

/** Mattermost's error shape: clients match on `id`, never on `message` (facts: Errors). */
import { newId } from './ids.ts';
import type { SandboxWorld } from '../world.ts';

/** The error of a handler; it becomes the answer `{id, message, detailed_error, request_id, status_code}`. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly id: string,
    readonly statusCode: number,
    message: string,
    readonly detailed = '',
  ) {
    super(message);
  }
}

/** 400: a member of the body or the query is missing or wrong. */
export const invalidParam = (name: string): AppError =>
  new AppError(
    'api.context.invalid_body_param.app_error',
    400,
    `Invalid or missing ${name} in request body.`,
  );

/** 400: an id in the path cannot be an id. */
export const invalidUrlParam = (name: string): AppError =>
  new AppError(
    'api.context.invalid_url_param.app_error',
    400,
    `Invalid or missing ${name} parameter in request URL.`,
  );

/** 403: the caller may not do this; `permission` is the one that is wanting. */
export const forbidden = (permission = ''): AppError =>
  new AppError(
    'api.context.permissions.app_error',
    403,
    'You do not have the appropriate permissions.',
    permission === '' ? '' : `permission=${permission}`,
  );

/** 401: no session, or one that expired or was revoked. */
export const sessionExpired = (): AppError =>
  new AppError(
    'api.context.session_expired.app_error',
    401,
    'Invalid or expired session, please login again.',
  );

/** 404 for one kind of thing, with that kind's own id. */
export const notFound = (
  kind: 'channel' | 'team' | 'user' | 'post' | 'file' | 'emoji' | 'thread',
): AppError => {
  switch (kind) {
    case 'channel':
      return new AppError('app.channel.get.existing.app_error', 404, 'Unable to find the existing channel.');
    case 'team':
      return new AppError('app.team.get.find.app_error', 404, 'Unable to find the existing team.');
    case 'user':
      return new AppError('app.user.missing_account.const', 404, 'Unable to find the user account.');
    case 'post':
      return new AppError('app.post.get.app_error', 404, 'Unable to get the post.');
    case 'file':
      return new AppError('app.file_info.get.app_error', 404, 'Unable to get the file info.');
    case 'emoji':
      return new AppError('app.emoji.get.no_result', 404, 'Unable to find the emoji.');
    case 'thread':
      return new AppError(
        'app.user.get_thread_membership_for_user.not_found',
        404,
        'Unable to find the thread membership.',
      );
  }
};

/**
 * 401 (not 403): `permanent=true` if the server does not allow it (settings EnableAPITeamDeletion, EnableAPIUserDeletion). The id is more
 * exact for administrators.
 */
export const permanentDeletionDisabled = (kind: 'team' | 'user', toAdministrator: boolean): AppError =>
  new AppError(
    `api.user.delete_${kind}.not_enabled${toAdministrator ? '.for_admin' : ''}.app_error`,
    401,
    `Permanent ${kind} deletion feature is not enabled.`,
  );

/** 501: a feature that is switched off. */
export const disabled = (id: string, message: string): AppError => new AppError(id, 501, message);

/** The body Mattermost sends for an error. */
export const errorBody = (world: SandboxWorld, error: AppError): Record<string, unknown> => ({
  id: error.id,
  message: error.message,
  detailed_error: error.detailed,
  request_id: newId(world),
  status_code: error.statusCode,
});

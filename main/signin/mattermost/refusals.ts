/** Reads a server's refusal of a sign-in. Mattermost tells the reason by the id of its error. */
import { z } from 'zod';
import type { ConnectOutcome, ConnectRefusal } from '../../../preload/contract/index.ts';
import type { Answered } from './server.ts';

const apiError = z.object({ id: z.string() });
const oauthError = z.object({ error: z.string() });

/** The id of an answer's error; else OAuth's `error`; else the status. At most 200 characters. */
export function errorIdOf({ json, status }: Pick<Answered, 'json' | 'status'>): string {
  const mattermost = apiError.safeParse(json);
  if (mattermost.success) return mattermost.data.id.slice(0, 200);
  const oauth = oauthError.safeParse(json);
  return oauth.success ? oauth.data.error.slice(0, 200) : `http-${status}`;
}

/** Error ids that have one meaning (mattermost/mattermost, server/channels: api4/user.go, app/authentication.go, app/oauth.go, web/oauth.go). */
const reasons: Readonly<Record<string, ConnectRefusal>> = {
  'api.context.mfa_required.app_error': 'mfa-not-set-up',
  'api.user.login.inactive.app_error': 'account-disabled',
  'api.user.login.not_verified.app_error': 'email-unverified',
  'api.user.check_user_login_attempts.too_many.app_error': 'account-locked',
  'api.user.check_user_login_attempts.too_many_ldap.app_error': 'account-locked',
  'api.user.login.client_side_cert.certificate.app_error': 'client-certificate',
  'api.user.login.bot_login_forbidden.app_error': 'bot-account',
  // Dynamic registration is off.
  unsupported_operation: 'registration-off',
  'api.oauth.allow_oauth.turn_off.app_error': 'way-off',
  'api.oauth.register_oauth_app.turn_off.app_error': 'way-off',
  'api.oauth.authorize_oauth.disabled.app_error': 'way-off',
  'api.oauth.get_access_token.disabled.app_error': 'way-off',
  'api.user.login_with_desktop_token.not_oauth_or_saml_user.app_error': 'way-off',
  'api.oauth.get_access_token.expired_code.app_error': 'too-late',
  'app.desktop_token.validate.invalid': 'too-late',
};

/**
 * The outcome of a refused sign-in.
 * @param takesPasswords whether the server accepts passwords at all
 */
export function refusalOf(answer: Answered, takesPasswords = true): ConnectOutcome {
  const id = errorIdOf(answer);
  const reason = reasons[id];
  if (reason !== undefined) return { kind: 'refused', reason, code: id };
  // Mattermost gives this id for a missing, malformed or wrong code.
  if (id.startsWith('mfa.validate_token')) return { kind: 'mfa-needed' };
  if (id === 'api.user.check_user_mfa.bad_code.app_error') return { kind: 'mfa-needed', wrong: true };
  // Mattermost answers 501 if a feature is switched off.
  if (answer.status >= 500 && answer.status !== 501) return { kind: 'unreachable' };
  // With single sign-on switched on, Mattermost gives this id for every wrong password.
  if (id === 'api.user.login.invalid_credentials_sso')
    return { kind: 'refused', reason: takesPasswords ? 'wrong-or-sso' : 'sso-only', code: id };
  if (/invalid_credentials|blank_pwd|session_expired/.test(id)) return { kind: 'wrong-credentials' };
  return { kind: 'not-allowed', detail: id };
}

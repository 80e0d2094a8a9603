/**
 * Checking a password as the server does: which refusals it tells apart, and which it masks (mattermost/mattermost,
 * server/channels/api4/user.go, login; app/authentication.go, CheckPasswordAndAllCriteria).
 */
import { isTotp } from '../domain/totp.ts';
import { AppError } from '../errors.ts';
import type { User } from '../model.ts';
import type { Core } from '../server.ts';
import type { MattermostSettings } from '../settings.ts';

export interface Credentials {
  readonly loginId: string;
  readonly password: string;
  /** The MFA code. */
  readonly code: string;
}

const refusal = (id: string, message: string): AppError => new AppError(id, 401, message);

/** The one refusal for a wrong password, an unknown user, a way that is off and a user of single sign-on; only the settings choose its id. */
const masked = (settings: MattermostSettings): AppError => {
  const { EnableSaml, EnableSignUpWithGitLab, EnableSignUpWithGoogle, EnableSignUpWithOffice365 } = settings;
  const sso =
    EnableSaml ||
    EnableSignUpWithGitLab ||
    EnableSignUpWithGoogle ||
    EnableSignUpWithOffice365 ||
    settings.EnableSignUpWithOpenId;
  const { EnableSignInWithEmail: email, EnableSignInWithUsername: username } = settings;
  const named = email === username ? 'email_username' : email ? 'email' : 'username';
  return refusal(
    `api.user.login.invalid_credentials_${sso ? 'sso' : named}`,
    'Enter a valid email or username and/or password.',
  );
};

/** Whether this user signs in with this name, as the settings allow. */
const isNamed = (settings: MattermostSettings, user: User, loginId: string): boolean => {
  const wanted = loginId.trim().toLowerCase();
  if (user.authService === 'ldap') return settings.EnableLdap && user.username === wanted;
  return (
    (settings.EnableSignInWithUsername && user.username === wanted) ||
    (settings.EnableSignInWithEmail && user.email.toLowerCase() === wanted)
  );
};

/** Refusals before the password is checked. */
const checkBefore = (core: Core, user: User): void => {
  if (user.delete_at !== 0)
    throw refusal(
      'api.user.login.inactive.app_error',
      'Login failed because your account has been deactivated.',
    );
  if (user.bot) throw refusal('api.user.login.bot_login_forbidden.app_error', 'Bot login is forbidden.');
  if (user.failedAttempts >= core.settings.MaximumLoginAttempts)
    throw refusal(
      user.authService === 'ldap'
        ? 'api.user.check_user_login_attempts.too_many_ldap.app_error'
        : 'api.user.check_user_login_attempts.too_many.app_error',
      'Your account is locked because of too many failed password attempts.',
    );
};

const checkSecondFactor = (core: Core, user: User, code: string): void => {
  if (user.mfaSecret === null || !core.settings.EnableMultifactorAuthentication) return;
  if (isTotp(user.mfaSecret, code, core.world.now())) return;
  // A text that is not a code gets the answer that one is needed. It does not count as an attempt.
  if (!/^\d{6}$/.test(code)) throw refusal('mfa.validate_token.authenticate.app_error', 'Invalid MFA token.');
  user.failedAttempts += 1;
  throw refusal('api.user.check_user_mfa.bad_code.app_error', 'Invalid MFA token.');
};

/** The user whose password this is. @throws AppError when it is not, or when the account may not be used */
export const checkCredentials = (core: Core, { loginId, password, code }: Credentials): User => {
  if (password === '')
    throw new AppError('api.user.login.blank_pwd.app_error', 400, 'Password field must not be blank.');
  const user = [...core.state.users.values()].find((one) => isNamed(core.settings, one, loginId));
  if (user === undefined) throw masked(core.settings);
  if (user.authService !== '' && user.authService !== 'ldap') throw masked(core.settings);
  checkBefore(core, user);
  if (user.password !== password) {
    user.failedAttempts += 1;
    throw masked(core.settings);
  }
  checkSecondFactor(core, user, code);
  user.failedAttempts = 0;
  if (core.settings.RequireEmailVerification && !user.emailVerified)
    throw refusal(
      'api.user.login.not_verified.app_error',
      'Login failed because email address has not been verified.',
    );
  return user;
};

/**
 * Whether enforced MFA limits this session to its own user (app/authentication.go, MFARequired). Not if the user has set it up, uses single
 * sign-on or OAuth, is a bot or a guest.
 */
export const lacksSecondFactor = (core: Core, user: User, session: { readonly kind: string }): boolean => {
  const { EnableMultifactorAuthentication, EnforceMultifactorAuthentication } = core.settings;
  if (!EnableMultifactorAuthentication || !EnforceMultifactorAuthentication) return false;
  if (session.kind === 'oauth' || user.bot !== null || user.guest) return false;
  if (user.authService !== '' && user.authService !== 'ldap') return false;
  return user.mfaSecret === null;
};

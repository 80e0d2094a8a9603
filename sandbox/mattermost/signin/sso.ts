/**
 * Single sign-on, as far as a client notices: an identity provider that knows everybody, and the token of the desktop flow
 * (mattermost/mattermost, server/channels/web/oauth.go and saml.go; app/desktop_login.go).
 */
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { SsoService, User } from '../model.ts';
import type { Core } from '../server.ts';

/** model.DesktopTokenTTL. */
const desktopTokenLifetime = 3 * 60_000;

/** The values that a browser keeps on its way to the identity provider and back. */
export interface SsoTrip {
  readonly service: SsoService;
  /** The client's own token; '' if a browser signs in for itself. */
  readonly desktopToken: string;
  readonly redirectTo: string;
}

/** The trips and tokens that are under way. */
export class SingleSignOn {
  readonly #trips = new Map<string, SsoTrip>();
  readonly #desktopTokens = new Map<string, { readonly userId: string; readonly madeAt: number }>();

  constructor(private readonly core: Core) {}

  isOn(service: SsoService): boolean {
    const { settings } = this.core;
    switch (service) {
      case 'saml':
        return settings.EnableSaml;
      case 'gitlab':
        return settings.EnableSignUpWithGitLab;
      case 'google':
        return settings.EnableSignUpWithGoogle;
      case 'office365':
        return settings.EnableSignUpWithOffice365;
      case 'openid':
        return settings.EnableSignUpWithOpenId;
    }
  }

  /** Remembers a trip; returns the state that brings it back. */
  leave(trip: SsoTrip): string {
    const state = newId(this.core.world);
    this.#trips.set(state, trip);
    return state;
  }

  trip(state: string): SsoTrip {
    const trip = this.#trips.get(state);
    if (trip === undefined)
      throw new AppError('api.user.authorize_oauth_user.invalid_state.app_error', 400, 'Invalid state.');
    return trip;
  }

  /** The user whom the identity provider confirms. Only users with an account of this service can sign in. */
  userOf(service: SsoService, username: string, password: string): User {
    const user = this.core.state.userByName(username.toLowerCase());
    if (user?.authService !== service || user.password !== password)
      throw new AppError('sandbox.identity_provider', 401, 'The identity provider does not know you.');
    if (user.delete_at !== 0)
      throw new AppError(
        'api.user.login.inactive.app_error',
        401,
        'Login failed because your account has been deactivated.',
      );
    return user;
  }

  /** The server's token for a client, returned through the browser. */
  desktopTokenFor(user: User): string {
    const token = newId(this.core.world) + newId(this.core.world) + newId(this.core.world).slice(0, 12);
    this.#desktopTokens.set(token, { userId: user.id, madeAt: this.core.world.now() });
    return token;
  }

  /** The user of such a token; it and all others of the user's are used up. @throws AppError 401 */
  redeem(token: string): User {
    const found = this.#desktopTokens.get(token);
    const user = found === undefined ? undefined : this.core.state.users.get(found.userId);
    const late = found !== undefined && this.core.world.now() - found.madeAt > desktopTokenLifetime;
    if (found === undefined || user === undefined || late) {
      this.#desktopTokens.delete(token);
      throw new AppError('app.desktop_token.validate.invalid', 401, 'Token is invalid.');
    }
    for (const [other, { userId }] of this.#desktopTokens)
      if (userId === user.id) this.#desktopTokens.delete(other);
    if (user.authService === '' || user.authService === 'ldap')
      throw new AppError(
        'api.user.login_with_desktop_token.not_oauth_or_saml_user.app_error',
        401,
        'User is not an OAuth or SAML user.',
      );
    return user;
  }
}

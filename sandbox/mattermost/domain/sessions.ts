/** Sessions and personal access tokens. */
import { AppError, disabled, forbidden, invalidParam, sessionExpired } from '../errors.ts';
import { newId } from '../ids.ts';
import type { AccessToken, Session, User } from '../model.ts';
import { isAdministrator, type Actor, type Core } from '../server.ts';

const hour = 3_600_000;

export const createSession = (
  core: Core,
  user: User,
  kind: Session['kind'],
  token = newId(core.world),
  deviceId = '',
): Session => {
  const now = core.world.now();
  const session: Session = {
    id: newId(core.world),
    token,
    create_at: now,
    expires_at: kind === 'access-token' ? 0 : now + core.settings.SessionLengthWebInHours * hour,
    last_activity_at: now,
    user_id: user.id,
    device_id: deviceId,
    kind,
  };
  core.state.sessions.set(token, session);
  return session;
};

/** The session and user behind a token; 401 when there is none, or no longer. */
export const authenticate = (core: Core, token: string): { user: User; session: Session } => {
  let session = core.state.sessions.get(token);
  if (!session) {
    // A personal access token makes its session when it is first used.
    const access = [...core.state.accessTokens.values()].find((candidate) => candidate.token === token);
    const owner = access?.is_active === true ? core.state.users.get(access.user_id) : undefined;
    if (!owner || (!core.settings.EnableUserAccessTokens && owner.bot === null)) throw sessionExpired();
    session = createSession(core, owner, 'access-token', token);
  }
  const user = core.state.users.get(session.user_id);
  const switchedOff =
    session.kind === 'access-token' && !core.settings.EnableUserAccessTokens && user?.bot === null;
  if (user?.delete_at !== 0 || switchedOff) throw sessionExpired();
  if (session.expires_at !== 0 && session.expires_at <= core.world.now()) {
    core.state.sessions.delete(token);
    throw sessionExpired();
  }
  return { user, session };
};

/** Ends sessions so that their tokens answer 401 from now on. */
export const revokeSessions = (core: Core, which: (session: Session) => boolean): number => {
  let revoked = 0;
  for (const [token, session] of core.state.sessions) {
    if (!which(session)) continue;
    core.state.sessions.delete(token);
    revoked += 1;
  }
  return revoked;
};

const requireAccessTokens = (core: Core, user: User): void => {
  if (!core.settings.EnableUserAccessTokens && user.bot === null)
    throw disabled('app.user_access_token.disabled', 'Personal access tokens are disabled on this server.');
};

/** Makes a personal access token (setting EnableUserAccessTokens; bots' tokens only by administrators and owners). */
export const createAccessToken = (core: Core, actor: Actor, user: User, description: string): AccessToken => {
  const mayManage =
    isAdministrator(core, actor.user) || user.id === actor.user.id || user.bot?.owner_id === actor.user.id;
  if (!mayManage) throw forbidden();
  // Ordinary users have no role for it, and hear of that first, whether or not it is switched off.
  if (!user.bot && !isAdministrator(core, actor.user)) throw forbidden('create_user_access_token');
  requireAccessTokens(core, user);
  if (description === '') throw invalidParam('description');
  const token: AccessToken = {
    id: newId(core.world),
    token: newId(core.world),
    user_id: user.id,
    description,
    is_active: true,
  };
  core.state.accessTokens.set(token.id, token);
  return token;
};

/** The token by its id, when the actor may manage it. */
export const accessTokenOf = (core: Core, actor: Actor, id: string): AccessToken => {
  const token = core.state.accessTokens.get(id);
  if (!token)
    throw new AppError('app.user_access_token.get_by_user.app_error', 404, 'Unable to find the token.');
  const owner = core.state.users.get(token.user_id);
  if (
    token.user_id !== actor.user.id &&
    owner?.bot?.owner_id !== actor.user.id &&
    !isAdministrator(core, actor.user)
  )
    throw forbidden();
  return token;
};

/** Revoking a token also ends the session it made. */
export const revokeAccessToken = (core: Core, token: AccessToken): void => {
  core.state.accessTokens.delete(token.id);
  core.state.sessions.delete(token.token);
};

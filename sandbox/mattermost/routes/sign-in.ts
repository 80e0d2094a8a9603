/** Login, logout, sessions and personal access tokens. */
import { z } from 'zod';
import { json, ok, type Call } from './call.ts';
import type { Router } from './register.ts';
import {
  accessTokenOf,
  createAccessToken,
  createSession,
  revokeAccessToken,
  revokeSessions,
} from '../domain/sessions.ts';
import { AppError, disabled, forbidden } from '../errors.ts';
import type { AccessToken, Session } from '../model.ts';
import { isAdministrator } from '../server.ts';
import { checkCredentials } from '../signin/credentials.ts';
import { tokenOf } from '../token.ts';
import { sessionView, termsId, userView } from '../views.ts';

/** The cookies of a password sign-in: the session, the user, and the CSRF token. */
export const sessionCookies = (session: Session): string[] => [
  `MMAUTHTOKEN=${session.token}; Path=/; HttpOnly; SameSite=Lax`,
  `MMUSERID=${session.user_id}; Path=/`,
  `MMCSRF=${session.id}; Path=/`,
];

const tokenView = (token: AccessToken): Record<string, unknown> => ({
  id: token.id,
  user_id: token.user_id,
  description: token.description,
  is_active: token.is_active,
});

export const signInRoutes = ({ on, open, core }: Router): void => {
  open('POST', '/api/v4/users/login', async (call: Call) => {
    const body = await call.body(
      z.object({
        login_id: z.string().default(''),
        id: z.string().default(''),
        password: z.string().default(''),
        token: z.string().default(''),
        device_id: z.string().default(''),
      }),
    );
    // The proxy before the server adds these of a certificate that it has checked.
    const certified = call.request.headers.has('x-ssl-client-cert');
    if (core.settings.ClientSideCertEnable && !certified)
      throw new AppError(
        'api.user.login.client_side_cert.certificate.app_error',
        400,
        'Attempted to sign in with a client side certificate, but none was given.',
      );
    const loginId = body.login_id || (core.state.users.get(body.id)?.username ?? '');
    const user = checkCredentials(core, { loginId, password: body.password, code: body.token });
    const session = createSession(core, user, 'password', undefined, body.device_id);
    // The session token is in this header, not in the body (facts: Sign-in).
    const response = json(userView(core, user, true), 200, { token: session.token });
    if (call.request.headers.get('x-requested-with') === 'XMLHttpRequest')
      for (const cookie of sessionCookies(session)) response.headers.append('set-cookie', cookie);
    return response;
  });
  open('POST', '/api/v4/users/logout', (call) => {
    const token = tokenOf(call.request.headers);
    if (token !== null) core.state.sessions.delete(token);
    return ok();
  });

  on('GET', '/users/:user_id/sessions', (call) => {
    const user = call.ownUser();
    return json(
      [...core.state.sessions.values()]
        .filter((session) => session.user_id === user.id)
        .map((session) => sessionView(core, session)),
    );
  });
  on('POST', '/users/:user_id/sessions/revoke', async (call) => {
    const user = call.ownUser();
    const { session_id } = await call.body(z.object({ session_id: z.string() }));
    const revoked = revokeSessions(
      core,
      (session) => session.id === session_id && session.user_id === user.id,
    );
    if (revoked === 0)
      throw new AppError('app.session.get.app_error', 400, 'We encountered an error finding the session.');
    return ok();
  });
  on('POST', '/users/:user_id/sessions/revoke/all', (call) => {
    const user = call.ownUser();
    revokeSessions(core, (session) => session.user_id === user.id);
    return ok();
  });
  on('PUT', '/users/sessions/device', () => ok());
  on('GET', '/terms_of_service', () => {
    if (!core.settings.CustomTermsOfServiceEnabled)
      throw new AppError('app.terms_of_service.get.no_rows.app_error', 404, 'No terms of service found.');
    return json({ id: termsId, create_at: 1, user_id: '', text: 'Be kind.' });
  });
  on('POST', '/users/:user_id/terms_of_service', async (call) => {
    const { accepted } = await call.body(z.object({ serviceTermsId: z.string(), accepted: z.boolean() }));
    call.ownUser().termsAcceptedAt = accepted ? core.world.now() : 0;
    return ok();
  });

  on('POST', '/users/:user_id/tokens', async (call) => {
    const { description } = await call.body(z.object({ description: z.string().default('') }));
    return json(createAccessToken(core, call.actor, call.user(), description), 200);
  });
  on('GET', '/users/:user_id/tokens', (call) => {
    const user = call.user();
    if (user.id !== call.me.id && user.bot?.owner_id !== call.me.id && !isAdministrator(core, call.me))
      throw forbidden();
    if (!core.settings.EnableUserAccessTokens && !user.bot)
      throw disabled('app.user_access_token.disabled', 'Personal access tokens are disabled on this server.');
    return json(
      [...core.state.accessTokens.values()].filter((token) => token.user_id === user.id).map(tokenView),
    );
  });
  on('GET', '/users/tokens/:token_id', (call) =>
    json(tokenView(accessTokenOf(core, call.actor, call.path('token_id')))),
  );
  const changeToken = (path: string, change: (token: AccessToken) => void): void =>
    on('POST', path, async (call) => {
      const { token_id } = await call.body(z.object({ token_id: z.string() }));
      change(accessTokenOf(core, call.actor, token_id));
      return ok();
    });
  changeToken('/users/tokens/revoke', (token) => revokeAccessToken(core, token));
  changeToken('/users/tokens/disable', (token) => {
    token.is_active = false;
    core.state.sessions.delete(token.token);
  });
  changeToken('/users/tokens/enable', (token) => {
    token.is_active = true;
  });
};

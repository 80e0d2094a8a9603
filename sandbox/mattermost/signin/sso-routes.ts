/** The addresses of single sign-on: to the identity provider and back, and the desktop's token for a session. */
import { z } from 'zod';
import { desktopPage, providerPage, samlAnswerPage } from './sso-pages.ts';
import { SingleSignOn, type SsoTrip } from './sso.ts';
import { createSession } from '../domain/sessions.ts';
import { AppError } from '../errors.ts';
import type { SsoService, User } from '../model.ts';
import { RateLimit } from '../rate-limit.ts';
import { json, type Call } from '../routes/call.ts';
import { html, messagePage, redirect } from '../routes/oauth-pages.ts';
import type { Router } from '../routes/register.ts';
import { sessionCookies } from '../routes/sign-in.ts';
import { userView } from '../views.ts';

const services: readonly SsoService[] = ['saml', 'gitlab', 'google', 'office365', 'openid'];
const serviceOf = (name: string): SsoService | undefined => services.find((service) => service === name);

export const ssoRoutes = ({ open, core }: Router): void => {
  const sso = new SingleSignOn(core);
  // Of this route alone, by address (api4/user.go: PerSec 2, MaxBurst 1).
  const rateLimit = new RateLimit(core.world, () => ({ perSecond: 2, burst: 1 }));

  const shown = async (work: () => Response | Promise<Response>): Promise<Response> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError) return html(messagePage(error.message), error.statusCode);
      throw error;
    }
  };
  const leave = (call: Call, service: SsoService | undefined): Response => {
    if (service === undefined || !sso.isOn(service))
      throw new AppError(
        'api.user.authorize_oauth_user.unsupported.app_error',
        501,
        'This single sign-on is not supported.',
      );
    const state = sso.leave({
      service,
      desktopToken: call.query('desktop_token'),
      redirectTo: call.query('redirect_to'),
    });
    return redirect(`/sandbox/identity-provider?state=${state}`);
  };
  const comeBack = (call: Call, { desktopToken, redirectTo }: SsoTrip, user: User): Response => {
    if (desktopToken !== '') {
      const back = new URL('/login/desktop', call.request.url);
      back.searchParams.set('client_token', desktopToken);
      back.searchParams.set('server_token', sso.desktopTokenFor(user));
      if (desktopToken.startsWith('dev-')) back.searchParams.set('isDesktopDev', 'true');
      return redirect(back.pathname + back.search);
    }
    const local = redirectTo.startsWith('/') && !redirectTo.startsWith('//') ? redirectTo : '/';
    const response = redirect(local);
    for (const cookie of sessionCookies(createSession(core, user, 'password')))
      response.headers.append('set-cookie', cookie);
    return response;
  };
  /** The provider's answer about a person; here simply the user. */
  const userIn = (answer: string): User => {
    const user = core.state.users.get(answer);
    if (!user)
      throw new AppError('api.user.authorize_oauth_user.token_failed.app_error', 500, 'No such user.');
    return user;
  };

  open('GET', '/oauth/:service/login', (call) => shown(() => leave(call, serviceOf(call.path('service')))));
  open('GET', '/login/sso/saml', (call) => shown(() => leave(call, 'saml')));
  open('GET', '/sandbox/identity-provider', (call) => html(providerPage(call.query('state'), null)));
  open('POST', '/sandbox/identity-provider', async (call) => {
    const form = new URLSearchParams(await call.request.text());
    const state = form.get('state') ?? '';
    try {
      const { service } = sso.trip(state);
      const user = sso.userOf(service, form.get('username') ?? '', form.get('password') ?? '');
      if (service === 'saml') return html(samlAnswerPage(user.id, state));
      return redirect(`/signup/${service}/complete?code=${user.id}&state=${state}`);
    } catch (error) {
      if (error instanceof AppError) return html(providerPage(state, error.message), error.statusCode);
      throw error;
    }
  });
  open('GET', '/signup/:service/complete', (call) =>
    shown(() => comeBack(call, sso.trip(call.query('state')), userIn(call.query('code')))),
  );
  open('POST', '/login/sso/saml', (call) =>
    shown(async () => {
      const form = new URLSearchParams(await call.request.text());
      return comeBack(call, sso.trip(form.get('RelayState') ?? ''), userIn(form.get('SAMLResponse') ?? ''));
    }),
  );
  open('GET', '/login/desktop', (call) => html(desktopPage(new URL(call.request.url))));
  open('POST', '/api/v4/users/login/desktop_token', async (call) => {
    const { refused } = rateLimit.take(call.request);
    if (refused !== null) return refused;
    const { token } = await call.body(z.object({ token: z.string() }));
    const user = sso.redeem(token);
    const session = createSession(core, user, 'password');
    const response = json(userView(core, user, true), 200, { token: session.token });
    for (const cookie of sessionCookies(session)) response.headers.append('set-cookie', cookie);
    return response;
  });
};

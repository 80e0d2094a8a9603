/** OAuth 2.0: the pages a browser shows, the code and token endpoints, registration and metadata (facts: Sign-in). */
import { z } from 'zod';
import { json, ok, type Call } from './call.ts';
import { consentPage, html, loginPage, messagePage, redirect, type LoginWays } from './oauth-pages.ts';
import type { Router } from './register.ts';
import { sessionCookies } from './sign-in.ts';
import {
  authorizationServerMetadata,
  authorize,
  checkAuthorizeRequest,
  exchangeCode,
  registerApp,
  type AuthorizeRequest,
} from '../domain/oauth.ts';
import { authenticate, createSession, revokeSessions } from '../domain/sessions.ts';
import { AppError, disabled, forbidden } from '../errors.ts';
import type { OAuthApp, User } from '../model.ts';
import { isAdministrator } from '../server.ts';
import { checkCredentials } from '../signin/credentials.ts';
import { cookieOf } from '../token.ts';

const appView = (app: OAuthApp, withSecret: boolean): Record<string, unknown> => ({
  id: app.id,
  creator_id: app.creator_id,
  create_at: app.create_at,
  update_at: app.create_at,
  ...(withSecret && app.client_secret !== '' ? { client_secret: app.client_secret } : {}),
  name: app.name,
  description: app.description,
  icon_url: '',
  callback_urls: [...app.callback_urls],
  homepage: app.homepage,
  is_trusted: app.is_trusted,
  is_dynamically_registered: app.is_dynamically_registered,
  is_public: app.client_secret === '',
});

const requestOf = (read: (name: string) => string): AuthorizeRequest => ({
  responseType: read('response_type'),
  clientId: read('client_id'),
  redirectUri: read('redirect_uri'),
  scope: read('scope'),
  state: read('state'),
  codeChallenge: read('code_challenge'),
  codeChallengeMethod: read('code_challenge_method'),
});

export const oauthRoutes = ({ on, open, core }: Router): void => {
  const requireProvider = (): void => {
    if (!core.settings.EnableOAuthServiceProvider)
      throw disabled(
        'api.oauth.allow_oauth.turn_off.app_error',
        'The system admin has turned off OAuth2 Service Provider.',
      );
  };
  const siteUrl = (call: Call): string => core.settings.SiteURL || new URL(call.request.url).origin;
  const signedIn = (call: Call): User | null => {
    const token = cookieOf(call.request.headers, 'MMAUTHTOKEN');
    if (token === null) return null;
    try {
      return authenticate(core, token).user;
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  };

  open('GET', '/.well-known/oauth-authorization-server', (call) => {
    requireProvider();
    return json(authorizationServerMetadata(core, siteUrl(call)));
  });
  const loginWays = (): LoginWays => {
    const { settings } = core;
    const { EnableSignInWithEmail, EnableSignInWithUsername, EnableLdap } = settings;
    const sso = [
      { on: settings.EnableSaml, path: '/login/sso/saml', label: settings.SamlLoginButtonText },
      {
        on: settings.EnableSignUpWithGitLab,
        path: '/oauth/gitlab/login',
        label: settings.GitLabButtonText || 'GitLab',
      },
      { on: settings.EnableSignUpWithGoogle, path: '/oauth/google/login', label: 'Google Apps' },
      { on: settings.EnableSignUpWithOffice365, path: '/oauth/office365/login', label: 'Entra ID' },
      {
        on: settings.EnableSignUpWithOpenId,
        path: '/oauth/openid/login',
        label: settings.OpenIdButtonText || 'OpenID',
      },
    ];
    return {
      password: EnableSignInWithEmail || EnableSignInWithUsername || EnableLdap,
      sso: sso.filter(({ on }) => on),
    };
  };
  open('GET', '/login', (call) => html(loginPage(call.query('redirect_to'), null, loginWays())));
  open('POST', '/login', async (call) => {
    const form = new URLSearchParams(await call.request.text());
    const target = form.get('redirect_to') ?? '/';
    // Only back to our own pages, as the real login does.
    const local = target.startsWith('/') && !target.startsWith('//') ? target : '/';
    try {
      const user = checkCredentials(core, {
        loginId: form.get('login_id') ?? '',
        password: form.get('password') ?? '',
        code: form.get('token') ?? '',
      });
      const response = redirect(local);
      for (const cookie of sessionCookies(createSession(core, user, 'password')))
        response.headers.append('set-cookie', cookie);
      return response;
    } catch (error) {
      if (error instanceof AppError)
        return html(loginPage(local, error.message, loginWays()), error.statusCode);
      throw error;
    }
  });
  open('GET', '/oauth/authorize', (call) => {
    try {
      requireProvider();
      const request = requestOf((name) => call.query(name));
      const app = checkAuthorizeRequest(core, request);
      const user = signedIn(call);
      const { pathname, search } = new URL(call.request.url);
      if (!user) return redirect(`/login?redirect_to=${encodeURIComponent(pathname + search)}`);
      if (app.is_trusted) return redirect(authorize(core, user, request));
      return html(consentPage(app.name, user.username, new URLSearchParams(search)));
    } catch (error) {
      if (error instanceof AppError) return html(messagePage(error.message), error.statusCode);
      throw error;
    }
  });
  open('POST', '/oauth/authorize', async (call) => {
    requireProvider();
    const isForm = (call.request.headers.get('content-type') ?? '').startsWith(
      'application/x-www-form-urlencoded',
    );
    if (!isForm) {
      const body = await call.body(z.record(z.string(), z.string()));
      return json({
        redirect: authorize(
          core,
          call.me,
          requestOf((name) => body[name] ?? ''),
        ),
      });
    }
    const form = new URLSearchParams(await call.request.text());
    const request = requestOf((name) => form.get(name) ?? '');
    checkAuthorizeRequest(core, request);
    const user = signedIn(call);
    if (!user) throw forbidden();
    if (form.get('decision') === 'allow') return redirect(authorize(core, user, request));
    const back = new URL(request.redirectUri);
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('state', request.state);
    return redirect(back.href);
  });
  open('POST', '/oauth/access_token', async (call) => {
    requireProvider();
    const form = new URLSearchParams(await call.request.text());
    const read = (name: string): string => form.get(name) ?? '';
    return json(
      exchangeCode(core, {
        grantType: read('grant_type'),
        clientId: read('client_id'),
        clientSecret: read('client_secret'),
        code: read('code'),
        redirectUri: read('redirect_uri'),
        codeVerifier: read('code_verifier'),
      }),
      200,
      { 'cache-control': 'no-store' },
    );
  });
  open('POST', '/oauth/deauthorize', async (call) => {
    requireProvider();
    await call.body(z.object({ client_id: z.string() }));
    const { user } = call.actor;
    revokeSessions(core, (session) => session.kind === 'oauth' && session.user_id === user.id);
    return ok();
  });

  const registration = z.object({
    name: z.string().default(''),
    description: z.string().default(''),
    callback_urls: z.array(z.string()),
    homepage: z.string().default(''),
    is_trusted: z.boolean().default(false),
    is_public: z.boolean().default(false),
  });
  on('POST', '/oauth/apps', async (call) => {
    requireProvider();
    if (!isAdministrator(core, call.me)) throw forbidden();
    const body = await call.body(registration);
    const app = registerApp(core, {
      name: body.name,
      description: body.description,
      callbackUrls: body.callback_urls,
      homepage: body.homepage,
      isTrusted: body.is_trusted,
      isPublic: body.is_public,
      creatorId: call.me.id,
    });
    return json(appView(app, true), 201);
  });
  on('GET', '/oauth/apps', (call) => {
    if (!isAdministrator(core, call.me)) throw forbidden();
    return json(call.pageOf([...core.state.oauthApps.values()]).map((app) => appView(app, true)));
  });
  on('DELETE', '/oauth/apps/:app_id', (call) => {
    if (!isAdministrator(core, call.me)) throw forbidden();
    core.state.oauthApps.delete(call.path('app_id'));
    return ok();
  });
  on('GET', '/oauth/apps/:app_id/info', (call) => {
    const app = core.state.oauthApps.get(call.path('app_id'));
    if (!app)
      throw new AppError('app.oauth.get_app.find.app_error', 404, 'Unable to find the requested app.');
    return json(appView(app, false));
  });
  open('POST', '/api/v4/oauth/apps/register', async (call) => {
    requireProvider();
    // In the form of OAuth, not of the API.
    if (!core.settings.EnableDynamicClientRegistration) return json({ error: 'unsupported_operation' }, 400);
    const body = await call.body(
      z.object({
        redirect_uris: z.array(z.string()).min(1),
        client_name: z.string().default(''),
        client_uri: z.string().default(''),
        token_endpoint_auth_method: z.enum(['none', 'client_secret_post']).default('client_secret_post'),
      }),
    );
    const app = registerApp(core, {
      name: body.client_name || 'Dynamic client',
      description: '',
      callbackUrls: body.redirect_uris,
      homepage: body.client_uri,
      isTrusted: false,
      isPublic: body.token_endpoint_auth_method === 'none',
      creatorId: '',
    });
    return json(
      {
        client_id: app.id,
        ...(app.client_secret === '' ? {} : { client_secret: app.client_secret }),
        redirect_uris: [...app.callback_urls],
        token_endpoint_auth_method: body.token_endpoint_auth_method,
        grant_types:
          app.client_secret === '' ? ['authorization_code'] : ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        scope: 'user',
        client_name: app.name,
        ...(body.client_uri === '' ? {} : { client_uri: body.client_uri }),
      },
      201,
    );
  });
};

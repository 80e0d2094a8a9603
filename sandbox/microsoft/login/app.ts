/** The sign-in host: discovery, authorize with its pages, token, logout. */
import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import {
  answerAddress,
  readAuthorizeRequest,
  refusalAnswer,
  registrationOf,
  type AuthorizeRequest,
} from './authorize.ts';
import { authorityOf, type Authority } from './authority.ts';
import { instanceDiscovery, openIdConfiguration } from './discovery.ts';
import { describe, errorBody, errorStatus, signInErrors, type SignInError } from './errors.ts';
import { advance, begin, type Flow, type Step } from './flow.ts';
import type { Session } from './grants.ts';
import { deviceCodePage, deviceDonePage, errorPage, formPostPage, signedOutPage } from './pages.ts';
import { readClaims } from './claims.ts';
import { readScopes } from './scopes.ts';
import type { SignInHost, SignInService } from './service.ts';
import { answerOfOutage } from './switches/outage.ts';
import { answerToken, clientInfo } from './token.ts';

const cookieName = 'ESTSAUTH';

/** The sign-in host as a Request → Response function. */
export const loginApp = (host: SignInHost, home: SignInService): Hono => {
  const app = new Hono();
  const flows = new Map<string, Flow>();
  const { grants, world } = host;
  const now = (): number => world.now();
  const sessionOf = (context: Context): string | null => getCookie(context, cookieName) ?? null;
  const signedIn = (context: Context): Session[] => grants.signedIn(sessionOf(context));
  /** The tenant whose settings and switches are used while no account is known. */
  const serviceOf = (authority: Authority): SignInService =>
    authority.kind === 'tenant' ? authority.service : home;

  const answer = (
    context: Context,
    to: Pick<AuthorizeRequest, 'redirectUri' | 'responseMode'>,
    parameters: Readonly<Record<string, string>>,
  ): Response | Promise<Response> => {
    if (to.responseMode === 'form_post') return context.html(formPostPage(to.redirectUri, parameters));
    return context.redirect(answerAddress(to.redirectUri, to.responseMode, parameters), 302);
  };

  const show = (context: Context, flow: Flow, step: Step): Response | Promise<Response> => {
    const { request, device } = flow;
    switch (step.kind) {
      case 'page':
        return context.html(step.page);
      case 'refused':
        flows.delete(flow.id);
        if (device) {
          device.state = 'declined';
          return context.html(deviceDonePage(false));
        }
        return answer(context, request, refusalAnswer(step.problem, request.state, now()));
      case 'code': {
        flows.delete(flow.id);
        const { claims } = request;
        const { service, user } = step.resolved;
        const account = host.accounts.homeOf(user);
        const { signedInAt } = flow;
        const session = grants.remember(sessionOf(context), { account, signedInAt });
        service.signedIn(user, claims.isChallenge);
        setCookie(context, cookieName, session, {
          path: '/',
          httpOnly: true,
          secure: true,
          sameSite: 'None',
        });
        const grant = {
          account,
          tenantId: service.state.tenantId,
          redirectUri: request.redirectUri,
          redirectType: request.redirectType,
          codeChallenge: request.codeChallenge,
          nonce: request.nonce,
          scope: request.scope,
          signedInAt,
          contexts: claims.contexts,
        };
        if (device) {
          device.state = grant;
          return context.html(deviceDonePage(true));
        }
        const code = grants.issueCode(grant);
        return answer(context, request, {
          code,
          ...(request.clientInfo ? { client_info: clientInfo(account) } : {}),
          ...(request.state === null ? {} : { state: request.state }),
          session_state: grants.trace(),
        });
      }
    }
  };

  app.use('*', async (context, next) => {
    const tenant = context.req.path.split('/')[1] ?? '';
    if (authorityOf(host, tenant) === null) {
      const problem = signInErrors.unknownTenant(tenant);
      // A person is at the browser: shows a page, and sends nothing back to the app.
      if (context.req.path.endsWith('/authorize'))
        return context.html(errorPage(describe(problem, now())), 400);
      return context.json(errorBody(problem, now(), grants.trace()), 400, {
        'access-control-allow-origin': '*',
      });
    }
    return next();
  });

  const open = { 'access-control-allow-origin': '*' } as const;

  app.options('*', (context) =>
    context.body(null, 204, {
      ...open,
      'access-control-allow-methods': 'POST, GET, OPTIONS',
      'access-control-allow-headers': context.req.header('access-control-request-headers') ?? '*',
    }),
  );

  app.get('/:tenant/v2.0/.well-known/openid-configuration', (context) =>
    context.json(openIdConfiguration(host, context.req.param('tenant')), 200, open),
  );
  app.get('/:tenant/discovery/instance', (context) => context.json(instanceDiscovery(host), 200, open));
  app.get('/:tenant/discovery/v2.0/keys', (context) => context.json({ keys: [home.key.jwk()] }, 200, open));

  /** The middleware above has seen that the tenant's name means something. */
  const authorityIn = (context: Context): Authority =>
    authorityOf(host, context.req.path.split('/')[1] ?? '') ?? { kind: 'organizations' };

  app.get('/:tenant/oauth2/v2.0/authorize', (context) => {
    const authority = authorityIn(context);
    const request = readAuthorizeRequest(
      new URL(context.req.url).searchParams,
      host.clientId(),
      serviceOf(authority).settings,
    );
    if ('kind' in request) {
      if (request.kind === 'page') return context.html(errorPage(describe(request.problem, now())), 400);
      return answer(context, request.to, refusalAnswer(request.problem, request.to.state, now()));
    }
    const flow: Flow = {
      id: grants.random(),
      tenant: context.req.param('tenant'),
      authority,
      request,
      device: null,
      account: null,
      resolved: null,
      signedInAt: now(),
      consented: false,
    };
    flows.set(flow.id, flow);
    return show(context, flow, begin(host, flow, signedIn(context)));
  });

  const codePage = (context: Context): string => `/${context.req.path.split('/')[1] ?? ''}/oauth2/deviceauth`;

  app.post('/:tenant/oauth2/v2.0/devicecode', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const refuse = (problem: SignInError): Response =>
      context.json(errorBody(problem, now(), grants.trace()), errorStatus(problem), open);
    const client = fields.get('client_id') ?? '';
    if (client !== host.clientId()) return refuse(signInErrors.unknownClient(client));
    const claims = readClaims(fields.get('claims'));
    if ('aadsts' in claims) return refuse(claims);
    const scope = fields.get('scope') ?? '';
    const request: AuthorizeRequest = {
      ...{ redirectUri: '', redirectType: 'native', responseMode: 'query', prompt: null, loginHint: null },
      ...{ state: null, nonce: null, codeChallenge: null, clientInfo: true, claims, scope },
      scopes: readScopes(scope),
    };
    const page = `${host.loginUrl()}/common/oauth2/deviceauth`;
    return context.json(host.deviceCodes.begin(context.req.param('tenant'), request, page), 200, open);
  });

  app.get('/:tenant/oauth2/deviceauth', (context) => context.html(deviceCodePage(codePage(context), null)));

  app.post('/:tenant/oauth2/deviceauth', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const device = host.deviceCodes.typed(fields.get('otc') ?? '');
    const authority = device ? authorityOf(host, device.tenant) : null;
    if (!device || !authority)
      return context.html(
        deviceCodePage(codePage(context), 'That code didn’t work. Check the code and try again.'),
      );
    const { tenant, request } = device;
    const flow: Flow = {
      ...{ id: grants.random(), tenant, authority, request, device },
      ...{ account: null, resolved: null, signedInAt: now(), consented: false },
    };
    flows.set(flow.id, flow);
    return show(context, flow, begin(host, flow, signedIn(context)));
  });

  app.post('/:tenant/login', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const flow = flows.get(fields.get('flow') ?? '');
    if (!flow)
      return context.html(
        errorPage('AADSTS165000: Invalid Request: the sign-in was ended or is too old.'),
        400,
      );
    return show(context, flow, advance(host, flow, fields, signedIn(context)));
  });

  app.post('/:tenant/oauth2/v2.0/token', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const authority = authorityIn(context);
    const right = (): Response => {
      const origin = context.req.header('origin') ?? null;
      const result = answerToken(host, { authority, fields, origin });
      const headers = { ...open, 'cache-control': 'no-store, no-cache' };
      if (result.kind === 'tokens') return context.json(result.body, 200, headers);
      const { problem } = result;
      return context.json(errorBody(problem, now(), grants.trace()), errorStatus(problem), headers);
    };
    const outage = serviceOf(authority).policies.outageFor(fields.get('grant_type'));
    return outage ? answerOfOutage(outage, right) : right();
  });

  app.get('/:tenant/oauth2/v2.0/logout', (context) => {
    grants.forget(sessionOf(context));
    setCookie(context, cookieName, '', {
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'None',
      maxAge: 0,
    });
    const to = context.req.query('post_logout_redirect_uri');
    if (to === undefined || !registrationOf(home.settings, to)) return context.html(signedOutPage());
    const state = context.req.query('state');
    return context.redirect(state === undefined ? to : answerAddress(to, 'query', { state }), 302);
  });

  return app;
};

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
import { instanceDiscovery, isTenantName, openIdConfiguration } from './discovery.ts';
import { describe, errorBody, errorStatus, signInErrors } from './errors.ts';
import { advance, begin, type Flow, type SessionUser, type Step } from './flow.ts';
import { errorPage, formPostPage, signedOutPage } from './pages.ts';
import type { SignInService } from './service.ts';
import { answerOfOutage } from './switches/outage.ts';
import { answerToken, clientInfo } from './token.ts';

const cookieName = 'ESTSAUTH';

/** The sign-in host as a Request → Response function. */
export const loginApp = (service: SignInService): Hono => {
  const app = new Hono();
  const flows = new Map<string, Flow>();
  const { grants, world } = service;
  const now = (): number => world.now();
  const sessionOf = (context: Context): string | null => getCookie(context, cookieName) ?? null;
  const signedIn = (context: Context): SessionUser[] => {
    const session = sessionOf(context);
    return grants.signedIn(session).flatMap((id) => {
      const user = service.state.directory.byId(id);
      return user ? [{ user, signedInAt: grants.signedInAt(session, user) ?? now() }] : [];
    });
  };

  const answer = (
    context: Context,
    to: Pick<AuthorizeRequest, 'redirectUri' | 'responseMode'>,
    parameters: Readonly<Record<string, string>>,
  ): Response | Promise<Response> => {
    if (to.responseMode === 'form_post') return context.html(formPostPage(to.redirectUri, parameters));
    return context.redirect(answerAddress(to.redirectUri, to.responseMode, parameters), 302);
  };

  const show = (context: Context, flow: Flow, step: Step): Response | Promise<Response> => {
    const { request } = flow;
    switch (step.kind) {
      case 'page':
        return context.html(step.page);
      case 'refused':
        flows.delete(flow.id);
        return answer(context, request, refusalAnswer(step.problem, request.state, now()));
      case 'code': {
        flows.delete(flow.id);
        const { claims } = request;
        const session = grants.remember(sessionOf(context), step.user, flow.signedInAt);
        service.signedIn(step.user, claims.isChallenge);
        setCookie(context, cookieName, session, {
          path: '/',
          httpOnly: true,
          secure: true,
          sameSite: 'None',
        });
        const code = grants.issueCode({
          user: step.user,
          redirectUri: request.redirectUri,
          redirectType: request.redirectType,
          codeChallenge: request.codeChallenge,
          nonce: request.nonce,
          scope: request.scope,
          signedInAt: flow.signedInAt,
          contexts: claims.contexts,
        });
        return answer(context, request, {
          code,
          ...(request.clientInfo ? { client_info: clientInfo(service, step.user) } : {}),
          ...(request.state === null ? {} : { state: request.state }),
          session_state: grants.trace(),
        });
      }
    }
  };

  app.use('*', async (context, next) => {
    const tenant = context.req.path.split('/')[1] ?? '';
    if (!isTenantName(service, tenant)) {
      const problem = signInErrors.unknownTenant(tenant);
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
    context.json(openIdConfiguration(service, context.req.param('tenant')), 200, open),
  );
  app.get('/:tenant/discovery/instance', (context) => context.json(instanceDiscovery(service), 200, open));
  app.get('/:tenant/discovery/v2.0/keys', (context) =>
    context.json({ keys: [service.key.jwk()] }, 200, open),
  );

  app.get('/:tenant/oauth2/v2.0/authorize', (context) => {
    const request = readAuthorizeRequest(
      new URL(context.req.url).searchParams,
      service.clientId(),
      service.settings,
    );
    if ('kind' in request) {
      if (request.kind === 'page') return context.html(errorPage(describe(request.problem, now())), 400);
      return answer(context, request.to, refusalAnswer(request.problem, request.to.state, now()));
    }
    const flow: Flow = {
      id: grants.random(),
      tenant: context.req.param('tenant'),
      request,
      name: null,
      user: null,
      signedInAt: now(),
      consented: false,
    };
    flows.set(flow.id, flow);
    return show(context, flow, begin(service, flow, signedIn(context)));
  });

  app.post('/:tenant/login', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const flow = flows.get(fields.get('flow') ?? '');
    if (!flow)
      return context.html(
        errorPage('AADSTS165000: Invalid Request: the sign-in was ended or is too old.'),
        400,
      );
    return show(context, flow, advance(service, flow, fields, signedIn(context)));
  });

  app.post('/:tenant/oauth2/v2.0/token', async (context) => {
    const fields = new URLSearchParams(await context.req.text());
    const right = (): Response => {
      const result = answerToken(service, fields, context.req.header('origin') ?? null);
      const headers = { ...open, 'cache-control': 'no-store, no-cache' };
      if (result.kind === 'tokens') return context.json(result.body, 200, headers);
      const { problem } = result;
      return context.json(errorBody(problem, now(), grants.trace()), errorStatus(problem), headers);
    };
    const outage = service.policies.outageFor(fields.get('grant_type'));
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
    if (to === undefined || !registrationOf(service.settings, to)) return context.html(signedOutPage());
    const state = context.req.query('state');
    return context.redirect(state === undefined ? to : answerAddress(to, 'query', { state }), 302);
  });

  return app;
};

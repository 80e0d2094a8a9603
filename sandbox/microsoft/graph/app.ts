/** The Graph host: every route with its token, permission and limit checks, CORS as the real one, errors in Graph's form. */
import { Hono, type Context } from 'hono';
import { guidOf, randomHex } from '../state/ids.ts';
import { Refusal } from '../state/failure.ts';
import { answerBatch } from './batch.ts';
import { Bearers, requireOrganisation, requireScope } from './bearer.ts';
import { channelRoutes } from './channels.ts';
import { channelMessageRoutes } from './messages/channel-messages.ts';
import { chatMessageRoutes } from './messages/chat-messages.ts';
import { chatRoutes } from './chats.ts';
import { deltaRoutes } from './messages/delta.ts';
import { fromRefusal, GraphError, graphErrorBody } from './errors.ts';
import { json } from './answer.ts';
import { fileHost, fileRoutes } from './drive/files.ts';
import { hostedContentRoutes } from './messages/hosted-contents.ts';
import { messageActionRoutes } from './messages/message-actions.ts';
import { organizationRoutes } from './organization.ts';
import { peopleRoutes } from './people.ts';
import { presenceRoutes } from './presence.ts';
import { subscriptionRoutes } from '../subscriptions/routes.ts';
import type { GraphCall, GraphService, Route } from './service.ts';
import { Throttling } from './throttling.ts';

/** The headers that pages may read besides the safe ones. Retry-After is not among them (see MicrosoftSettings.exposeRetryAfter). */
const exposed =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant';

/** All routes below the version. More exact paths come first. */
export const graphRoutes = (): Route[] => [
  ...organizationRoutes(),
  ...peopleRoutes(),
  ...presenceRoutes(),
  ...chatMessageRoutes(),
  ...chatRoutes(),
  ...channelRoutes(),
  ...deltaRoutes(),
  ...channelMessageRoutes(),
  ...messageActionRoutes(),
  ...hostedContentRoutes(),
  ...fileRoutes(),
  ...subscriptionRoutes(),
];

/** The Graph host as a Request → Response function. */
export const graphApp = (services: readonly [GraphService, ...GraphService[]]): Hono => {
  const app = new Hono();
  const [service] = services;
  const bearers = new Bearers(services);
  const limits = new Map<GraphService, Throttling>();
  /** The limits are per app and tenant. */
  const limitsOf = (one: GraphService): Throttling => {
    const known = limits.get(one) ?? new Throttling(() => one.world.now(), one.settings);
    limits.set(one, known);
    return known;
  };

  const dressed = (response: Response, requestId: string): Response => {
    response.headers.set('access-control-allow-origin', '*');
    response.headers.set(
      'access-control-expose-headers',
      service.settings.exposeRetryAfter ? `${exposed}, Retry-After` : exposed,
    );
    response.headers.set('request-id', requestId);
    response.headers.set('client-request-id', requestId);
    response.headers.set('date', new Date(service.world.now()).toUTCString());
    return response;
  };

  const refuse = (problem: unknown, requestId: string): Response => {
    const error = problem instanceof Refusal ? fromRefusal(problem) : problem;
    if (!(error instanceof GraphError)) throw error;
    const response = json(
      graphErrorBody(error.code, error.message, service.world.now(), requestId),
      error.status,
    );
    for (const [name, value] of Object.entries(error.headers)) response.headers.set(name, value);
    return response;
  };

  const guarded = async (
    context: Context,
    name: string,
    work: () => Promise<Response> | Response,
  ): Promise<Response> => {
    const requestId = guidOf(randomHex(() => service.world.random()));
    let response: Response;
    try {
      response = await work();
    } catch (problem) {
      response = refuse(problem, requestId);
    }
    service.counters.count(`${context.req.method} ${name}`, response.status);
    return dressed(response, requestId);
  };

  app.options(
    '*',
    () =>
      new Response(null, {
        status: 200,
        headers: {
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'GET, PUT, POST, PATCH, DELETE, HEAD, MERGE, OPTIONS',
          'access-control-allow-headers':
            'Authorization, Content-Type, Prefer, ConsistencyLevel, client-request-id, SdkVersion, If-Match, If-None-Match, Range, Content-Range, FeatureFlag, Cache-Control',
          'access-control-max-age': '3600',
        },
      }),
  );

  for (const route of graphRoutes()) {
    app.on(route.method, `/v1.0${route.path}`, (context) =>
      guarded(context, route.path, async () => {
        const caller = bearers.caller(context.req.raw);
        requireOrganisation(caller, route.scopes);
        requireScope(caller, route.scopes);
        const parameters = context.req.param() as Readonly<Record<string, string>>;
        const wait = limitsOf(caller.service).retryAfter(route.limit, {
          userId: caller.user.id,
          chatId: parameters.chatId ?? null,
          teamId: parameters.teamId ?? null,
          channelId: parameters.channelId ?? null,
        });
        if (wait !== null) {
          throw new GraphError(429, 'TooManyRequests', 'Too many requests. Please retry after some time.', {
            'retry-after': String(wait),
          });
        }
        const url = new URL(context.req.url);
        const call: GraphCall = {
          service: caller.service,
          state: caller.service.state,
          request: context.req.raw,
          url,
          query: url.searchParams,
          me: caller.user,
          granted: caller.scopes,
          applicationId: caller.applicationId,
          tokenEndsAt: caller.tokenEndsAt,
          param: (name) => parameters[name] ?? '',
          hasParam: (name) => name in parameters,
          unknownEnumMembers: (context.req.header('prefer') ?? '').includes('include-unknown-enum-members'),
        };
        if (call.hasParam('userId') && route.path.startsWith('/users/:userId/chats')) requireSelf(call);
        const response = await route.handle(call);
        if (call.unknownEnumMembers)
          response.headers.set('preference-applied', 'include-unknown-enum-members');
        return response;
      }),
    );
  }

  app.post('/v1.0/$batch', (context) =>
    guarded(context, '/$batch', async () => {
      bearers.caller(context.req.raw);
      return answerBatch(service, context.req.raw, (request) => Promise.resolve(app.fetch(request)));
    }),
  );

  fileHost(app, services);

  app.all('*', (context) =>
    guarded(context, '(unknown)', () => {
      bearers.caller(context.req.raw);
      const segment = context.req.path.split('/').at(-1) ?? '';
      throw new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
    }),
  );

  return app;
};

const requireSelf = (call: GraphCall): void => {
  if (call.state.directory.find(call.param('userId'))?.id === call.me.id) return;
  throw new GraphError(403, 'Forbidden', 'The requesting user is not the user in the request URL.');
};

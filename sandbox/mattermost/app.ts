/** Joins the routes, and adds to every answer the common parts of Mattermost's answers: version header, CORS, rate limit, error form. */
import { Hono } from 'hono';
import { corsHeaders, isPreflight } from './cors.ts';
import { AppError, errorBody } from './errors.ts';
import { newId } from './ids.ts';
import { RateLimit } from './rate-limit.ts';
import { botRoutes } from './routes/bots.ts';
import { json } from './routes/call.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { emojiRoutes } from './routes/emoji.ts';
import { fileRoutes } from './routes/files.ts';
import { memberRoutes } from './routes/members.ts';
import { oauthRoutes } from './routes/oauth.ts';
import { postListRoutes } from './routes/post-lists.ts';
import { postRoutes } from './routes/posts.ts';
import { preferenceRoutes } from './routes/preferences.ts';
import { sidebarRoutes } from './routes/sidebar.ts';
import { routerOf } from './routes/register.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { systemRoutes } from './routes/system.ts';
import { teamRoutes } from './routes/teams.ts';
import { threadRoutes } from './routes/threads.ts';
import { userRoutes } from './routes/users.ts';
import type { Core } from './server.ts';
import { ssoRoutes } from './signin/sso-routes.ts';

const answerError = (core: Core, error: unknown): Response => {
  if (error instanceof AppError) return json(errorBody(core.world, error), error.statusCode);
  throw error;
};

/** The whole HTTP side as one function. */
export const createApp = (core: Core): ((request: Request) => Promise<Response>) => {
  const app = new Hono();
  const router = routerOf(app, core);
  systemRoutes(router);
  signInRoutes(router);
  userRoutes(router);
  preferenceRoutes(router);
  sidebarRoutes(router);
  teamRoutes(router);
  channelRoutes(router);
  memberRoutes(router);
  postListRoutes(router);
  postRoutes(router);
  commandRoutes(router);
  threadRoutes(router);
  fileRoutes(router);
  emojiRoutes(router);
  botRoutes(router);
  oauthRoutes(router);
  ssoRoutes(router);
  app.onError((error) => answerError(core, error));
  app.notFound((context) =>
    answerError(
      core,
      new AppError(
        'api.context.404.app_error',
        404,
        'Sorry, we could not find the page.',
        `There doesn't appear to be an api call for the url='${context.req.path}'.`,
      ),
    ),
  );
  const rateLimit = new RateLimit(core.world, () => {
    const { RateLimitEnable, RateLimitPerSec: perSecond, RateLimitMaxBurst: burst } = core.settings;
    return RateLimitEnable ? { perSecond, burst } : null;
  });
  return async (request) => {
    const cors = corsHeaders(core.settings, request);
    if (isPreflight(request) && cors) return new Response(null, { status: 204, headers: cors });
    const limited = rateLimit.take(request);
    const response = limited.refused ?? (await app.fetch(request));
    const headers = new Headers(response.headers);
    const { version } = core.settings;
    headers.set('x-version-id', `${version}.${version}.sandbox.false`);
    headers.set('x-request-id', newId(core.world));
    for (const [name, value] of [...(cors ?? []), ...limited.headers]) headers.set(name, value);
    return new Response(response.body, { status: response.status, headers });
  };
};

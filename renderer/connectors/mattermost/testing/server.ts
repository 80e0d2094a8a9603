/**
 * A small server with a few posts, for tests that need odd data. It answers the connector's routes, and cuts pages as a real server does.
 */
import { json, MattermostTestWorld } from './world.ts';
import { channelId, me, postList, user } from './payloads.ts';

type Row = Record<string, unknown>;

/** Routes by method and path (after /api/v4, without query); a value is served as JSON. */
export type Routes = Readonly<Record<string, unknown>>;
type Route = (url: URL, request: Request) => Response | Promise<Response>;

export interface SmallServer {
  readonly world: MattermostTestWorld;
  /** The requests in order, such as `GET /channels/…`. */
  readonly asked: string[];
  /** The channel's posts, in any order. */
  posts: Row[];
  routes: Record<string, unknown>;
}

const stamp = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Strictly before a post, by create_at alone (server: getPostsAround). */
const page = (server: SmallServer, url: URL): Response => {
  const query = url.searchParams;
  const since = Number(query.get('since') ?? 0);
  if (since > 0) {
    const changed = server.posts.filter((row) => stamp(row.update_at) > since).slice(0, 1000);
    return json(postList(newestFirst(changed)));
  }
  const size = Math.min(200, Number(query.get('per_page') ?? 60));
  const before = query.get('before');
  const pivot = before === null ? Infinity : stamp(server.posts.find((row) => row.id === before)?.create_at);
  const live = newestFirst(server.posts.filter((row) => row.delete_at === 0 && stamp(row.create_at) < pivot));
  const start = Number(query.get('page') ?? 0) * size;
  const rows = live.slice(start, start + size);
  const oldest = stamp(rows.at(-1)?.create_at);
  const previous = live.find((row) => stamp(row.create_at) < oldest)?.id ?? '';
  return json(postList(rows, { prev_post_id: previous }));
};

const newestFirst = (rows: readonly Row[]): Row[] =>
  [...rows].sort((one, other) => stamp(other.create_at) - stamp(one.create_at));

const byIds = async (server: SmallServer, request: Request): Promise<Response> => {
  const ids = (await request.json()) as string[];
  const rows = server.posts.filter((row) => ids.includes(String(row.id)));
  return rows.length === 0 ? json({ id: 'app.post.get.app_error' }, 404) : json(rows);
};

export const smallServer = (posts: Row[] = [], routes: Routes = {}): SmallServer => {
  const server: SmallServer = { world: new MattermostTestWorld(), asked: [], posts, routes: { ...routes } };
  const known: Record<string, Route> = {
    'GET /users/me': () =>
      json(user(me, 'ada', { notify_props: { channel: 'true', mention_keys: 'ada', first_name: 'false' } })),
    [`GET /channels/${channelId}/posts`]: (url) => page(server, url),
    'POST /posts/ids': (_url, request) => byIds(server, request),
    'POST /users/usernames': () => json([]),
  };
  server.world.answer = (request) => {
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname.replace(/^.*\/api\/v4/, '')}`;
    server.asked.push(route + url.search);
    const own = server.routes[route];
    if (own instanceof Response) return own.clone();
    if (typeof own === 'function') return (own as Route)(url, request);
    if (own !== undefined) return json(own);
    return known[route]?.(url, request) ?? json({ id: 'api.context.404.app_error' }, 404);
  };
  return server;
};

/** Both services for one message: they know that message and its people, and record written messages. */
import { createMattermostConnector } from '../../../renderer/connectors/mattermost/index.ts';
import { createTeamsConnector } from '../../../renderer/connectors/teams/index.ts';
import type { Connector } from '../../../renderer/connectors/connector.ts';
import type { World } from '../../../renderer/connectors/world.ts';
import { failed, succeeded, type AccountId } from '../../../renderer/model/index.ts';
import { isRecord, type Payload } from './json.ts';
import type { Tried } from './payload.ts';
import { mattermostIdOf, teamsIdOf } from './people.ts';

/** A service's connector, and the messages that it has written, in the form of the requests. */
export interface Pretended {
  readonly connector: Connector;
  readonly written: Payload[];
}

const account = { teams: 'teams' as AccountId, mattermost: 'mattermost' as AccountId };
export const conversation = { chat: '19:chat@thread.v2', channel: 'channel0000000000000000001' };

/** A world without time: nothing waits in it. */
const worldOf = (answer: (request: Request) => Promise<Response>): World => ({
  now: () => 1_780_000_000_000,
  after: () => () => undefined,
  random: () => 0.5,
  fetch: answer,
  openSocket: () => ({ send: () => undefined, close: () => undefined }),
  accessToken: (_account, renew = false) =>
    Promise.resolve(renew ? failed({ kind: 'cancelled' }) : succeeded('token')),
  log: () => undefined,
});

const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });

const bodyOf = async (request: Request): Promise<unknown> => request.json() as Promise<unknown>;

/** A Mattermost server with this post (null for a server that is only written to). */
export const pretendMattermost = ({ people, server }: Tried, post: Payload | null): Pretended => {
  const written: Payload[] = [];
  const users = people.map((one) => ({
    id: mattermostIdOf(one),
    username: one.username,
    email: one.email,
    first_name: one.name,
    last_name: '',
  }));
  const answer = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(/^.*\/api\/v4/, '');
    switch (`${request.method} ${path}`) {
      case 'GET /users/me':
        return json({ id: 'me000000000000000000000001', username: 'me', notify_props: {} });
      case 'POST /posts/ids':
        return json(post === null ? [] : [post]);
      case 'POST /users/ids': {
        const ids = await bodyOf(request);
        return json(users.filter(({ id }) => Array.isArray(ids) && ids.includes(id)));
      }
      case 'POST /users/usernames': {
        const names = await bodyOf(request);
        return json(users.filter(({ username }) => Array.isArray(names) && names.includes(username)));
      }
      case 'GET /config/client':
        return json({ MaxPostSize: '16383', PostPriority: 'true' });
      case 'POST /posts': {
        const sent = await bodyOf(request);
        if (!isRecord(sent)) return json({}, 400);
        written.push(sent);
        const id = `copy${written.length}`.padEnd(26, '0');
        return json({ ...sent, id, create_at: 1, update_at: 1, metadata: {} }, 201);
      }
      default:
        // A request for the replies of a deleted root.
        if (/^\/channels\/[^/]+\/posts$/.test(path)) return json({ order: [], posts: {} });
        return json({ id: 'api.context.404.app_error', status_code: 404 }, 404);
    }
  };
  const connector = createMattermostConnector({
    accountId: account.mattermost,
    userId: 'me000000000000000000000001',
    baseUrl: server,
    publicUrl: server,
    world: worldOf(answer),
  });
  return { connector, written };
};

/** Microsoft Graph with this chatMessage (null for a service that is only written to). */
export const pretendTeams = ({ people, payload }: Tried, message: Payload | null): Pretended => {
  const written: Payload[] = [];
  const users = people.map((one) => ({
    id: teamsIdOf(one, payload),
    displayName: one.name,
    userPrincipalName: one.email,
    mail: one.email,
  }));
  const notFound = { error: { code: 'NotFound', message: '' } };
  const user = (path: string): Payload | undefined =>
    users.find(({ id }) => decodeURIComponent(path).startsWith(`/users/${id}?`));
  const answer = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(/^\/v1\.0/, '');
    if (request.method === 'GET')
      return message !== null && /\/(?:messages|replies)\/[^/]+$/.test(path)
        ? json(message)
        : json(notFound, 404);
    const sent = await bodyOf(request);
    if (!isRecord(sent)) return json(notFound, 404);
    if (path === '/$batch') {
      const requests: readonly unknown[] = Array.isArray(sent.requests) ? sent.requests : [];
      const responses = requests.filter(isRecord).map(({ id, url }) => {
        const body = user(String(url));
        return body === undefined ? { id, status: 404, body: notFound } : { id, status: 200, body };
      });
      return json({ responses });
    }
    written.push(sent);
    return json({ ...sent, id: String(1_780_000_000_000 + written.length) }, 201);
  };
  const connector = createTeamsConnector({
    accountId: account.teams,
    userId: 'me',
    tenantId: 'tenant',
    graphUrl: 'https://graph.microsoft.com/v1.0',
    world: worldOf(answer),
  });
  return { connector, written };
};

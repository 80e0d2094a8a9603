/** Links what belongs together, as the carrier's Isthmus would have: a post in each channel, and the choice to have chats carried, too. */
import type { Organisation } from '../../../sandbox/organisation/plan.ts';
import type { SandboxServer } from '../../../sandbox/service.ts';
import { carrier } from './pairs-organisation.ts';

/** Two conversations that belong together, by the services' own ids. */
export interface LinkedPair {
  readonly name: string;
  readonly mattermost: string;
  /** `chat id`, or `team id/channel id`. */
  readonly teams: string;
  readonly isChannel: boolean;
}

export interface BothServices {
  readonly organisation: Organisation;
  readonly microsoft: Pick<SandboxServer, 'acts'>;
  readonly mattermost: SandboxServer;
}

/** Pairs the conversations of these names, links them, and has them carried. */
export const linkPairs = async (
  services: BothServices,
  names: readonly string[],
): Promise<readonly LinkedPair[]> => {
  const pairs = names.map((name) => pairOf(services, name));
  const { userId, send } = await signedIn(services);
  for (const pair of pairs)
    await send('POST', '/posts', {
      channel_id: pair.mattermost,
      message: 'Linked.',
      props: { isthmus: { version: 1, link: { teams: keyOf(pair), name: pair.name } } },
    });
  const choices = pairs.map((pair) => ({
    user_id: userId,
    category: 'isthmus_carry',
    name: pair.mattermost,
    value: JSON.stringify({ version: 1, teams: keyOf(pair), carried: true }),
  }));
  await send('PUT', '/users/me/preferences', choices);
  return pairs;
};

const keyOf = ({ teams, isChannel }: LinkedPair): string => `${isChannel ? 'channel' : 'chat'}/${teams}`;

const pairOf = ({ microsoft, mattermost }: BothServices, name: string): LinkedPair => {
  const find = (acts: SandboxServer['acts']) => {
    const found = acts.truth(carrier).conversations.find((one) => one.name === name);
    if (!found) throw new Error(`there is no conversation “${name}”`);
    return found;
  };
  const teams = find(microsoft.acts);
  return { name, mattermost: find(mattermost.acts).id, teams: teams.id, isChannel: teams.teamId !== null };
};

/** Requests as the carrier's other Mattermost clients make them. */
const signedIn = async ({ organisation, mattermost }: BothServices) => {
  const planned = organisation.people.find(({ key }) => key === carrier);
  const send = async (method: string, path: string, body: unknown, token?: string): Promise<Response> => {
    const answer = await mattermost.fetch(
      new Request(`http://mattermost.example/api/v4${path}`, {
        method,
        body: JSON.stringify(body),
        ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
      }),
    );
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
    return answer;
  };
  const login = await send('POST', '/users/login', {
    login_id: planned?.mattermost?.username,
    password: planned?.password,
  });
  const token = login.headers.get('token') ?? '';
  return {
    userId: planned?.mattermost?.id ?? '',
    send: (method: string, path: string, body: unknown) => send(method, path, body, token),
  };
};

/** The relay's own accounts in the sandbox: a licensed user of Teams, and a bot of Mattermost with an access token. */
import { allScopes } from '../../../sign-in/scopes.ts';
import { succeeded } from '../../../renderer/model/index.ts';
import type { BotAccounts } from '../../../relay/host/bot-accounts.ts';
import type { Sandbox } from '../../../sandbox/index.ts';
import { totp } from '../../../sandbox/mattermost/index.ts';
import type { Organisation, PlannedPerson } from '../../../sandbox/organisation/plan.ts';

const name = 'Isthmus Relay';
export const teamsBot = 'relay.teams';
export const mattermostBot = 'relay.mattermost';

const person = { displayName: name, givenName: 'Isthmus', surname: 'Relay', jobTitle: 'Carries messages' };

/** How long a token is used, ms; Graph's are valid for an hour at least. */
const tokenKept = 1_800_000;

/** The organisation with the two accounts in it: as members of every team, and on Mattermost of every open channel. */
export const withBots = (organisation: Organisation): Organisation => {
  const { people, teams, mattermost } = organisation;
  const teamsUser: PlannedPerson = {
    ...{ ...person, key: teamsBot, kind: 'member', password: `relay-${organisation.seed}` },
    microsoft: {
      id: 'bbbbbbbb-0000-4000-8000-000000000001',
      userPrincipalName: 'relay@isthmus.example',
      mail: 'relay@isthmus.example',
    },
    mattermost: null,
  };
  const bot: PlannedPerson = {
    ...{ ...person, key: mattermostBot, kind: 'bot', password: '' },
    microsoft: null,
    mattermost: {
      id: 'relaybot'.padEnd(26, '1'),
      username: 'isthmus-relay',
      email: 'isthmus-relay@localhost',
      mfaSecret: null,
    },
  };
  return {
    ...organisation,
    people: [...people, teamsUser, bot],
    teams: { ...teams, teams: teams.teams.map((team) => joined(team, teamsBot)) },
    mattermost: {
      ...mattermost,
      teams: mattermost.teams.map((team) => joined(team, mattermostBot)),
      channels: mattermost.channels.map((channel) =>
        channel.type === 'O' ? joined(channel, mattermostBot) : channel,
      ),
    },
  };
};

const joined = <Place extends { readonly members: readonly string[] }>(place: Place, key: string): Place => ({
  ...place,
  members: [...place.members, key],
});

/** The relay's two accounts; here both are always signed in. */
export interface SandboxBots extends BotAccounts {
  readonly teams: NonNullable<BotAccounts['teams']>;
}

/** Their accounts, signed in. The administrator makes the bot's token. */
export const signInBots = async (sandbox: Sandbox): Promise<SandboxBots> => {
  const { microsoft, mattermost, organisation } = sandbox;
  const plan = (key: string): PlannedPerson => {
    const found = organisation.people.find((one) => one.key === key);
    if (!found) throw new Error(`${key} is not in the sandbox`);
    return found;
  };
  const user = plan(teamsBot).microsoft;
  const bot = plan(mattermostBot).mattermost;
  if (!user || !bot) throw new Error('the bots have no accounts');
  let token: { readonly text: string; readonly until: number } | null = null;
  return {
    teams: {
      userId: user.id,
      tenantId: microsoft.tenantId,
      displayName: name,
      label: user.userPrincipalName,
      graphUrl: `${microsoft.graphUrl}/v1.0`,
      accessToken: (renew) => {
        if (renew || token === null || Date.now() >= token.until)
          token = {
            text: microsoft.tenant.tokenFor(teamsBot, [...allScopes]),
            until: Date.now() + tokenKept,
          };
        return Promise.resolve(succeeded(token.text));
      },
    },
    mattermost: {
      userId: bot.id,
      displayName: name,
      label: bot.username,
      serverUrl: mattermost.url,
      token: await tokenOfBot(sandbox, bot.id),
    },
  };
};

/** Asks Mattermost as the bot's owner, who is the first person of the organisation there. */
export const postAsOwner = async (
  { mattermost, organisation, world }: Sandbox,
  path: string,
  body: object,
): Promise<Response> => {
  const owner = organisation.people.find((one) => one.mattermost !== null && one.kind === 'member');
  if (!owner?.mattermost) throw new Error('nobody owns the bot');
  const { username, mfaSecret } = owner.mattermost;
  const mfa = mfaSecret === null ? {} : { token: totp(mfaSecret, world.now()) };
  const post = (to: string, what: object, token = ''): Promise<Response> =>
    fetch(`${mattermost.url}/api/v4/${to}`, {
      method: 'POST',
      headers: token === '' ? {} : { authorization: `Bearer ${token}` },
      body: JSON.stringify(what),
    });
  const signedIn = await post('users/login', { login_id: username, password: owner.password, ...mfa });
  return post(path, body, signedIn.headers.get('token') ?? '');
};

const tokenOfBot = async (sandbox: Sandbox, bot: string): Promise<string> => {
  const made = await postAsOwner(sandbox, `users/${bot}/tokens`, { description: 'relay' });
  const { token } = (await made.json()) as { token?: string };
  if (token === undefined) throw new Error(`the bot got no token: ${made.status}`);
  return token;
};

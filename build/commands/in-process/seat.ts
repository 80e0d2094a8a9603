/** One person's side of both services: signed in, with the accounts of their Isthmus and its world. */
import { allScopes } from '../../../sign-in/scopes.ts';
import { createMattermostConnector } from '../../../renderer/connectors/mattermost/index.ts';
import { createTeamsConnector } from '../../../renderer/connectors/teams/index.ts';
import type { World } from '../../../renderer/connectors/world.ts';
import type { EngineAccount } from '../../../renderer/engine/mirrors.ts';
import { type AccountId, failed, type Service, succeeded } from '../../../renderer/model/index.ts';
import type { PersonKey, PlannedPerson } from '../../../sandbox/organisation/plan.ts';
import { abortable, untilOff } from './answers.ts';
import type { ServicesHere } from './services.ts';
import { openSocket } from './socket.ts';

export const teamsAccount = 't-aaaaaaaaaaaa' as AccountId;
export const mattermostAccount = 'm-aaaaaaaaaaaa' as AccountId;

/** How long a token is used, ms. Graph's tokens are valid for an hour at least. */
const tokenKept = 1_800_000;

/** The values that differ between computers. */
export interface Computer extends Pick<World, 'now' | 'after' | 'random' | 'log'> {
  /** While false, this computer does nothing: timers do not fire, answers do not arrive. */
  readonly isOn: () => boolean;
  /** The duration of a request, ms. */
  readonly latency: () => number;
}

/** Whose accounts these are: one person's, or a user of Teams together with a bot of Mattermost. */
export type SeatHolder = PersonKey | Readonly<Record<Service, PersonKey>>;

interface OnTeams extends PlannedPerson {
  readonly microsoft: NonNullable<PlannedPerson['microsoft']>;
}

interface OnMattermost extends PlannedPerson {
  readonly mattermost: NonNullable<PlannedPerson['mattermost']>;
}

export class Seat {
  readonly #onTeams: OnTeams;
  readonly #onMattermost: OnMattermost;
  #session: string | null = null;
  #token: { readonly text: string; readonly until: number } | null = null;

  /** Throws when the holder is not on both services. */
  constructor(
    private readonly services: ServicesHere,
    holder: SeatHolder,
  ) {
    const keys = typeof holder === 'string' ? { teams: holder, mattermost: holder } : holder;
    const planned = (which: PersonKey): PlannedPerson | undefined =>
      services.organisation.people.find(({ key }) => key === which);
    const [onTeams, onMattermost] = [planned(keys.teams), planned(keys.mattermost)];
    if (!onTeams?.microsoft || !onMattermost?.mattermost)
      throw new Error(`${keys.teams} is not on both services`);
    this.#onTeams = { ...onTeams, microsoft: onTeams.microsoft };
    this.#onMattermost = { ...onMattermost, mattermost: onMattermost.mattermost };
  }

  get isSignedIn(): boolean {
    return this.#session !== null;
  }

  /** Signs in to Mattermost with the password, anew where there was a session. A bot's owner makes a token for it. */
  async signIn(): Promise<void> {
    const account = this.#onMattermost;
    this.#session = account.kind === 'bot' ? await this.#tokenOfBot(account) : await this.#logIn(account);
  }

  async #logIn({ mattermost, password }: OnMattermost): Promise<string> {
    const answer = await this.#post('/users/login', { login_id: mattermost.username, password });
    const token = answer.headers.get('token');
    if (!token) throw new Error(`Mattermost refused the sign-in: ${answer.status}`);
    return token;
  }

  /** The first person of the organisation owns all bots there. */
  async #tokenOfBot({ mattermost: bot }: OnMattermost): Promise<string> {
    const owner = this.services.organisation.people.find(
      ({ mattermost, kind }) => mattermost !== null && kind === 'member',
    );
    if (!owner?.mattermost) throw new Error('nobody owns the bot');
    const session = await this.#logIn({ ...owner, mattermost: owner.mattermost });
    const answer = await this.#post(`/users/${bot.id}/tokens`, { description: 'relay' }, session);
    const { token } = (await answer.json()) as { readonly token?: string };
    if (token === undefined) throw new Error(`the bot got no token: ${answer.status}`);
    return token;
  }

  #post(path: string, body: object, session?: string): Promise<Response> {
    const headers: HeadersInit = session === undefined ? {} : { authorization: `Bearer ${session}` };
    return this.services.mattermost.fetch(
      new Request(`${this.services.mattermostUrl}/api/v4${path}`, {
        ...{ method: 'POST', headers, body: JSON.stringify(body) },
      }),
    );
  }

  /** The accounts for the engine. */
  accounts(): EngineAccount[] {
    const { microsoft, displayName } = this.#onTeams;
    const { mattermost } = this.#onMattermost;
    const { graphUrl, mattermostUrl, organisation } = this.services;
    return [
      {
        identity: { id: teamsAccount, service: 'teams', displayName, label: microsoft.userPrincipalName },
        connect: (world, notBefore) =>
          createTeamsConnector({
            accountId: teamsAccount,
            userId: microsoft.id,
            tenantId: organisation.tenantId,
            graphUrl: `${graphUrl}/v1.0`,
            world,
            ...(notBefore === null ? {} : { historyNotBefore: notBefore }),
          }),
      },
      {
        identity: {
          ...{ id: mattermostAccount, service: 'mattermost', displayName, label: mattermost.username },
          siteUrl: mattermostUrl,
        },
        connect: (world) =>
          createMattermostConnector({
            accountId: mattermostAccount,
            userId: mattermost.id,
            baseUrl: mattermostUrl,
            world,
          }),
      },
    ];
  }

  /** The world of this person's Isthmus on a computer. */
  world(computer: Computer): World {
    const { isOn } = computer;
    return {
      now: computer.now,
      after: (ms, work) =>
        computer.after(ms, () => {
          if (isOn()) work();
        }),
      random: computer.random,
      fetch: (request) => untilOff(isOn, this.#send(computer, request)),
      openSocket: (_account, resume, events) =>
        openSocket(this.services, this.#session ?? '', resume, events, isOn),
      accessToken: () =>
        Promise.resolve(isOn() ? succeeded(this.#accessToken()) : failed({ kind: 'cancelled' } as const)),
      log: computer.log,
    };
  }

  /** Like the sign-in page: a new token is asked for before the old one expires, not for every request. */
  #accessToken(): string {
    const { time, microsoft } = this.services;
    if (this.#token === null || time.now() >= this.#token.until)
      this.#token = {
        text: microsoft.tokenFor(this.#onTeams.key, [...allScopes]),
        until: time.now() + tokenKept,
      };
    return this.#token.text;
  }

  /** Acts like main's gateway and network: adds the token for Mattermost, and nothing for Graph. */
  async #send({ after, latency }: Computer, request: Request): Promise<Response> {
    const { microsoft, mattermost, graphUrl } = this.services;
    const wait = latency();
    if (wait > 0) await new Promise<void>((resolve) => void after(wait, resolve));
    if (request.url.startsWith(graphUrl)) return abortable(request.signal, microsoft.graph.fetch(request));
    // Not on a copy of the request: making one costs as much as answering it.
    request.headers.set('authorization', `Bearer ${this.#session ?? ''}`);
    return abortable(request.signal, mattermost.fetch(request));
  }
}

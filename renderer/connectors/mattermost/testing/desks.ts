/** Two people with their connectors, in a channel of the sandbox's server, for tests of writing. */
import { ManualWorld } from '../../../../sandbox/mattermost/contract/sandbox.ts';
import { createMattermostServer, type MattermostServer } from '../../../../sandbox/mattermost/index.ts';
import { Faults } from '../../../../sandbox/faults.ts';
import { generateOrganisation } from '../../../../sandbox/organisation/generate.ts';
import type { ConversationId, MarkNote, Message, MessageId, PersonId } from '../../../model/index.ts';
import type { Connector } from '../../connector.ts';
import type { Draft, SharedMemoryCapability, WritingCapability } from '../../writing.ts';
import { createMattermostConnector } from '../connector.ts';
import { carryKey, noAbort } from './drafts.ts';
import { GatewayWorld } from './gateway.ts';
import { MattermostTestMirror } from './mirror.ts';
import { accountId } from './payloads.ts';
import { must, walkInto } from './reading.ts';

const now = Date.UTC(2026, 8, 1, 8);
/** Generated once: the servers copy what they load. */
const organisation = generateOrganisation({ seed: 5, messages: 120, now });
/** These people administer a team, and may change other people's posts there. */
const owners = new Set(organisation.mattermost.teams.flatMap((team) => team.owners));

/** One user's connector and its writing. */
export interface Desk {
  readonly person: string;
  readonly personId: PersonId;
  readonly username: string;
  readonly connector: Connector;
  readonly writing: WritingCapability;
  readonly memory: SharedMemoryCapability;
  readonly world: GatewayWorld;
}

type Row = Readonly<Record<string, string | undefined>>;

export class Scene {
  readonly clock = new ManualWorld();
  readonly faults = new Faults(this.clock);
  readonly server: MattermostServer = createMattermostServer({
    world: this.clock,
    siteUrl: 'http://chat.example',
    faults: this.faults,
  });
  /** A new channel with ada and bo; ada made it and administers it. */
  readonly channelId: string;
  readonly conversationId: ConversationId;
  #desks: readonly [ada: Desk, bo: Desk] | null = null;
  readonly #people: readonly [ada: string, bo: string];

  private constructor() {
    this.server.acts.load(organisation);
    const first = organisation.sampleUser;
    const place = this.server.acts
      .truth(first)
      .conversations.find(({ kind, members }) => kind === 'channel' && members.length > 1);
    const other = organisation.people.find(
      ({ key, mattermost, kind }) =>
        key !== first &&
        kind === 'member' &&
        !owners.has(key) &&
        mattermost?.mfaSecret === null &&
        place?.members.includes(mattermost.id) === true,
    );
    const teamId = place?.teamId ?? null;
    if (teamId === null || other === undefined) throw new Error('nobody to talk to');
    this.channelId = this.server.acts.createChannel(first, teamId, 'Tides', false);
    this.server.acts.addMember(this.channelId, other.key);
    this.conversationId = `${accountId}/${this.channelId}` as ConversationId;
    this.#people = [first, other.key];
  }

  static async open(): Promise<Scene> {
    const scene = new Scene();
    const [ada, bo] = scene.#people;
    scene.#desks = [await scene.desk(ada), await scene.desk(bo)];
    for (const { connector } of scene.#desks) await must(connector.overview(noAbort));
    return scene;
  }

  get ada(): Desk {
    return this.#opened[0];
  }

  get bo(): Desk {
    return this.#opened[1];
  }

  get #opened(): readonly [Desk, Desk] {
    if (this.#desks === null) throw new Error('not open');
    return this.#desks;
  }

  /** A connector that knows nothing yet. */
  async desk(person: string): Promise<Desk> {
    const planned = organisation.people.find(({ key }) => key === person);
    const username = planned?.mattermost?.username ?? '';
    const login = new Request('http://chat.example/api/v4/users/login', {
      method: 'POST',
      body: JSON.stringify({ login_id: username, password: planned?.password }),
    });
    const token = (await this.server.fetch(login)).headers.get('Token') ?? '';
    return this.#deskOf(person, username, this.server.acts.userId(person), token);
  }

  /** The connector of a new bot, which is in the channel. */
  async bot(username: string): Promise<Desk> {
    const { settings } = this.server;
    Object.assign(settings, { EnableBotAccountCreation: true, administrators: [this.ada.username] });
    const made = (await this.past(this.ada, 'POST', '/bots', { username, display_name: 'Relay' })) as Row;
    const userId = made.user_id ?? '';
    const { token = '' } = (await this.past(this.ada, 'POST', `/users/${userId}/tokens`, {
      description: 'relay',
    })) as Row;
    const { team_id = '' } = (await this.past(this.ada, 'GET', `/channels/${this.channelId}`)) as Row;
    await this.past(this.ada, 'POST', `/teams/${team_id}/members`, { team_id, user_id: userId });
    await this.past(this.ada, 'POST', `/channels/${this.channelId}/members`, { user_id: userId });
    const desk = this.#deskOf(username, username, userId, token);
    await must(desk.connector.overview(noAbort));
    return desk;
  }

  #deskOf(person: string, username: string, userId: string, token: string): Desk {
    const world = new GatewayWorld(this.server);
    world.token = token;
    const connector = createMattermostConnector({
      accountId,
      userId,
      baseUrl: 'https://app.example/gateway/mm1',
      world,
    });
    const { writing, memory } = connector;
    if (!writing || !memory) throw new Error('the connector cannot write');
    const personId = `${accountId}/${userId}` as PersonId;
    return { person, personId, username, connector, writing, memory, world };
  }

  /** Makes a request as one of the user's own clients makes it, without the connector. Returns the answer's JSON. */
  async past({ world }: Desk, method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.server.fetch(
      new Request(`http://chat.example/api/v4${path}`, {
        method,
        headers: { authorization: `Bearer ${world.token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
    return answer.json();
  }

  archive(): Promise<unknown> {
    return this.past(this.ada, 'DELETE', `/channels/${this.channelId}`);
  }

  /** Lets a moment pass, then writes through a connector. */
  async send(
    draft: Draft,
    key = 'k1',
    note: MarkNote | null = null,
    desk: Desk = this.ada,
  ): Promise<MessageId> {
    this.clock.advance(5);
    const stamp = { key: carryKey(key), note };
    return (await must(desk.writing.send(this.conversationId, draft, stamp, noAbort))).id;
  }

  /** The channel's messages, read through one person's history. */
  async history(desk: Desk = this.ada): Promise<ReadonlyMap<string, Message>> {
    const mirror = new MattermostTestMirror();
    await walkInto(mirror, desk.connector, this.conversationId);
    return mirror.messages;
  }

  async inHistory(id: MessageId, desk: Desk = this.ada): Promise<Message> {
    const message = (await this.history(desk)).get(id);
    if (message === undefined) throw new Error('not in the history');
    return message;
  }
}

/** The server's id of one of our messages. */
export const postIdOf = (id: MessageId): string => id.slice(id.lastIndexOf('/') + 1);

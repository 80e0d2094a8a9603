/**
 * Graph, as far as desktops and relay ask it in the benchmark: the sandbox's own limits and its own table of which request counts under which of them, over a
 * list of messages in memory. The sandbox itself takes a whole organisation's requests too slowly.
 */
import { graphRoutes } from '../../../../sandbox/microsoft/graph/app.ts';
import { type Limit, Throttling } from '../../../../sandbox/microsoft/graph/throttling.ts';
import { defaultSettings } from '../../../../sandbox/microsoft/settings.ts';
import { type PlannedConversation, relayUser, type TenantPlan, userIdOf } from './tenant-plan.ts';

export interface StoredMessage {
  /** Its creation, ms: the id of a message on Graph. */
  readonly at: number;
  readonly author: string;
}

/** An answered request: under which limit it counts, and whether it was refused. */
export interface Counted {
  readonly limit: Exclude<Limit, 'none'>;
  readonly method: string;
  readonly conversation: string | null;
  readonly refused: boolean;
}

interface Matched {
  readonly limit: Limit;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly user: string;
}

const root = '/v1.0';

const patterns = graphRoutes().map(({ method, path, limit }) => ({
  method,
  limit,
  names: [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
  pattern: new RegExp(`^${path.replace(/:\w+(?:\{[^}]*\})?/g, '([^/]+)')}$`),
}));

/** Each path is looked for once. */
const matchedBefore = new Map<string, Matched>();

const matchOf = (method: string, path: string): Matched => {
  const key = `${method} ${path}`;
  const before = matchedBefore.get(key);
  if (before) return before;
  for (const one of patterns) {
    const found = one.method === method ? one.pattern.exec(path) : null;
    if (!found) continue;
    const parameters = Object.fromEntries(one.names.map((name, at) => [name, found[at + 1] ?? '']));
    const matched = { limit: one.limit, parameters };
    matchedBefore.set(key, matched);
    return matched;
  }
  throw new Error(`The sandbox has no such request: ${method} ${path}`);
};

export class GraphModel {
  readonly #limits: Throttling;
  readonly #conversations: ReadonlyMap<string, PlannedConversation>;
  readonly #messages = new Map<string, StoredMessage[]>();
  readonly #chatsOf: ReadonlyMap<string, readonly PlannedConversation[]>;
  readonly #teamsOf: ReadonlyMap<string, readonly string[]>;
  #count: (counted: Counted) => void = () => undefined;
  #stored: (conversation: PlannedConversation, message: StoredMessage) => void = () => undefined;

  constructor(
    private readonly now: () => number,
    private readonly plan: TenantPlan,
  ) {
    this.#limits = new Throttling(now, defaultSettings);
    this.#conversations = new Map(plan.conversations.map((one) => [one.id, one]));
    const teams = (some: readonly PlannedConversation[]): string[] => [
      ...new Set(some.flatMap(({ team }) => (team === '' ? [] : [team]))),
    ];
    this.#chatsOf = new Map(
      plan.of.map((some, at) => [userIdOf(at), some.filter(({ kind }) => kind === 'chat')]),
    );
    this.#teamsOf = new Map([
      ...plan.of.map((some, at) => [userIdOf(at), teams(some)] as const),
      [relayUser, teams(plan.channels)],
    ]);
  }

  /** Who is told of each request. */
  set onAsked(count: (counted: Counted) => void) {
    this.#count = count;
  }

  /** Who is told of each message that is stored. */
  set onStored(tell: (conversation: PlannedConversation, message: StoredMessage) => void) {
    this.#stored = tell;
  }

  /** Stores a message that came by no request of Isthmus, or by one that was granted. */
  store(conversation: PlannedConversation, author: string): StoredMessage {
    const held = this.#messages.get(conversation.id) ?? [];
    const message = { at: Math.max(this.now(), (held.at(-1)?.at ?? 0) + 1), author };
    held.push(message);
    this.#messages.set(conversation.id, held);
    this.#stored(conversation, message);
    return message;
  }

  /** Answers a request that has arrived, of a user. */
  async answer(user: string, request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const path = pathname.slice(root.length);
    if (path !== '/$batch') return this.#single({ method: request.method, path, user }, search);
    const { requests } = (await request.json()) as {
      readonly requests: readonly { readonly id: string; readonly method: string; readonly url: string }[];
    };
    const responses = await Promise.all(
      requests.map(async ({ id, method, url }) => {
        const asked = new URL(url, 'https://graph.example');
        const response = this.#single({ method, path: asked.pathname, user }, asked.search);
        return {
          id,
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: (await response.json()) as unknown,
        };
      }),
    );
    return Response.json({ responses });
  }

  #single(asked: Asked, search: string): Response {
    const { limit, parameters } = matchOf(asked.method, asked.path);
    const { chatId = null, teamId = null, channelId = null } = parameters;
    const wait = this.#limits.retryAfter(limit, { userId: asked.user, chatId, teamId, channelId });
    if (limit !== 'none')
      this.#count({ limit, method: asked.method, conversation: chatId ?? channelId, refused: wait !== null });
    if (wait !== null)
      return Response.json(
        { error: { code: 'TooManyRequests', message: '' } },
        { status: 429, headers: { 'retry-after': String(wait) } },
      );
    return this.#granted(asked, search, chatId ?? channelId, teamId);
  }

  #granted(
    { method, path, user }: Asked,
    search: string,
    id: string | null,
    teamId: string | null,
  ): Response {
    const conversation = id === null ? undefined : this.#conversations.get(id);
    if (method === 'POST' && conversation !== undefined && path.endsWith('/messages'))
      return Response.json(this.#message(this.store(conversation, user)), { status: 201 });
    if (path.endsWith('/messages/delta') && conversation !== undefined)
      return this.#delta(path, search, conversation);
    if (path.endsWith('/messages') && conversation !== undefined) return this.#changes(search, conversation);
    if (path.endsWith('/members') && conversation !== undefined)
      return Response.json({ value: this.#members(conversation) });
    if (path === '/me/chats') return this.#chats(user, search.includes('members'));
    if (path === '/me/joinedTeams' || path === '/me/teamwork/associatedTeams')
      return Response.json({
        value: (this.#teamsOf.get(user) ?? []).map((team) => ({ id: team, displayName: team })),
      });
    if (path.endsWith('/allChannels'))
      return Response.json({
        value: this.plan.channels
          .filter(({ team }) => team === teamId)
          .map((channel) => ({ id: channel.id, displayName: channel.id, membershipType: 'standard' })),
      });
    if (path === '/me') return Response.json({ id: user, displayName: user });
    // Presences, people and the organisation's name: they count, and what they say changes nothing here.
    return Response.json({ value: [] });
  }

  #delta(path: string, search: string, { id }: PlannedConversation): Response {
    const known = Number(/deltatoken=(\d+)/.exec(search)?.[1] ?? 0);
    const held = this.#messages.get(id) ?? [];
    return Response.json({
      value: held.slice(known).map((message) => this.#message(message)),
      '@odata.deltaLink': `https://graph.example${root}${path}?$deltatoken=${held.length}`,
    });
  }

  #changes(search: string, { id }: PlannedConversation): Response {
    const since = Date.parse(/gt ([^&]+)/.exec(decodeURIComponent(search).replaceAll('+', ' '))?.[1] ?? '');
    const held = this.#messages.get(id) ?? [];
    const newer = held.filter(({ at }) => at > since).reverse();
    return Response.json({ value: newer.map((message) => this.#message(message)) });
  }

  #chats(user: string, withMembers: boolean): Response {
    const newest = ({ id }: PlannedConversation): StoredMessage | undefined => this.#messages.get(id)?.at(-1);
    const chats = [...(this.#chatsOf.get(user) ?? [])].sort(
      (one, other) => (newest(other)?.at ?? 0) - (newest(one)?.at ?? 0),
    );
    return Response.json({
      value: chats.map((chat) => {
        const last = newest(chat);
        return {
          id: chat.id,
          chatType: chat.members.length === 2 ? 'oneOnOne' : 'group',
          ...(last && {
            lastMessagePreview: { id: String(last.at), createdDateTime: new Date(last.at).toISOString() },
          }),
          ...(withMembers && { members: this.#members(chat) }),
        };
      }),
    });
  }

  #members({ members }: PlannedConversation): readonly object[] {
    return members.map((member) => ({ userId: userIdOf(member), displayName: userIdOf(member), roles: [] }));
  }

  #message({ at, author }: StoredMessage): object {
    const stamp = new Date(at).toISOString();
    return {
      id: String(at),
      messageType: 'message',
      createdDateTime: stamp,
      lastModifiedDateTime: stamp,
      from: { user: { id: author, displayName: author, userIdentityType: 'aadUser' } },
      body: { contentType: 'text', content: 'text' },
    };
  }
}

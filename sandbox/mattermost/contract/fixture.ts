/**
 * What a contract test works with: a server it reaches only through HTTP and a websocket, and an administrator's credentials. The same
 * tests run against the sandbox and against a real server; each says which settings it depends on.
 */
import { checkAnswer, checkFrame } from './check.ts';
import type { MattermostSettings } from '../settings.ts';
import type { SocketPeer } from '../sockets/connection.ts';
import type { SocketHandle, SocketRefusal } from '../sockets/hub.ts';

export interface Fixture {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Of a system administrator. */
  readonly credentials: { readonly loginId: string; readonly password: string };
  /** Opens a websocket with these request headers; the query is part of `url`. */
  readonly connect: (
    peer: SocketPeer,
    upgrade: { headers: Headers; url: URL },
  ) => Promise<SocketHandle | SocketRefusal>;
  /** Waits until everything on its way has arrived. */
  readonly settle: () => Promise<void>;
  /** Lets time pass; absent where the clock is real (the tests that need it are left out then). */
  readonly advance?: (ms: number) => Promise<void>;
  /** Changes settings; absent where the tests may not. */
  readonly configure?: (settings: Partial<MattermostSettings>) => void;
  readonly close: () => Promise<void>;
}

export type OpenFixture = () => Promise<Fixture>;

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; null when it is not JSON. */
  readonly body: unknown;
  readonly text: string;
}

/** A signed-in (or anonymous) caller; every answer is held against the contract. */
export class Client {
  constructor(
    readonly fixture: Fixture,
    readonly token: string | null,
    readonly id: string,
  ) {}

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const raw = body instanceof FormData || body instanceof Uint8Array || body instanceof URLSearchParams;
    const request = new Request(`${this.fixture.baseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const response = await this.fixture.fetch(request);
    await checkAnswer(request, response);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : null,
      text,
    };
  }

  /** The body of an answer that must succeed. */
  async get<Body = Json>(path: string): Promise<Body> {
    return this.#ok<Body>('GET', path, undefined);
  }

  async post<Body = Json>(path: string, body: unknown = {}): Promise<Body> {
    return this.#ok<Body>('POST', path, body);
  }

  async put<Body = Json>(path: string, body: unknown = {}): Promise<Body> {
    return this.#ok<Body>('PUT', path, body);
  }

  async delete<Body = Json>(path: string): Promise<Body> {
    return this.#ok<Body>('DELETE', path, undefined);
  }

  async #ok<Body>(method: string, path: string, body: unknown): Promise<Body> {
    const answer = await this.call(method, `/api/v4${path}`, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    return answer.body as Body;
  }
}

/** Signs in with a password. */
export const signIn = async (
  fixture: Fixture,
  loginId: string,
  password: string,
  code = '',
): Promise<Client> => {
  const anonymous = new Client(fixture, null, '');
  const answer = await anonymous.call('POST', '/api/v4/users/login', {
    login_id: loginId,
    password,
    token: code,
  });
  const token = answer.headers.get('token');
  if (answer.status !== 200 || token === null)
    throw new Error(`sign-in answered ${answer.status}: ${answer.text.slice(0, 200)}`);
  return new Client(fixture, token, String((answer.body as Json).id));
};

export interface Frame extends Json {
  readonly event?: string;
  readonly data?: Json;
  readonly broadcast?: Json;
  readonly seq?: number;
  readonly seq_reply?: number;
  readonly status?: string;
  readonly error?: Json;
}

/** A websocket of a client; every event is held against the schema. */
export class Listener implements SocketPeer {
  readonly frames: Frame[] = [];
  closedWith: number | null = null;
  handle: SocketHandle | null = null;
  refusal: SocketRefusal['refused'] | null = null;

  send(text: string): void {
    const frame = JSON.parse(text) as Frame;
    checkFrame(frame);
    this.frames.push(frame);
  }

  close(code: number): void {
    this.closedWith = code;
  }

  ask(frame: Json): void {
    this.handle?.receive(JSON.stringify(frame));
  }

  events(name: string): Frame[] {
    return this.frames.filter((frame) => frame.event === name);
  }

  /** The only event of that name so far. */
  only(name: string): Frame {
    const found = this.events(name);
    const [first] = found;
    if (!first || found.length !== 1)
      throw new Error(
        `${found.length} ${name} events among ${this.frames.map((frame) => frame.event ?? 'reply').join(', ')}`,
      );
    return first;
  }

  /** A member of an event's data that is JSON inside the JSON. */
  static inner(frame: Frame, name: string): Json {
    const value = frame.data?.[name];
    if (typeof value !== 'string') throw new Error(`${name} is no JSON string`);
    return JSON.parse(value) as Json;
  }
}

/** Opens a websocket authenticated at the upgrade, as the only kind that can resume. */
export const listen = async (client: Client, query: Record<string, string> = {}): Promise<Listener> =>
  openSocket(client.fixture, client.token === null ? {} : { authorization: `Bearer ${client.token}` }, query);

export const openSocket = async (
  fixture: Fixture,
  headers: Record<string, string>,
  query: Record<string, string> = {},
): Promise<Listener> => {
  const listener = new Listener();
  const url = new URL(`${fixture.baseUrl}/api/v4/websocket?${new URLSearchParams(query).toString()}`);
  const opened = await fixture.connect(listener, { headers: new Headers(headers), url });
  if ('refused' in opened) listener.refusal = opened.refused;
  else listener.handle = opened;
  await fixture.settle();
  return listener;
};

/** Some people in a team of their own, made through the API as an administrator makes them. */
export interface Scene {
  readonly admin: Client;
  readonly ada: Client;
  readonly bo: Client;
  readonly cy: Client;
  readonly teamId: string;
  /** A public channel with ada and bo in it; cy is only in the team. */
  readonly channelId: string;
}

let scenes = 0;

/** Makes a scene; names differ from run to run so that a real server takes them too. */
export const makeScene = async (fixture: Fixture): Promise<Scene> => {
  const admin = await signIn(fixture, fixture.credentials.loginId, fixture.credentials.password);
  scenes += 1;
  const suffix = `${Date.now().toString(36)}${scenes}`;
  const team = await admin.post('/teams', {
    name: `scene-${suffix}`,
    display_name: `Scene ${suffix}`,
    type: 'I',
  });
  const teamId = String(team.id);
  const person = async (name: string): Promise<Client> => {
    const username = `${name}-${suffix}`;
    const password = `Sandbox-${suffix}-1`;
    const user = await admin.post('/users', { username, email: `${username}@example.org`, password });
    await admin.post(`/teams/${teamId}/members`, { team_id: teamId, user_id: user.id });
    return signIn(fixture, username, password);
  };
  const [ada, bo, cy] = [await person('ada'), await person('bo'), await person('cy')];
  const channel = await ada.post('/channels', {
    team_id: teamId,
    name: `lobby-${suffix}`,
    display_name: 'Lobby',
    type: 'O',
  });
  const channelId = String(channel.id);
  await ada.post(`/channels/${channelId}/members`, { user_id: bo.id });
  return { admin, ada, bo, cy, teamId, channelId };
};

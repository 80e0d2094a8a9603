/**
 * The surroundings of a contract test: a server that it reaches only through HTTP and a websocket, and an administrator. The same tests run
 * against the sandbox (sandbox.ts) and against a real server (live.ts). Each names the settings on which it depends.
 */
import { checkAnswer, checkFrame } from './check.ts';
import type { MattermostSettings } from '../settings.ts';
import type { SocketPeer } from '../sockets/connection.ts';
import type { SocketHandle, SocketRefusal } from '../sockets/hub.ts';

export interface Credentials {
  readonly loginId: string;
  readonly password: string;
}

export interface Fixture {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Without a slash at the end; with the sub-path if the server has one. */
  readonly baseUrl: string;
  /** A session of a system administrator. */
  readonly administrator: () => Promise<Client>;
  /** The team of the scenes; absent if each scene makes its own. */
  readonly teamId?: string;
  /** Makes unique names: no two scenes on one server have the same. */
  readonly suffix: () => string;
  /** Opens a websocket with these request headers; the query is part of `url`. */
  readonly connect: (
    peer: SocketPeer,
    upgrade: { headers: Headers; url: URL },
  ) => Promise<SocketHandle | SocketRefusal>;
  /** Waits until everything on its way has arrived. */
  readonly settle: () => Promise<void>;
  /** How many ms an expected frame may take after `settle`; 0 if none can still come. */
  readonly patience: number;
  /** Lets time pass; absent if the clock is real (tests that need it are skipped then). */
  readonly advance?: (ms: number) => Promise<void>;
  /** The server's settings: changed by `configure`, or unchanged if tests may not change them. */
  readonly settings: Readonly<Partial<MattermostSettings>>;
  /** Changes settings; absent if the tests may not. */
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
    await checkAnswer(request, response, new URL(this.fixture.baseUrl).pathname);
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
  { loginId, password }: Credentials,
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
  /** A frame that breaks the schema is reported to the test that reads the frames, not thrown into the transport. */
  #broken: Error | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(readonly patience: number) {}

  send(text: string): void {
    const frame = JSON.parse(text) as Frame;
    try {
      checkFrame(frame);
    } catch (error) {
      this.#broken ??= error instanceof Error ? error : new Error(String(error));
    }
    this.frames.push(frame);
    for (const look of [...this.#waiting]) look();
  }

  close(code: number): void {
    this.closedWith = code;
    for (const look of [...this.#waiting]) look();
  }

  ask(frame: Json): void {
    this.handle?.receive(JSON.stringify(frame));
  }

  /** The events of that name so far. */
  events(name: string): Frame[] {
    if (this.#broken) throw this.#broken;
    return this.frames.filter((frame) => frame.event === name);
  }

  /** Resolves as soon as the condition holds, or when `patience` has passed. */
  async until(holds: () => boolean): Promise<void> {
    if (holds() || this.patience === 0) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const look = (): void => {
        // An error of reading (a frame that breaks the schema) is for the test, which reads again.
        try {
          if (holds()) done();
        } catch {
          done();
        }
      };
      const timer = setTimeout(done, this.patience);
      this.#waiting.add(look);
    });
  }

  /** The events of that name, once there are that many. */
  async several(name: string, count: number): Promise<Frame[]> {
    await this.until(() => this.events(name).length >= count);
    return this.events(name);
  }

  /** The replies to the requests, when there are that many. */
  async replies(count: number): Promise<Frame[]> {
    const replies = (): Frame[] => this.frames.filter((frame) => frame.event === undefined);
    await this.until(() => replies().length >= count);
    if (this.#broken) throw this.#broken;
    return replies();
  }

  /** The only event of that name (of those `about` takes: on a busy server some are about strangers). */
  async only(name: string, about: (frame: Frame) => boolean = () => true): Promise<Frame> {
    await this.until(() => this.events(name).some(about));
    const found = this.events(name).filter(about);
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
  const listener = new Listener(fixture.patience);
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
  /** How ada and cy sign in. */
  readonly credentials: { readonly ada: Credentials; readonly cy: Credentials };
  readonly teamId: string;
  /** A public channel with ada and bo in it; cy is only in the team. */
  readonly channelId: string;
}

const makeTeam = async (admin: Client, suffix: string): Promise<string> =>
  String(
    (await admin.post('/teams', { name: `scene-${suffix}`, display_name: `Scene ${suffix}`, type: 'I' })).id,
  );

/** The post about an added member comes after the answer. Waits for it, so that it does not come in the middle of a test. */
const joined = async (fixture: Fixture, member: Client, channelId: string): Promise<void> => {
  await fixture.advance?.(1_000);
  for (let looks = 0; looks < 1_000; looks += 1) {
    const { posts } = await member.get<{ posts: Readonly<Record<string, Json>> }>(
      `/channels/${channelId}/posts`,
    );
    if (Object.values(posts).some(({ type }) => type === 'system_add_to_channel')) return;
  }
  throw new Error('nothing told of who was added');
};

/** Makes a scene, in the fixture's team if it has one. */
export const makeScene = async (fixture: Fixture): Promise<Scene> => {
  const admin = await fixture.administrator();
  const suffix = fixture.suffix();
  const teamId = fixture.teamId ?? (await makeTeam(admin, suffix));
  const credentialsOf = (name: string): Credentials => ({
    loginId: `${name}-${suffix}`,
    password: `Sandbox-${suffix}-1`,
  });
  const person = async (name: string): Promise<Client> => {
    const { loginId, password } = credentialsOf(name);
    const user = await admin.post('/users', { username: loginId, email: `${loginId}@example.org`, password });
    await admin.post(`/teams/${teamId}/members`, { team_id: teamId, user_id: user.id });
    return signIn(fixture, { loginId, password });
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
  await joined(fixture, ada, channelId);
  const credentials = { ada: credentialsOf('ada'), cy: credentialsOf('cy') };
  return { admin, ada, bo, cy, credentials, teamId, channelId };
};

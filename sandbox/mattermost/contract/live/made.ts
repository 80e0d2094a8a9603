/**
 * The objects that a run has made on a real server, recorded from the answers, and removed again: permanently if the server allows it, else
 * archived or deactivated. Channels, posts, files, tokens and preferences go with their team and users.
 */
import type { MattermostSettings } from '../../settings.ts';
import type { Journal } from '../../../live-journal.ts';

type Kind = 'user' | 'bot' | 'team' | 'emoji' | 'oauth-app' | 'direct-channel';

interface Thing {
  readonly kind: Kind;
  readonly id: string;
}

/** The requests that make an object, its kind, and the member of the answer with its id. */
const makers: readonly { readonly path: RegExp; readonly kind: Kind; readonly member: string }[] = [
  { path: /\/api\/v4\/users$/, kind: 'user', member: 'id' },
  { path: /\/api\/v4\/bots$/, kind: 'bot', member: 'user_id' },
  { path: /\/api\/v4\/teams$/, kind: 'team', member: 'id' },
  { path: /\/api\/v4\/emoji$/, kind: 'emoji', member: 'id' },
  { path: /\/api\/v4\/oauth\/apps$/, kind: 'oauth-app', member: 'id' },
  { path: /\/api\/v4\/oauth\/apps\/register$/, kind: 'oauth-app', member: 'client_id' },
  { path: /\/api\/v4\/channels\/(direct|group)$/, kind: 'direct-channel', member: 'id' },
];

/** The object that a request made, if it exists longer than a test. */
export const madeBy = async (request: Request, answer: Response): Promise<Thing | null> => {
  if (request.method !== 'POST' || !answer.ok) return null;
  const { pathname } = new URL(request.url);
  const maker = makers.find(({ path }) => path.test(pathname));
  if (!maker) return null;
  const id = ((await answer.clone().json()) as Record<string, unknown>)[maker.member];
  return typeof id === 'string' ? { kind: maker.kind, id } : null;
};

/** How to find a requested object by its name, even if the answer never came. */
const byName: readonly { readonly path: RegExp; readonly kind: Kind; readonly member: string; at: string }[] =
  [
    { path: /\/api\/v4\/users$/, kind: 'user', member: 'username', at: '/users/username/' },
    { path: /\/api\/v4\/bots$/, kind: 'bot', member: 'username', at: '/users/username/' },
    { path: /\/api\/v4\/teams$/, kind: 'team', member: 'name', at: '/teams/name/' },
  ];

/** The object that a request will make, and the path by which an administrator finds it; null if it makes no named object. */
export const aboutToMake = async (
  request: Request,
): Promise<{ readonly kind: Kind; readonly path: string } | null> => {
  if (request.method !== 'POST') return null;
  const { pathname } = new URL(request.url);
  const maker = byName.find(({ path }) => path.test(pathname));
  if (!maker) return null;
  const name = ((await request.clone().json()) as Record<string, unknown>)[maker.member];
  return typeof name === 'string' ? { kind: maker.kind, path: `${maker.at}${name}` } : null;
};

/** An administrator's DELETE (or POST); gives the status. */
export type Ask = (method: 'DELETE' | 'POST', path: string) => Promise<number>;

/** An administrator's GET. Resolves to the id of the object, or null. */
export type Find = (path: string) => Promise<string | null>;

/** How a thing ended. */
type End = 'gone' | 'kept' | 'failed';

const gone = (status: number): boolean => status < 300 || status === 404;

const remove = async ({ kind, id }: Thing, ask: Ask, settings: Partial<MattermostSettings>): Promise<End> => {
  const ended = async (end: End, method: 'DELETE' | 'POST', path: string): Promise<End> =>
    gone(await ask(method, path)) ? end : 'failed';
  switch (kind) {
    case 'emoji':
      return ended('gone', 'DELETE', `/emoji/${id}`);
    case 'oauth-app':
      return ended('gone', 'DELETE', `/oauth/apps/${id}`);
    case 'team':
      return settings.EnableAPITeamDeletion === true
        ? ended('gone', 'DELETE', `/teams/${id}?permanent=true`)
        : ended('kept', 'DELETE', `/teams/${id}`);
    case 'user':
    case 'bot':
      if (settings.EnableAPIUserDeletion === true)
        return ended('gone', 'DELETE', `/users/${id}?permanent=true`);
      return kind === 'bot'
        ? ended('kept', 'POST', `/bots/${id}/disable`)
        : ended('kept', 'DELETE', `/users/${id}`);
    case 'direct-channel':
      return 'kept';
  }
};

/** Users are last but for the team, because their objects go first. */
const order: readonly Kind[] = ['emoji', 'oauth-app', 'direct-channel', 'bot', 'user', 'team'];

/** The objects of one test. */
export class Made {
  #things: Thing[] = [];

  constructor(private readonly journal: Journal) {}

  /** Sends a request. The object is recorded before, because a run may end before the answer comes. */
  async while(request: Request, send: () => Promise<Response>): Promise<Response> {
    const about = await aboutToMake(request);
    if (about !== null) this.journal.write('asked', about.kind, about.path);
    const answer = await send();
    const thing = await madeBy(request, answer);
    if (thing !== null) this.note(thing);
    if (about !== null) this.journal.write('answered', about.kind, about.path);
    return answer;
  }

  note(thing: Thing): void {
    this.#things.push(thing);
    this.journal.write('made', thing.kind, thing.id);
  }

  /** Removes all recorded objects. Failures are recorded, never thrown, so that the rest is removed too. */
  async remove(ask: Ask, settings: Partial<MattermostSettings>): Promise<void> {
    const things = this.#things;
    this.#things = [];
    await removeAll(things, this.journal, ask, settings);
  }
}

const removeAll = async (
  things: readonly Thing[],
  journal: Journal,
  ask: Ask,
  settings: Partial<MattermostSettings>,
): Promise<void> => {
  const sorted = [...things].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  for (const thing of sorted) {
    const end = await remove(thing, ask, settings).catch((): End => 'failed');
    journal.write(end, thing.kind, thing.id);
  }
};

const isKind = (text: string | undefined): text is Kind => order.some((kind) => kind === text);

/** The things whose last entry is one of these. */
const lastly = (journal: Journal, ...words: readonly ('made' | End)[]): Thing[] => {
  const last = new Map<string, { readonly word: string; readonly thing: Thing }>();
  for (const [word = '', kind, id = ''] of journal.read())
    if (isKind(kind)) last.set(`${kind} ${id}`, { word, thing: { kind, id } });
  return [...last.values()].filter(({ word }) => words.some((one) => one === word)).map(({ thing }) => thing);
};

/** Requests without an answer. */
const unanswered = (journal: Journal): { readonly kind: Kind; readonly path: string }[] => {
  const open = new Map<string, { readonly kind: Kind; readonly path: string }>();
  for (const [word, kind, path = ''] of journal.read()) {
    if (word === 'asked' && isKind(kind)) open.set(path, { kind, path });
    if (word === 'answered') open.delete(path);
  }
  return [...open.values()];
};

/** Removes the rest of a run: its team, objects that it could not remove or did not reach, and objects whose answers never came. */
export const removeRest = async (
  journal: Journal,
  ask: Ask,
  find: Find,
  settings: Partial<MattermostSettings>,
): Promise<void> => {
  for (const { kind, path } of unanswered(journal)) {
    const id = await find(path).catch(() => null);
    if (id === null) continue;
    journal.write('made', kind, id);
    journal.write('answered', kind, path);
  }
  await removeAll(lastly(journal, 'made', 'failed'), journal, ask, settings);
};

/** Whether something still has to be removed, or may have to. */
export const isAnyLeft = (journal: Journal): boolean =>
  lastly(journal, 'made', 'failed').length > 0 || unanswered(journal).length > 0;

/** One line about the remaining objects; null if there are none. */
export const leftOn = (journal: Journal): string | null => {
  const kept = lastly(journal, 'kept');
  const count = (...kinds: readonly Kind[]): number => kept.filter(({ kind }) => kinds.includes(kind)).length;
  const failed = lastly(journal, 'made', 'failed').map(({ kind, id }) => `${kind} ${id}`);
  const parts = [
    count('user', 'bot') > 0 &&
      `${count('user', 'bot')} users are deactivated, not deleted (ServiceSettings.EnableAPIUserDeletion is off)`,
    count('team') > 0 &&
      `${count('team')} team is archived, not deleted (ServiceSettings.EnableAPITeamDeletion is off)`,
    count('direct-channel') > 0 &&
      `${count('direct-channel')} direct and group channels of these users stay (Mattermost deletes none)`,
    failed.length > 0 && `could not be removed: ${failed.join(', ')}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : `Left on the Mattermost server: ${parts.join('; ')}.`;
};

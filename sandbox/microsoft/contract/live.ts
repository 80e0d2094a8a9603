/** A real tenant as a subject: real HTTP that obeys Retry-After, and the removal of the run's own messages at the end. */
import type { SignedIn } from './live-sign-in.ts';
import type { GraphSubject } from './stage.ts';
import type { Journal } from '../../live-journal.ts';

export interface LiveGraphTarget extends SignedIn {
  /** `https://graph.microsoft.com` or another cloud's, without a version. */
  readonly graphUrl: string;
  readonly colleague: string | null;
}

/** How often a throttled request is sent again. */
const mostTries = 8;
const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Refused before anything was done (429), or nothing to be done (a read that failed for the moment): it may be sent again. */
const mayRepeat = (request: Request, { status }: Response): boolean =>
  status === 429 || (request.method === 'GET' && (status === 503 || status === 504));

/** Sends a request; when told to wait, waits as long as the service says and sends it again. */
const obedient = async (request: Request): Promise<Response> => {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(request.clone());
    if (!mayRepeat(request, response) || tries === mostTries) return response;
    await response.arrayBuffer();
    await wait(Math.max(1, Number(response.headers.get('retry-after') ?? tries)));
  }
};

/** Writes down which chats and messages a request made. */
const note = async (journal: Journal, request: Request, answer: Response): Promise<void> => {
  if (request.method !== 'POST' || answer.status !== 201) return;
  const place = /\/v1\.0\/chats(?:\/([^/]+)\/messages)?$/.exec(new URL(request.url).pathname);
  if (!place) return;
  const { id } = (await answer.clone().json()) as { id: string };
  if (place[1] === undefined) journal.write('chat', id);
  else journal.write('message', decodeURIComponent(place[1]), id);
};

/** A user who is signed in to a real tenant. The owner of the journal removes what the tests write ({@link cleanUpGraph}). */
export const liveGraph = (target: LiveGraphTarget, journal: Journal): GraphSubject => ({
  fixture: {
    baseUrl: `${target.graphUrl}/v1.0`,
    token: target.token,
    fetch: async (request) => {
      const answer = await obedient(request);
      await note(journal, request, answer);
      return answer;
    },
  },
  userId: target.userId,
  tenantId: target.tenantId,
  scopes: target.scopes,
  colleague: target.colleague,
  close: () => Promise.resolve(),
});

/** Deletes the run's messages softly and hides its chats. Returns a line for each chat, because Graph lets nobody delete one. */
export const cleanUpGraph = async (target: LiveGraphTarget, journal: Journal): Promise<string[]> => {
  const act = async (path: string, body?: unknown): Promise<boolean> => {
    const request = new Request(`${target.graphUrl}/v1.0${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${target.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await obedient(request)).ok;
  };
  const entries = journal.read();
  const lines: string[] = [];
  for (const [kind, chat = ''] of entries) {
    if (kind !== 'chat') continue;
    const messages = entries.filter(([what, where]) => what === 'message' && where === chat);
    let deleted = 0;
    for (const [, , message = ''] of messages)
      if (await act(`/users/${target.userId}/chats/${chat}/messages/${message}/softDelete`)) deleted += 1;
    const user = { id: target.userId, tenantId: target.tenantId };
    const hidden = await act(`/chats/${chat}/hideForUser`, { user });
    lines.push(
      `Left in the tenant: the chat ${chat} (Graph deletes no chats for delegated callers)` +
        `${hidden ? ', hidden' : ''}; ${deleted} of its ${messages.length} messages are deleted softly.`,
    );
  }
  return lines;
};

/** A real tenant as a subject: real HTTP that obeys Retry-After, and one's own messages soft-deleted at the end. */
import type { SignedIn } from './live-sign-in.ts';
import type { GraphSubject } from './stage.ts';

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

/** What this run wrote: paths of messages, by their chat. */
class Written {
  readonly chats = new Map<string, Set<string>>();

  async note(request: Request, answer: Response): Promise<void> {
    if (request.method !== 'POST' || answer.status !== 201) return;
    const { pathname } = new URL(request.url);
    const chat = /\/v1\.0\/chats(?:\/([^/]+)\/messages)?$/.exec(pathname);
    if (!chat) return;
    const { id } = (await answer.clone().json()) as { id: string };
    if (chat[1] === undefined) this.chats.set(id, new Set());
    else this.chats.get(decodeURIComponent(chat[1]))?.add(id);
  }
}

/** Somebody signed in to a real tenant. `leave` gets one line on what stays in the tenant. */
export const liveGraph = (target: LiveGraphTarget, leave: (line: string) => void): GraphSubject => {
  const written = new Written();
  const baseUrl = `${target.graphUrl}/v1.0`;
  const act = async (path: string, body?: unknown): Promise<boolean> => {
    const headers = { authorization: `Bearer ${target.token}`, 'content-type': 'application/json' };
    const request = new Request(`${baseUrl}${path}`, {
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await obedient(request)).status < 300;
  };
  const cleanUp = async (chat: string, messages: ReadonlySet<string>): Promise<string> => {
    let deleted = 0;
    for (const message of messages)
      if (await act(`/users/${target.userId}/chats/${chat}/messages/${message}/softDelete`)) deleted += 1;
    const user = { id: target.userId, tenantId: target.tenantId };
    const hidden = await act(`/chats/${chat}/hideForUser`, { user });
    return (
      `Left in the tenant: the chat ${chat} (Graph deletes no chats for delegated callers)` +
      `${hidden ? ', hidden' : ''}; ${deleted} of its ${messages.size} messages are deleted softly.`
    );
  };
  return {
    fixture: {
      baseUrl,
      token: target.token,
      fetch: async (request) => {
        const answer = await obedient(request);
        await written.note(request, answer);
        return answer;
      },
    },
    userId: target.userId,
    tenantId: target.tenantId,
    scopes: target.scopes,
    colleague: target.colleague,
    close: async () => {
      for (const [chat, messages] of written.chats) leave(await cleanUp(chat, messages));
    },
  };
};

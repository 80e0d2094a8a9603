/**
 * Mattermost's profiles as a server with copies of its database answers them: for a while after a change as they were before. A change can
 * also be lost, because another client of the person writes the whole profile in the same moment.
 */
import { isPayload, type Payload } from '../../../renderer/connectors/mattermost/rest/reading.ts';

type Send = (request: Request) => Promise<Response>;

interface Changed {
  readonly at: number;
  readonly before: unknown;
}

const isPatch = ({ method, url }: Request): boolean =>
  method === 'PUT' && new URL(url).pathname.endsWith('/users/me/patch');
const isRead = ({ url }: Request): boolean => /\/api\/v4\/users(?:\?|\/ids|\/me$|\/[a-z0-9]{26}$)/.test(url);

export class LaggingProfiles {
  /** How old an answer may be, ms. */
  lag = 0;
  /** How many of the next changes are lost. */
  losing = 0;
  readonly #changed = new Map<unknown, Changed>();

  constructor(private readonly now: () => number) {}

  /** Sends a request, and gives the answer as a lagging copy knows it. */
  async send(request: Request, send: Send): Promise<Response> {
    if (isPatch(request)) return this.#patch(request, send);
    const answer = await send(request);
    return this.lag > 0 && answer.ok && isRead(request) ? this.#asBefore(answer) : answer;
  }

  async #patch(request: Request, send: Send): Promise<Response> {
    const { url, headers } = request;
    const read = await send(new Request(url.replace(/\/patch$/, ''), { headers }));
    if (!read.ok) return read;
    const profile: unknown = await read.clone().json();
    if (this.losing > 0) {
      this.losing -= 1;
      return read;
    }
    const answer = await send(request);
    if (isPayload(profile)) this.#changed.set(profile.id, { at: this.now(), before: profile.props });
    return answer;
  }

  async #asBefore(answer: Response): Promise<Response> {
    const { status, headers } = answer;
    const text = await answer.text();
    const asBefore = (user: unknown): unknown => (isPayload(user) ? this.#old(user) : user);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // Another fault has broken the answer.
      return new Response(text, { status, headers });
    }
    const old = Array.isArray(value) ? value.map(asBefore) : asBefore(value);
    return new Response(JSON.stringify(old), { status, headers });
  }

  #old(user: Payload): Payload {
    const changed = this.#changed.get(user.id);
    if (changed === undefined || this.now() - changed.at >= this.lag) return user;
    return { ...user, props: changed.before };
  }
}

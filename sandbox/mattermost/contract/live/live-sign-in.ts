/** Signs an administrator in on a real server, or says in one sentence why that is not possible. */
import { settingsOf } from '../../config.ts';
import type { MattermostSettings } from '../../settings.ts';

interface Door {
  /** With the sub-path if the server has one; without a slash at the end. */
  readonly url: string;
}

/** A server and its administrator. */
export interface LiveServerAddress extends Door {
  readonly loginId: string;
  readonly password: string;
}

/** A server with an administrator's session, for the tests. The password is not passed on. */
export interface LiveTarget extends Door {
  readonly token: string;
  readonly userId: string;
  readonly settings: Readonly<Partial<MattermostSettings>>;
}

/** Why a run cannot begin, as a sentence for the person who started it. */
export class LiveRefusal extends Error {
  override readonly name = 'LiveRefusal';
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};

const ask = async (target: Door, path: string, init: RequestInit = {}): Promise<Response> => {
  try {
    return await fetch(`${target.url}/api/v4${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
  } catch (error) {
    throw new LiveRefusal(`No Mattermost server answers at ${target.url}: ${reasonOf(error)}.`);
  }
};

const bodyOf = async (response: Response): Promise<Record<string, unknown>> => {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const signInProblem = (target: LiveServerAddress, status: number, id: string): LiveRefusal => {
  if (id === '')
    return new LiveRefusal(`What answers at ${target.url} is no Mattermost server (status ${status}).`);
  if (id.startsWith('mfa.'))
    return new LiveRefusal(`${target.loginId} signs in with a second factor: give an administrator without.`);
  if (id.startsWith('api.user.login.invalid_credentials'))
    return new LiveRefusal(`Mattermost does not know this name and password of ${target.loginId}.`);
  return new LiveRefusal(`Mattermost does not let ${target.loginId} in: ${id} (status ${status}).`);
};

/** A session of the administrator, and the server's settings. */
export const signInAdministrator = async (target: LiveServerAddress): Promise<LiveTarget> => {
  const login = await ask(target, '/users/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login_id: target.loginId, password: target.password }),
  });
  const user = await bodyOf(login);
  const token = login.headers.get('token');
  if (login.status !== 200 || token === null || typeof user.id !== 'string')
    throw signInProblem(target, login.status, typeof user.id === 'string' ? user.id : '');
  const config = await ask(target, '/config', { headers: { authorization: `Bearer ${token}` } });
  if (config.status !== 200) {
    await signOut({ url: target.url, token });
    throw new LiveRefusal(
      `${target.loginId} is no system administrator of ${target.url}: the tests make users and a team, and read the configuration.`,
    );
  }
  const settings = settingsOf(await bodyOf(config));
  if (settings.RateLimitEnable === true) {
    await signOut({ url: target.url, token });
    throw new LiveRefusal(
      'RateLimitSettings.Enable is on: the server would refuse most of the tests’ requests. Switch it off for the run.',
    );
  }
  return { url: target.url, token, userId: user.id, settings };
};

/** Ends the session. */
export const signOut = async (session: Pick<LiveTarget, 'url' | 'token'>): Promise<void> => {
  await ask(session, '/users/logout', {
    method: 'POST',
    headers: { authorization: `Bearer ${session.token}` },
  });
};

/** Finds something during the clean-up. Resolves to its id, or null. */
export const findAsAdministrator =
  (session: LiveTarget) =>
  async (path: string): Promise<string | null> => {
    const answer = await ask(session, path, { headers: { authorization: `Bearer ${session.token}` } });
    const { id } = await bodyOf(answer);
    return answer.status === 200 && typeof id === 'string' ? id : null;
  };

/** Sends a request of the administrator during the clean-up. Resolves to the status. */
export const askAsAdministrator =
  (session: LiveTarget) =>
  async (method: 'DELETE' | 'POST', path: string): Promise<number> =>
    (await ask(session, path, { method, headers: { authorization: `Bearer ${session.token}` } })).status;

/** Signs an administrator in on a real server, or says in one sentence why that is not possible. */
import { settingsOf } from '../config.ts';
import type { MattermostSettings } from '../settings.ts';

export interface LiveTarget {
  /** With the sub-path where the server has one; without a slash at the end. */
  readonly url: string;
  readonly loginId: string;
  readonly password: string;
}

export interface Administrator {
  readonly token: string;
  readonly id: string;
  readonly settings: Readonly<Partial<MattermostSettings>>;
}

/** Why a run cannot begin: a sentence for whoever started it. */
export class LiveRefusal extends Error {
  override readonly name = 'LiveRefusal';
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};

const ask = async (target: LiveTarget, path: string, init: RequestInit = {}): Promise<Response> => {
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

const signInProblem = (target: LiveTarget, status: number, id: string): LiveRefusal => {
  if (id === '')
    return new LiveRefusal(`What answers at ${target.url} is no Mattermost server (status ${status}).`);
  if (id.startsWith('mfa.'))
    return new LiveRefusal(`${target.loginId} signs in with a second factor: give an administrator without.`);
  if (id.startsWith('api.user.login.invalid_credentials'))
    return new LiveRefusal(`Mattermost does not know this name and password of ${target.loginId}.`);
  return new LiveRefusal(`Mattermost does not let ${target.loginId} in: ${id} (status ${status}).`);
};

/** A session of the administrator, and the server's settings. */
export const signInAdministrator = async (target: LiveTarget): Promise<Administrator> => {
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
    await signOut(target, token);
    throw new LiveRefusal(
      `${target.loginId} is no system administrator of ${target.url}: the tests make users and a team, and read the configuration.`,
    );
  }
  return { token, id: user.id, settings: settingsOf(await bodyOf(config)) };
};

/** Ends the session. */
export const signOut = async (target: LiveTarget, token: string): Promise<void> => {
  await ask(target, '/users/logout', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
};

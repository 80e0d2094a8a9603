/** Remembers typed addresses (never secrets), so that the next sign-in does not ask for them again. */

export interface RememberedTeams {
  readonly tenant: string;
  readonly clientId: string;
}

const teamsKey = 'isthmus.teams-registration';
const mattermostKey = (account: string): string => `isthmus.mattermost-server.${account}`;

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    // Harmless: nothing counts as remembered.
    return null;
  }
};

const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Harmless: it is only a convenience; the address is asked for again next time.
  }
};

/** The registration of the last successful sign-in. */
export const rememberedTeams = (): RememberedTeams | null => {
  try {
    const value: unknown = JSON.parse(read(teamsKey) ?? 'null');
    if (typeof value !== 'object' || value === null || !('tenant' in value) || !('clientId' in value))
      return null;
    const { tenant, clientId } = value;
    return typeof tenant === 'string' && typeof clientId === 'string' ? { tenant, clientId } : null;
  } catch {
    // Harmless: a text that is not JSON counts as nothing remembered.
    return null;
  }
};

export const rememberTeams = (registration: RememberedTeams): void =>
  write(teamsKey, JSON.stringify(registration));

/** The server's address of an account. */
export const rememberedServer = (account: string): string | null => read(mattermostKey(account));

export const rememberServer = (account: string, url: string): void => write(mattermostKey(account), url);

/** Addresses typed in before (never secrets), so that signing in again does not ask for them once more. */

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
    // Harmless: as good as nothing remembered.
    return null;
  }
};

const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Harmless: only a convenience, it is asked again next time.
  }
};

/** The registration that was last used with success. */
export const rememberedTeams = (): RememberedTeams | null => {
  try {
    const value: unknown = JSON.parse(read(teamsKey) ?? 'null');
    if (typeof value !== 'object' || value === null || !('tenant' in value) || !('clientId' in value))
      return null;
    const { tenant, clientId } = value;
    return typeof tenant === 'string' && typeof clientId === 'string' ? { tenant, clientId } : null;
  } catch {
    // Harmless: what is no JSON is as good as nothing remembered.
    return null;
  }
};

export const rememberTeams = (registration: RememberedTeams): void =>
  write(teamsKey, JSON.stringify(registration));

/** The server's address of an account. */
export const rememberedServer = (account: string): string | null => read(mattermostKey(account));

export const rememberServer = (account: string, url: string): void => write(mattermostKey(account), url);
